import type { Instant } from '@aftersale/messages'
import { daysBetween, localDateOf, plusDays } from '../calendar/local-date.js'
import { rateApplied, rateOf } from '../money/rate.js'
import { type CancellationFee, planTermsRefOf } from '../policy/plan-terms/service-plan-terms.js'
import type { RuleApplied, RuleTrace } from '../policy/rule-trace.js'
import { applied } from './applied.js'
import type { TermRefund } from './events.js'
import { FIRST_TERM } from './plan-term.js'
import type { HeldTerm, ServicePlanState, SoldPlan } from './state.js'
import { anchorOf, windowEnd } from './terms-in-calendar.js'

/** What goes back, term by term and in all, and by which rules. Paid for these terms = refund + what is kept. */
export interface Reckoning {
  readonly refunds: ReadonlyArray<TermRefund>
  readonly proRataMinor: bigint
  readonly feeMinor: bigint
  readonly deductedMinor: bigint
  readonly refundMinor: bigint
  readonly keptMinor: bigint
  readonly trace: RuleTrace
}

interface Asked {
  readonly cancelledAt: Instant
  /** The sale that the plan belongs to was withdrawn from. */
  readonly withMainContract?: boolean | undefined
}

/**
 * What a cancellation at that instant would refund: the same that it does refund. Terms that are over are left out;
 * undefined of what was never sold, or was cancelled.
 */
export const previewCancellation = (state: ServicePlanState, asked: Asked): Reckoning | undefined => {
  switch (state.status) {
    case 'not-quoted':
    case 'quoted':
    case 'quote-expired':
    case 'cancelled':
      return undefined
    case 'sold':
    case 'cooling-off':
    case 'active':
    case 'suspended':
    case 'expired':
      return reckoningOf(state.plan, asked)
  }
}

export const reckoningOf = (plan: SoldPlan, asked: Asked): Reckoning => {
  const { held } = plan.sale
  const parts =
    held.length === 0
      ? [notBegun(plan)]
      : held.flatMap((one) => (asked.cancelledAt >= one.term.endsAtExclusive ? [] : [termRefund(plan, one, asked)]))
  const sumOf = (field: 'proRataMinor' | 'feeMinor' | 'deductedMinor' | 'refundMinor' | 'paidMinor'): bigint =>
    parts.reduce((sum, { refund }) => sum + refund[field], 0n)
  return {
    refunds: parts.map(({ refund }) => refund),
    proRataMinor: sumOf('proRataMinor'),
    feeMinor: sumOf('feeMinor'),
    deductedMinor: sumOf('deductedMinor'),
    refundMinor: sumOf('refundMinor'),
    keptMinor: sumOf('paidMinor') - sumOf('refundMinor'),
    trace: parts.flatMap(({ trace }) => trace),
  }
}

interface Part {
  readonly refund: TermRefund
  readonly trace: RuleTrace
}

/** Sold, and its first term waits for what begins it: nothing was given. */
const notBegun = ({ quoted, sale: { sold } }: SoldPlan): Part => ({
  refund: whole({ termId: FIRST_TERM, ...paidOf(sold), totalDays: 0, unexpiredDays: 0 }),
  trace: [
    applied('full-refund', { termId: FIRST_TERM, because: 'not-begun' }, 'whole-price', planTermsRefOf(quoted.terms)),
  ],
})

/** All of what was paid for a term, as if it had never been sold. */
export const wholeRefund = (plan: SoldPlan, held: HeldTerm, at: Instant): TermRefund =>
  whole({ termId: held.term.termId, ...paidOf(held), ...daysOf(plan, held, at) })

const termRefund = (plan: SoldPlan, held: HeldTerm, asked: Asked): Part => {
  const { termId } = held.term
  const { cancellation } = held.terms
  const policyRef = planTermsRefOf(held.terms)
  const because = wholeBecause(plan, held, asked)
  if (because !== undefined) {
    return {
      refund: wholeRefund(plan, held, asked.cancelledAt),
      trace: [applied('full-refund', { termId, because }, 'whole-price', policyRef)],
    }
  }
  const days = daysOf(plan, held, asked.cancelledAt)
  const { totalDays, unexpiredDays } = days
  const proRataMinor = rateApplied(held.paidMinor, {
    numerator: BigInt(unexpiredDays),
    denominator: BigInt(totalDays),
  })
  const feeMinor = feeOn(proRataMinor, cancellation.fee)
  const receivedMinor = cancellation.deductsServiceReceived ? serviceReceived(plan, held) : 0n
  const deductedMinor = least(receivedMinor, proRataMinor - feeMinor)
  const refundMinor = proRataMinor - feeMinor - deductedMinor
  const refund = { termId, ...paidOf(held), ...days, proRataMinor, feeMinor, deductedMinor, refundMinor }
  return {
    refund,
    trace: [
      applied(
        'pro-rata',
        { termId, paidMinor: String(held.paidMinor), totalDays, unexpiredDays, proRataMinor: String(proRataMinor) },
        'unexpired-part',
        policyRef,
      ),
      applied(
        'cancellation-fee',
        { termId, feeMinor: String(feeMinor), ...feeFacts(cancellation.fee) },
        'kept',
        policyRef,
      ),
      applied(
        'service-received',
        { termId, deductedMinor: String(deductedMinor), isDeducted: cancellation.deductsServiceReceived },
        deductedMinor > 0n ? 'kept' : 'nothing-kept',
        policyRef,
      ),
    ],
  }
}

const wholeBecause = (
  { quoted, sale }: SoldPlan,
  { term, terms, soldAt }: HeldTerm,
  { cancelledAt, withMainContract }: Asked,
): 'main-contract-withdrawn' | 'not-begun' | 'cooling-off' | 'within-full-refund' | undefined => {
  if (withMainContract === true) return 'main-contract-withdrawn'
  if (cancelledAt < term.startsAt) return 'not-begun'
  const { coolingOff } = sale
  if (term.termId === FIRST_TERM && coolingOff !== undefined && cancelledAt < coolingOff.coolingOffUntil) {
    return 'cooling-off'
  }
  return isWithinFullRefund({ terms, soldAt }, quoted.terms.zone, cancelledAt) ? 'within-full-refund' : undefined
}

export const isWithinFullRefund = (
  { terms, soldAt }: Pick<HeldTerm, 'terms' | 'soldAt'>,
  zone: SoldPlan['quoted']['terms']['zone'],
  at: Instant,
): boolean => {
  const { fullRefundWithin } = terms.cancellation
  if (fullRefundWithin === undefined) return false
  const end = windowEnd(soldAt, { period: fullRefundWithin, rule: 'event-day-excluded-no-roll', zone })
  return end === undefined || at < end.endsAtExclusive
}

/** Days of the term that count, and how many of them do not lie wholly behind. */
const daysOf = (
  { quoted }: SoldPlan,
  { term }: HeldTerm,
  at: Instant,
): { readonly totalDays: number; readonly unexpiredDays: number } => {
  const anchor = anchorOf(term, quoted.terms, FIRST_TERM)
  const firstCounted = quoted.terms.countingRule === 'start-day-included' ? anchor : plusDays(anchor, 1)
  const totalDays = daysBetween(firstCounted, term.lastOn) + 1
  if (at < term.startsAt) return { totalDays, unexpiredDays: totalDays }
  if (at >= term.endsAtExclusive) return { totalDays, unexpiredDays: 0 }
  const elapsedDays = Math.max(0, daysBetween(firstCounted, localDateOf(at, quoted.terms.zone)))
  return { totalDays, unexpiredDays: totalDays - elapsedDays }
}

/** The lesser of an amount and a rate, where both are given; never more than there is. */
const feeOn = (proRataMinor: bigint, fee: CancellationFee | undefined): bigint => {
  if (fee === undefined) return 0n
  const byRate = fee.rate === undefined ? undefined : rateApplied(proRataMinor, rateOf(fee.rate))
  return least(proRataMinor, byRate ?? proRataMinor, fee.fixedMinor ?? byRate ?? 0n)
}

const feeFacts = (fee: CancellationFee | undefined): RuleApplied['facts'] => ({
  ...(fee?.fixedMinor === undefined ? {} : { fixedMinor: String(fee.fixedMinor) }),
  ...(fee?.rate === undefined ? {} : { rateBasisPoints: fee.rate }),
})

const serviceReceived = ({ sale }: SoldPlan, { term }: HeldTerm): bigint =>
  sale.consumptions.reduce(
    (sum, { consumed, restored }) => (!restored && consumed.termId === term.termId ? sum + consumed.valueMinor : sum),
    0n,
  )

const least = (...amounts: readonly [bigint, ...bigint[]]): bigint =>
  amounts.reduce((lowest, amount) => (amount < lowest ? amount : lowest))

const whole = (
  term: Pick<TermRefund, 'termId' | 'purchase' | 'paidMinor' | 'totalDays' | 'unexpiredDays'>,
): TermRefund => ({
  ...term,
  proRataMinor: term.paidMinor,
  feeMinor: 0n,
  deductedMinor: 0n,
  refundMinor: term.paidMinor,
})

const paidOf = ({
  paidMinor,
  purchase,
}: Pick<HeldTerm, 'paidMinor'> & { readonly purchase?: HeldTerm['purchase'] | undefined }): Pick<
  TermRefund,
  'paidMinor' | 'purchase'
> => ({ paidMinor, ...(purchase === undefined ? {} : { purchase }) })
