import type { PolicyRef, PositiveInteger } from '@aftersale/messages'
import { judgeReturn, type ReturnJudgement } from '../../policy/return-policy/judge-return.js'
import type { ReturnFacts, ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied, RuleTrace } from '../../policy/rule-trace.js'
import {
  countOf,
  isEmpty,
  lowest,
  noUnits,
  overlap,
  type UnitRuns,
  union,
  unitsOf,
  valueOf,
} from '../../units/index.js'
import type { RequestReturn } from '../commands.js'
import type { Counterfactual, Draw, RefusedPart } from '../draw.js'
import type { EvidenceLine } from '../purchase-evidence.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { RequestLine } from '../request-line.js'
import { reservationIdOf } from '../reservation-id-of.js'
import { policyKindOf } from '../return-case-kind.js'
import { type Candidate, candidatesFor, openUnits } from './candidates.js'
import { type Shortage, shortageOf } from './shortage.js'

type Request = RequestReturn['data']

/** What a request, or a line of it, may have back and what not. */
export interface Drawn {
  readonly draws: ReadonlyArray<Draw>
  readonly refused: ReadonlyArray<RefusedPart>
  /** Of each refused part, in their order. */
  readonly counterfactuals: ReadonlyArray<Counterfactual>
  readonly trace: RuleTrace
  readonly needsReview: boolean
}

/**
 * Line after line, each on the units that are still there and that no line before it took, until its quantity is covered.
 * What the policy refuses is passed over as long as something else covers the quantity.
 */
export const drawOnPurchases = (request: Request): Drawn | ReturnCaseRejection => {
  const taken = new Map<string, UnitRuns>()
  const lines: Drawn[] = []
  for (const line of request.lines) {
    const drawn = drawLine(request, line, taken)
    if ('reason' in drawn) return drawn
    lines.push(drawn)
  }
  return {
    draws: lines.flatMap(({ draws }) => draws),
    refused: lines.flatMap(({ refused }) => refused),
    counterfactuals: lines.flatMap(({ counterfactuals }) => counterfactuals),
    trace: lines.flatMap(({ trace }) => trace),
    needsReview: lines.some(({ needsReview }) => needsReview),
  }
}

/** By name: two purchases may tell of their lines by one record. */
const keyOf = ({ purchase: { purchaseId }, line: { lineId } }: Candidate): string =>
  JSON.stringify([purchaseId, lineId])

/** Units of a candidate with what the policy says of them. */
interface Judged {
  readonly candidate: Candidate
  readonly units: UnitRuns
  readonly terms: ReturnTerms
  readonly judgement: ReturnJudgement
}

const drawLine = (request: Request, line: RequestLine, taken: Map<string, UnitRuns>): Drawn | ReturnCaseRejection => {
  const candidates = candidatesFor(request, line)
  const yes: Judged[] = []
  const no: Judged[] = []
  let left: number = line.quantity
  for (const candidate of candidates) {
    if (left === 0) break
    const sold = candidate.line
    if (sold.serialTracked === true && line.serials === undefined) {
      return { reason: 'SerialsNeeded', requestLineId: line.requestLineId, lineId: sold.lineId }
    }
    const open = openUnits(request, unnamedYet(line, yes), candidate, taken.get(keyOf(candidate)))
    const units = lowest(open, left)
    if (isEmpty(units)) continue

    const terms = termsFor(request, sold)
    if (terms === undefined) return { reason: 'TermsMissing', policyRef: policyRefFor(request, sold) }
    const judgement = judgeReturn(terms, factsOf(request, line, candidate, { units, open }))
    const judged = { candidate, units, terms, judgement }
    if (judgement.outcome === 'refused') {
      no.push(judged)
      continue
    }
    yes.push(judged)
    left -= countOf(units)
  }
  return summedUp(request, line, { candidates, yes, no }, taken)
}

/** Of the serials that are named those that no purchase drawn on had yet: two purchases may have sold the same one. */
const unnamedYet = (line: RequestLine, yes: ReadonlyArray<Judged>): RequestLine => {
  if (line.serials === undefined) return line
  const named = yes.flatMap((judged) => serialsOf(judged, line) ?? [])
  return { ...line, serials: line.serials.filter((serial) => !named.includes(serial)) }
}

const summedUp = (
  request: Request,
  line: RequestLine,
  { candidates, yes, no }: { candidates: ReadonlyArray<Candidate>; yes: Judged[]; no: Judged[] },
  taken: Map<string, UnitRuns>,
): Drawn => {
  const drawn = yes.reduce((count, { units }) => count + countOf(units), 0)
  let left = line.quantity - drawn
  const unwelcome: Judged[] = []
  for (const judged of no) {
    const units = lowest(judged.units, left)
    if (!isEmpty(units)) unwelcome.push({ ...judged, units })
    left -= countOf(units)
  }
  const spokenFor = [...yes, ...unwelcome]
  const serials = line.serials?.filter(
    (serial) => !spokenFor.some((judged) => serialsOf(judged, line)?.includes(serial) === true),
  )
  const isTracked = candidates.some(({ line: sold }) => sold.serials !== undefined)
  const shortages = shortageOf(request, line, candidates, {
    drawn,
    missing: left,
    serials: isTracked ? serials?.slice(0, left) : undefined,
  })
  const refusals = [...unwelcome.map((judged) => refusalOf(line, judged)), ...shortages]
  for (const { candidate, units } of spokenFor) {
    const key = keyOf(candidate)
    taken.set(key, union(taken.get(key) ?? noUnits, units))
  }
  return {
    draws: yes.map((judged) => ({
      ...partOf(line, judged),
      reservationId: reservationIdOf(request.returnCaseId, judged.candidate.purchase.purchaseId),
    })),
    refused: refusals.map(({ part }) => part),
    counterfactuals: refusals.map(({ counterfactual }) => counterfactual),
    trace: [...[...yes, ...no].flatMap((judged) => traceOf(line, judged)), ...shortages.map(({ trace }) => trace)],
    needsReview: yes.some(({ judgement }) => judgement.outcome === 'in-review'),
  }
}

const refusalOf = (line: RequestLine, judged: Judged): Omit<Shortage, 'trace'> => {
  const { reasons, wouldHaveTurned, wouldAlsoHaveTurned } = judged.judgement
  const { requestLineId } = line
  return {
    part: { ...partOf(line, judged), reasons },
    counterfactual: {
      requestLineId,
      ...(wouldHaveTurned === undefined ? {} : { wouldHaveTurned }),
      ...(wouldAlsoHaveTurned === undefined ? {} : { wouldAlsoHaveTurned }),
    },
  }
}

/** What a draw and a refused part say alike. */
const partOf = (line: RequestLine, judged: Judged) => {
  const { candidate, units, terms, judgement } = judged
  const serials = serialsOf(judged, line)
  const { windowEndsAtExclusive } = judgement
  return {
    requestLineId: line.requestLineId,
    purchaseId: candidate.purchase.purchaseId,
    lineId: candidate.line.lineId,
    quantity: countOf(units) as PositiveInteger,
    ...(serials === undefined ? {} : { serials }),
    judgedAs: judgement.judgedAs,
    by: judgement.by,
    policyRef: returnPolicyRefOf(terms.policy),
    ...(windowEndsAtExclusive === undefined ? {} : { windowEndsAtExclusive }),
  }
}

const serialsOf = ({ candidate: { line: sold }, units }: Judged, { serials }: RequestLine) =>
  serials === undefined || sold.serials === undefined
    ? undefined
    : [...sold.serials]
        .filter(({ unit }) => !isEmpty(overlap(units, unitsOf([unit]))))
        .sort((one, other) => one.unit - other.unit)
        .map(({ serial }) => serial)

const drawnOn = (line: RequestLine, { candidate: { purchase, line: sold }, units }: Judged): RuleApplied =>
  ruleApplied(
    'drawn-on',
    {
      requestLineId: line.requestLineId,
      purchaseId: purchase.purchaseId,
      purchaseRevision: purchase.revision,
      lineId: sold.lineId,
      requestedQuantity: line.quantity,
      availableQuantity: countOf(sold.available),
      quantity: countOf(units),
    },
    'there',
  )

/** Where and when the customer was first shown the policy that the units were judged under. */
const policyShown = (line: RequestLine, { candidate: { purchase, line: sold }, terms }: Judged): RuleApplied => {
  const policyRef = returnPolicyRefOf(terms.policy)
  const [first] = purchase.disclosures
    .filter((shown) => shown.policyRef.policyId === policyRef.policyId && shown.policyRef.version === policyRef.version)
    .sort((one, other) => (one.shownAt === other.shownAt ? 0 : one.shownAt < other.shownAt ? -1 : 1))
  return ruleApplied(
    'policy-shown',
    {
      requestLineId: line.requestLineId,
      lineId: sold.lineId,
      purchasedAt: purchase.purchasedAt,
      shownAt: first?.shownAt,
      channel: first?.channel,
    },
    first?.phase ?? 'never',
    policyRef,
  )
}

/** The rules that were applied to those units, each saying to what. */
const traceOf = (line: RequestLine, judged: Judged): RuleTrace => [
  drawnOn(line, judged),
  policyShown(line, judged),
  ...judged.judgement.trace.map((applied) => ({
    ...applied,
    facts: { requestLineId: line.requestLineId, lineId: judged.candidate.line.lineId, ...applied.facts },
  })),
]

/** The version that the line was sold under; where it names none, what the command brings. */
const termsFor = ({ terms, otherTerms = [] }: Request, { returnPolicyRef: ref }: EvidenceLine) =>
  ref === undefined
    ? terms
    : [terms, ...otherTerms].find(({ policy }) => policy.policyId === ref.policyId && policy.version === ref.version)

const policyRefFor = ({ terms }: Request, { returnPolicyRef }: EvidenceLine): PolicyRef =>
  returnPolicyRef ?? returnPolicyRefOf(terms.policy)

const factsOf = (
  request: Request,
  line: RequestLine,
  { purchase, line: sold }: Candidate,
  { units, open }: { readonly units: UnitRuns; readonly open: UnitRuns },
): ReturnFacts => ({
  kind: policyKindOf(request.kind),
  requestedAt: request.requestedAt,
  purchasedAt: purchase.purchasedAt,
  zone: purchase.zone,
  channel: purchase.channel,
  currency: purchase.currency,
  isBusiness: request.isBusiness,
  lineKind: sold.kind,
  category: sold.category,
  quantity: countOf(units),
  availableQuantity: countOf(open),
  netMinor: valueOf({ totalMinor: sold.netMinor, quantity: sold.quantity }, units),
  deliveredAt: sold.deliveredAt,
  lastGoodDeliveredAt: purchase.lastGoodDeliveredAt,
  firstGoodDeliveredAt: purchase.firstGoodDeliveredAt,
  isPeriodicDelivery: purchase.isPeriodicDelivery,
  finalSale: sold.finalSale,
  perishable: sold.perishable,
  madeToOrder: sold.madeToOrder,
  sealedHygiene: sold.sealedHygiene,
  isUnsealed: line.isUnsealed,
  digitalBegunWithConsent: sold.digitalBegunWithConsent,
  proofs: [...purchase.receipts, ...(request.proofs ?? [])],
  meets: line.meets,
  disclosures: purchase.disclosures,
})
