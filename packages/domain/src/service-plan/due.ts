import { type Instant, laterOf } from '@aftersale/messages'
import { epochDayOf, plusDays, startOfDay } from '../calendar/local-date.js'
import { allowanceAt } from './allowance.js'
import { lastTermOf, type ServicePlanState, type SoldPlan } from './state.js'

export type RunningState = Extract<ServicePlanState, { readonly status: 'active' | 'suspended' }>

/** When the quantities begin anew next; not with the end of the plan. */
export const resetDueAt = (plan: SoldPlan): Instant | undefined => {
  const { sale } = plan
  const [first, last] = [sale.held[0], lastTermOf(sale)]
  if (first === undefined || last === undefined) return undefined
  const next = allowanceAt(plan, sale.resetAt ?? first.term.startsAt)?.endsAtExclusive
  return next === undefined || next >= last.term.endsAtExclusive ? undefined : next
}

/** When the customer is to be told of the end that is not told of yet; with the term's start where it is that short. */
export const renewalNoticeAt = ({ quoted, sale }: SoldPlan): Instant | undefined => {
  const last = lastTermOf(sale)
  if (last?.terms.renewal === undefined || sale.noticedEnd === last.term.endsAtExclusive) return undefined
  const { noticeDays, maxRenewals } = last.terms.renewal
  if (maxRenewals !== undefined && sale.held.length - 1 >= maxRenewals) return undefined
  const { startsOn, startsAt, lastOn } = last.term
  if (epochDayOf(lastOn) - noticeDays <= epochDayOf(startsOn)) return startsAt
  return laterOf(startsAt, startOfDay(plusDays(lastOn, 0 - noticeDays), quoted.terms.zone))
}
