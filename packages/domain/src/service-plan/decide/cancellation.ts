import { accept, alreadyDone, reject } from '@aftersale/decider'
import { reckoningOf } from '../cancellation.js'
import type { CancelServicePlan } from '../commands.js'
import { lastTermOf } from '../state.js'
import type { ServicePlanDecision, SoldState } from './plan-decision.js'

export const cancel = ({ data }: CancelServicePlan, state: SoldState): ServicePlanDecision => {
  const { servicePlanId, cancellationId, because, withMainContract, cancelledAt } = data
  const { plan } = state
  if (state.status === 'cancelled') {
    return state.cancelled.cancellationId === cancellationId
      ? alreadyDone
      : reject({ reason: 'PlanGivenUp', cancelledAt: state.cancelled.cancelledAt })
  }
  const end = lastTermOf(plan.sale)?.term.endsAtExclusive
  // One that is heard of after the end counts from its own instant.
  if (end !== undefined && cancelledAt >= end) return reject({ reason: 'PlanOver', endsAtExclusive: end })
  const { customerId, currency } = plan.quoted
  const reckoning = reckoningOf(plan, { cancelledAt, withMainContract })
  return accept([
    {
      type: 'ServicePlanCancelled',
      data: {
        servicePlanId,
        ...(customerId === undefined ? {} : { customerId }),
        cancellationId,
        because,
        ...reckoning,
        currency,
        cancelledAt,
      },
    },
  ])
}
