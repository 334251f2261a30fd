import { accept, alreadyDone, reject } from '@aftersale/decider'
import { isCounted } from '../../policy/plan-terms/service-plan-terms.js'
import { allowanceAt, usedWithin } from '../allowance.js'
import type {
  ExpireServicePlan,
  GiveRenewalNotice,
  ResetEntitlements,
  ResumeServicePlan,
  SuspendServicePlan,
} from '../commands.js'
import { type RunningState, renewalNoticeAt, resetDueAt } from '../due.js'
import { lastTermOf } from '../state.js'
import type { ServicePlanDecision } from './plan-decision.js'

/** The term runs on meanwhile: what it gives cannot be used, and its end stays where it is. */
export const suspend = ({ data }: SuspendServicePlan, state: RunningState): ServicePlanDecision => {
  if (state.status === 'active') return accept([{ type: 'ServicePlanSuspended', data }])
  const suspended = state.plan.sale.suspensions.at(-1)?.suspended
  return suspended === undefined || suspended.because === data.because
    ? alreadyDone
    : reject({ reason: 'PlanOnHold', suspendedAt: suspended.suspendedAt })
}

export const resume = ({ data }: ResumeServicePlan, state: RunningState): ServicePlanDecision => {
  const suspended = state.plan.sale.suspensions.at(-1)?.suspended
  if (state.status === 'active' || suspended === undefined) return alreadyDone
  const { suspendedAt } = suspended
  if (data.resumedAt < suspendedAt) return reject({ reason: 'BeforeSuspension', suspendedAt })
  return accept([{ type: 'ServicePlanResumed', data }])
}

export const resetEntitlements = (
  { data: { servicePlanId, dueAt } }: ResetEntitlements,
  { plan }: RunningState,
): ServicePlanDecision => {
  if (resetDueAt(plan) !== dueAt) return alreadyDone
  const allowance = allowanceAt(plan, dueAt)
  const over = allowanceAt(plan, plan.sale.resetAt ?? plan.sale.held[0]?.term.startsAt ?? dueAt)
  if (allowance === undefined || over === undefined) return alreadyDone
  const unused = over.held.terms.entitlements.flatMap(({ kind, quantity }) =>
    quantity === undefined || !isCounted(kind) ? [] : [{ kind, quantity: quantity - usedWithin(plan, over, kind) }],
  )
  const { from: allowanceFrom, lastOn: allowanceLastOn } = allowance
  return accept([
    { type: 'EntitlementsReset', data: { servicePlanId, allowanceFrom, allowanceLastOn, unused, resetAt: dueAt } },
  ])
}

export const giveRenewalNotice = (
  { data: { servicePlanId, dueAt } }: GiveRenewalNotice,
  { plan }: RunningState,
): ServicePlanDecision => {
  const last = lastTermOf(plan.sale)
  if (last === undefined || renewalNoticeAt(plan) !== dueAt) return alreadyDone
  const { customerId } = plan.quoted
  const { lastOn, endsAtExclusive } = last.term
  return accept([
    {
      type: 'ServicePlanRenewalNoticeFellDue',
      data: {
        servicePlanId,
        ...(customerId === undefined ? {} : { customerId }),
        lastOn,
        endsAtExclusive,
        fellDueAt: dueAt,
      },
    },
  ])
}

export const expire = (
  { data: { servicePlanId, dueAt } }: ExpireServicePlan,
  { plan }: RunningState,
): ServicePlanDecision =>
  lastTermOf(plan.sale)?.term.endsAtExclusive === dueAt
    ? accept([{ type: 'ServicePlanExpired', data: { servicePlanId, expiredAt: dueAt } }])
    : alreadyDone
