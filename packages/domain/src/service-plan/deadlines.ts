import type { Deadline } from '@aftersale/decider'
import type { ServicePlanCommand } from './commands.js'
import { renewalNoticeAt, resetDueAt } from './due.js'
import { lastTermOf, type ServicePlanState } from './state.js'

/**
 * The end of a quote, of the cooling-off, of an allowance (the next one alone) and of the plan, and when to tell of that.
 * A plan that is over has none.
 */
export const deadlines = (state: ServicePlanState): ReadonlyArray<Deadline<ServicePlanCommand>> => {
  switch (state.status) {
    case 'not-quoted':
    case 'quote-expired':
    case 'expired':
    case 'cancelled':
      return []
    case 'quoted':
      return due('ExpireServicePlanQuote', state.plan.quoted.servicePlanId, state.plan.quoted.validUntil)
    case 'sold':
    case 'cooling-off':
    case 'active':
    case 'suspended': {
      const { plan } = state
      const { servicePlanId } = plan.quoted
      const { coolingOff, coolingOffEnded } = plan.sale
      return [
        ...due('EndCoolingOff', servicePlanId, coolingOffEnded ? undefined : coolingOff?.coolingOffUntil),
        ...due('ResetEntitlements', servicePlanId, resetDueAt(plan)),
        ...due('GiveRenewalNotice', servicePlanId, renewalNoticeAt(plan)),
        ...due('ExpireServicePlan', servicePlanId, lastTermOf(plan.sale)?.term.endsAtExclusive),
      ]
    }
  }
}

type TimedCommand = Extract<ServicePlanCommand, { readonly data: { readonly dueAt: unknown } }>

const due = (
  type: TimedCommand['type'],
  servicePlanId: TimedCommand['data']['servicePlanId'],
  dueAt: TimedCommand['data']['dueAt'] | undefined,
): ReadonlyArray<Deadline<ServicePlanCommand>> =>
  dueAt === undefined ? [] : [{ dueAt, command: { type, data: { servicePlanId, dueAt } } }]
