import { instantInWords } from '../figures/figure-in-words.js'

type Data = Readonly<Record<string, unknown>>

/**
 * What would have turned a refusal, a line for each part of it: `line 1: requested before 2025-02-12T23:00:00Z; with
 * what was missing: receipt`; and one for each other change that would have: `line 1, or else: requested before …`.
 * Nothing where the event refuses nothing, or nothing would have turned it.
 */
export const counterfactualsInWords = (data: unknown): ReadonlyArray<string> =>
  counterfactualsIn(data).flatMap(({ requestLineId, wouldHaveTurned, wouldAlsoHaveTurned, ...own }) => {
    const line = typeof requestLineId === 'string' ? [`line ${requestLineId}`] : []
    return [
      ...inOneLine(line, { ...own, ...(isData(wouldHaveTurned) ? wouldHaveTurned : {}) }),
      ...listOf(wouldAlsoHaveTurned).flatMap((change) => inOneLine([...line, 'or else'], change)),
    ]
  })

const counterfactualsIn = (data: unknown): ReadonlyArray<Data> => {
  if (!isData(data)) return []
  const ofLines = listOf(data.lines).flatMap((line) => (isData(line.counterfactual) ? [line.counterfactual] : []))
  return [...listOf(data.counterfactual), ...ofLines]
}

const inOneLine = (place: ReadonlyArray<string>, change: Data): ReadonlyArray<string> => {
  const parts = Object.entries(inWords).flatMap(([name, words]) =>
    change[name] === undefined ? [] : [words(listInWords(change[name]))],
  )
  if (parts.length === 0) return []
  return [`${place.length === 0 ? '' : `${place.join(', ')}: `}${parts.join('; ')}`]
}

/** Each change that may stand there, in the order in which they are told. */
const inWords: Readonly<Record<string, (value: string) => string>> = {
  boughtBy: (at) => `bought by ${at}`,
  delivered: () => 'delivered by then',
  requestedBefore: (at) => `requested before ${at}`,
  requestedFrom: (at) => `requested at ${at} or later`,
  missing: (proofs) => `with what was missing: ${proofs}`,
  without: (kinds) => `were it not ${kinds}`,
  quantityAtMost: (count) => `of ${count} at most`,
  quantityFrom: (count) => `of ${count} at least`,
  disclosedBeforePurchase: (conditions) => `had it been shown before the purchase: ${conditions}`,
}

const listInWords = (value: unknown): string =>
  (Array.isArray(value) ? value : [value]).map((one) => instantInWords(String(one))).join(', ')

const listOf = (value: unknown): ReadonlyArray<Data> => (Array.isArray(value) ? value.filter(isData) : [])

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)
