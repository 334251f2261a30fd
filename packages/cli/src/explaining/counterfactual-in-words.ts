import { instantInWords } from '../figures/figure-in-words.js'

type Data = Readonly<Record<string, unknown>>

/**
 * What would have turned a refusal, a line for each part of it: `line 1: requested before 2025-02-12T23:00:00Z; with:
 * receipt`. Nothing where the event refuses nothing, or nothing would have turned it.
 */
export const counterfactualsInWords = (data: unknown): ReadonlyArray<string> =>
  counterfactualsIn(data).flatMap((counterfactual) => {
    const changes = changesIn(counterfactual)
    if (changes.length === 0) return []
    const { requestLineId } = counterfactual
    const place = typeof requestLineId === 'string' ? `line ${requestLineId}: ` : ''
    return [`${place}${changes.join('; ')}`]
  })

const counterfactualsIn = (data: unknown): ReadonlyArray<Data> => {
  if (!isData(data)) return []
  const ofLines = listOf(data.lines).flatMap((line) => (isData(line.counterfactual) ? [line.counterfactual] : []))
  return [...listOf(data.counterfactual), ...ofLines]
}

const changesIn = ({ wouldHaveTurned, ...own }: Data): ReadonlyArray<string> => {
  const changes: Data = { ...own, ...(isData(wouldHaveTurned) ? wouldHaveTurned : {}) }
  return Object.entries(inWords).flatMap(([name, words]) =>
    changes[name] === undefined ? [] : [words(listInWords(changes[name]))],
  )
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
