import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Zone } from '../../calendar/zone.js'
import { allocate } from '../../money/allocation.js'
import { derivedTax } from '../../money/cumulative-share.js'
import type { Currency } from '../../money/currency.js'
import { rateApplied, rateOf } from '../../money/rate.js'
import type { Disclosure } from '../disclosure/disclosure.js'
import { wasShownBeforePurchase } from '../disclosure/shown-before-purchase.js'
import type { RuleApplied, RuleTrace } from '../rule-trace.js'
import type { ReturnTerms } from './return-facts.js'
import { type RestockingFee, returnPolicyRefOf } from './return-policy.js'
import type { ReturnKind, WayBackPayer } from './return-vocabulary.js'
import { guaranteeWaivesFees, speaksOf } from './right-by-policy.js'
import { ruleApplied } from './rule-applied.js'
import { type WayBackFacts, wayBackUnder } from './way-back-under.js'

/** Under which name a restocking fee is shown before purchase. */
export const RESTOCKING_FEE = 'restocking-fee'

/** A line of a return as far as its fees depend on it. */
export interface FeeLine {
  /** Whatever names the line to the caller; given back with its deductions. */
  readonly requestLineId: string
  readonly category?: string | undefined
  /** Paid for the units that come back. */
  readonly netMinor: bigint
  readonly taxMinor: bigint
}

export interface FeeFacts extends WayBackFacts {
  readonly currency: Currency
  readonly requestedAt: Instant
  readonly zone: Zone
  /** When the units that come back were delivered, the last of them: a guarantee may waive fees. */
  readonly deliveredAt?: Instant | undefined
  readonly firstGoodDeliveredAt?: Instant | undefined
  readonly lastGoodDeliveredAt?: Instant | undefined
  readonly disclosures: ReadonlyArray<Disclosure>
  readonly lines: ReadonlyArray<FeeLine>
  /** Whether the shop sent a label, which the customer is asked to pay for at most once a return. */
  readonly labelIssued: boolean
}

/** What is taken off a refund, with the tax that goes with it. */
export interface Deduction {
  readonly because: 'restocking' | 'label'
  /** Of a line; absent of what is taken off the return as a whole. */
  readonly requestLineId?: string
  readonly netMinor: bigint
  /** Of what is taken off goods: their tax follows their net value. */
  readonly taxMinor: bigint
}

export interface FeesUnder {
  /** On each line that a restocking fee is on, were its part nothing. */
  readonly deductions: ReadonlyArray<Deduction>
  readonly wayBackPaidBy: WayBackPayer
  readonly trace: RuleTrace
}

/**
 * What a return costs the customer under the terms, never more than the goods that come back were worth without tax. No
 * restocking fee where the law gives the right or the seller did not deliver what was owed, and none that was not shown
 * before purchase.
 */
export const feesUnder = (terms: ReturnTerms, facts: FeeFacts): FeesUnder => {
  const restocking = restockingUnder(terms, facts)
  const wayBack = wayBackUnder(terms, facts)
  const label = labelUnder(terms, facts, wayBack.paidBy, restocking.deductions)
  return {
    deductions: [...restocking.deductions, ...label.deductions],
    wayBackPaidBy: wayBack.paidBy,
    trace: [...restocking.trace, ...wayBack.trace, ...label.trace],
  }
}

interface Taken {
  readonly deductions: ReadonlyArray<Deduction>
  readonly trace: ReadonlyArray<RuleApplied>
}

const NO_RESTOCKING: ReadonlySet<ReturnKind> = new Set([
  'withdrawal',
  'non-conformity',
  'wrong-missing-damaged',
  'recall',
])

const restockingUnder = (terms: ReturnTerms, facts: FeeFacts): Taken => {
  const { policy } = terms
  const policyRef = returnPolicyRefOf(policy)
  const { judgedAs, by, purchasedAt, disclosures } = facts
  const charged = facts.lines.filter(
    ({ category }) => !guaranteeWaivesFees(terms, { ...facts, kind: judgedAs, category }),
  )
  const owed = policy.restockingFees
    .map((fee) => ({ fee, lines: charged.filter(({ category }) => feeFor(terms, judgedAs, category) === fee) }))
    .filter(({ lines }) => lines.length > 0)
  const none = (outcome: string): Taken => ({
    deductions: [],
    trace: [ruleApplied('restocking-fee', { judgedAs, by }, outcome, policyRef)],
  })
  if (NO_RESTOCKING.has(judgedAs) || by === 'law') {
    return policy.restockingFees.length === 0 ? { deductions: [], trace: [] } : none('none-on-this-right')
  }
  if (owed.length === 0) {
    return charged.length < facts.lines.length ? none('waived-by-guarantee') : { deductions: [], trace: [] }
  }
  if (!wasShownBeforePurchase(RESTOCKING_FEE, { policyRef, purchasedAt }, disclosures)) {
    return none('ConditionNotDisclosed')
  }
  return {
    deductions: owed.flatMap(({ fee, lines }) => feeOnLines(fee, lines, facts.currency)),
    trace: owed.map(({ fee, lines }) =>
      ruleApplied(
        'restocking-fee',
        {
          per: fee.per,
          basisPoints: fee.rate,
          amountMinor: amountIn(fee.amounts, facts.currency)?.toString(),
          currency: facts.currency,
          lines: lines.length,
        },
        `${feeOnLines(fee, lines, facts.currency).reduce((sum, { netMinor }) => sum + netMinor, 0n)}`,
        policyRef,
      ),
    ),
  }
}

/** The fee of the category, else that of every category. */
const feeFor = ({ policy }: ReturnTerms, kind: ReturnKind, category: string | undefined): RestockingFee | undefined => {
  const fees = policy.restockingFees.filter((fee) => speaksOf(fee, kind, category))
  return fees.find(({ categories }) => categories !== undefined) ?? fees[0]
}

const feeOnLines = (
  fee: RestockingFee,
  lines: ReadonlyArray<FeeLine>,
  currency: Currency,
): ReadonlyArray<Deduction> => {
  const nets = lines.map(({ netMinor }) => netMinor)
  const fees = fee.per === 'line' ? nets.map((net) => feeOn(net, fee, currency)) : spread(fee, nets, currency)
  return lines.map((line, index) => deductionOf(line, fees[index] ?? 0n))
}

const feeOn = (netMinor: bigint, { rate, amounts }: RestockingFee, currency: Currency): bigint => {
  const wanted = rate === undefined ? (amountIn(amounts, currency) ?? 0n) : rateApplied(netMinor, rateOf(rate))
  return wanted < netMinor ? wanted : netMinor
}

/** One fee on all of them, rounded once, and split by their net values. */
const spread = (fee: RestockingFee, nets: ReadonlyArray<bigint>, currency: Currency): ReadonlyArray<bigint> => {
  const total = nets.reduce((sum, net) => sum + net, 0n)
  const shares = allocate(feeOn(total, fee, currency), nets)
  return E.isRight(shares) ? shares.right : nets.map(() => 0n)
}

const deductionOf = ({ requestLineId, netMinor, taxMinor }: FeeLine, feeMinor: bigint): Deduction => ({
  because: 'restocking',
  requestLineId,
  netMinor: feeMinor,
  // What stays is what is refunded: its tax is taken from the tax stored with the line, and the rest goes with the fee.
  taxMinor: taxMinor - derivedTax({ taxMinor, netMinor, takenBeforeMinor: 0n, takenMinor: netMinor - feeMinor }),
})

const amountIn = (amounts: RestockingFee['amounts'], currency: Currency): bigint | undefined =>
  amounts?.find((amount) => amount.currency === currency)?.amountMinor

const labelUnder = (
  { policy }: ReturnTerms,
  { judgedAs, labelIssued, currency, lines }: FeeFacts,
  paidBy: WayBackPayer,
  restocking: ReadonlyArray<Deduction>,
): Taken => {
  if (!labelIssued || paidBy === 'merchant') return { deductions: [], trace: [] }
  const costMinor = amountIn(policy.waysBack.find(({ kinds }) => kinds.includes(judgedAs))?.labelCosts, currency) ?? 0n
  const leftMinor =
    lines.reduce((sum, { netMinor }) => sum + netMinor, 0n) -
    restocking.reduce((sum, { netMinor }) => sum + netMinor, 0n)
  const netMinor = costMinor < leftMinor ? costMinor : leftMinor
  return {
    deductions: netMinor > 0n ? [{ because: 'label', netMinor, taxMinor: 0n }] : [],
    trace: [
      ruleApplied(
        'label-cost',
        { judgedAs, costMinor: `${costMinor}`, currency },
        `${netMinor}`,
        returnPolicyRefOf(policy),
      ),
    ],
  }
}
