import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameFields } from '@aftersale/messages'
import { MinorUnits } from '../../money/minor-units.js'
import { planTermsRefOf } from '../../policy/plan-terms/service-plan-terms.js'
import { priceUnder } from '../agreed-terms.js'
import { applied } from '../applied.js'
import { isWithinFullRefund, wholeRefund } from '../cancellation.js'
import type { RenewServicePlan, ReverseRenewal } from '../commands.js'
import type { RunningState } from '../due.js'
import { FIRST_TERM } from '../plan-term.js'
import { type HeldTerm, lastTermOf, type SoldPlan } from '../state.js'
import { type TermLength, termsFrom } from '../terms-in-calendar.js'
import type { ServicePlanDecision } from './plan-decision.js'

const lengthOf = ({ term: { termId }, terms: { period } }: HeldTerm): TermLength => ({ termId, period })

/** Whether that renewal was sold before with that content, be it taken back since. */
export const wasRenewed = ({ data }: RenewServicePlan, { quoted, sale }: SoldPlan): boolean => {
  const known = renewalsOf(sale).find(({ term }) => term.termId === data.renewalId)
  return (
    known !== undefined &&
    data.currency === quoted.currency &&
    sameFields(data, known, ['purchase', 'paidMinor']) &&
    (data.terms === undefined || sameFields({ terms: data.terms }, known, ['terms']))
  )
}

const renewalsOf = ({ held, reversed }: SoldPlan['sale']): ReadonlyArray<HeldTerm> => [
  ...held.slice(1),
  ...reversed.map((one) => one.held),
]

export const renew = ({ data }: RenewServicePlan, { plan }: RunningState): ServicePlanDecision => {
  const { servicePlanId, renewalId, purchase, paidMinor, currency, renewedAt } = data
  const { quoted, sale } = plan
  const [first, last] = [sale.held[0], lastTermOf(sale)]
  if (first === undefined || last === undefined) return alreadyDone
  if (renewalId === FIRST_TERM || renewalsOf(sale).some(({ term }) => term.termId === renewalId)) {
    return reject({ reason: 'RenewalIdReused', renewalId })
  }
  const { endsAtExclusive } = last.term
  if (renewedAt >= endsAtExclusive) return reject({ reason: 'PlanOver', endsAtExclusive })
  const maxRenewals = last.terms.renewal === undefined ? 0 : last.terms.renewal.maxRenewals
  if (maxRenewals !== undefined && sale.held.length > maxRenewals) {
    return reject({ reason: 'RenewalNotOffered', maxRenewals })
  }
  const terms = data.terms ?? last.terms
  const found = [currency, terms.currency].find((one) => one !== quoted.currency)
  if (found !== undefined) return reject({ reason: 'CurrencyMismatch', expected: quoted.currency, found })
  const priceMinor = priceUnder(terms, quoted)
  if (paidMinor > priceMinor) return reject({ reason: 'PriceAboveQuote', priceMinor, paidMinor })
  const amountMinor = sale.held.reduce((sum, held) => sum + held.paidMinor, paidMinor)
  if (!MinorUnits.is(amountMinor)) return reject({ reason: 'AmountOutOfBounds', amountMinor, currency })
  const lengths = [...sale.held.map(lengthOf), { termId: renewalId, period: terms.period }]
  const term = termsFrom(first.term.startsAt, lengths, quoted.terms)?.at(-1)
  if (term === undefined) return reject({ reason: 'TermOutOfCalendar' })
  const facts = { renewals: sale.held.length, lastOn: term.lastOn, paidMinor: String(paidMinor) }
  return accept([
    {
      type: 'ServicePlanRenewed',
      data: {
        servicePlanId,
        renewalId,
        terms,
        term,
        ...(purchase === undefined ? {} : { purchase }),
        paidMinor,
        currency,
        trace: [applied('renewal', facts, 'follows-the-last-term', planTermsRefOf(terms))],
        renewedAt,
      },
    },
  ])
}

/** All of it goes back, as if it had never been sold: so nothing may have been used of it, or of what moves into its place. */
export const reverseRenewal = ({ data }: ReverseRenewal, state: RunningState): ServicePlanDecision => {
  const { servicePlanId, renewalId, because, reversedAt } = data
  const { plan } = state
  const { quoted, sale } = plan
  if (sale.reversed.some(({ held }) => held.term.termId === renewalId)) return alreadyDone
  const first = sale.held[0]
  const held = sale.held.slice(1).find(({ term }) => term.termId === renewalId)
  if (first === undefined || held === undefined) return reject({ reason: 'RenewalUnknown', renewalId })
  const { startsAt, endsAtExclusive } = held.term
  if (reversedAt >= endsAtExclusive) return reject({ reason: 'PlanOver', endsAtExclusive })
  const hasBegun = reversedAt >= startsAt
  if (hasBegun && !isWithinFullRefund(held, quoted.terms.zone, reversedAt)) {
    return reject({ reason: 'RenewalRunsTooLong', renewalId, startedAt: startsAt })
  }
  const used = sale.consumptions.find(({ consumed, restored }) => !restored && consumed.consumedAt >= startsAt)
  if (used !== undefined) return reject({ reason: 'RenewalUsed', renewalId, usedFor: used.consumed.usedFor })
  const left = sale.held.filter((one) => one !== held)
  const termsLeft = termsFrom(first.term.startsAt, left.map(lengthOf), quoted.terms)
  if (termsLeft === undefined) return reject({ reason: 'TermOutOfCalendar' })
  const refund = wholeRefund(plan, held, reversedAt)
  const facts = { renewalId, hasBegun, refundMinor: String(refund.refundMinor) }
  const end = termsLeft.at(-1)?.endsAtExclusive
  return accept([
    {
      type: 'ServicePlanRenewalReversed',
      data: {
        servicePlanId,
        renewalId,
        because,
        refunds: [refund],
        refundMinor: refund.refundMinor,
        currency: quoted.currency,
        termsLeft,
        trace: [applied('renewal-reversed', facts, 'whole-price', planTermsRefOf(held.terms))],
        reversedAt,
      },
    },
    // It was covered by what was taken back: without it the plan had ended before.
    ...(end !== undefined && end <= reversedAt
      ? [{ type: 'ServicePlanExpired' as const, data: { servicePlanId, expiredAt: reversedAt } }]
      : []),
  ])
}
