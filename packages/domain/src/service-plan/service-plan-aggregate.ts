import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type ServicePlanEvent, servicePlanEvents } from './events.js'
import { occurredAtOfServicePlan, policyRefsOfServicePlan } from './occurred-at.js'
import { servicePlan } from './service-plan.js'

/** The service plan as it is kept in streams, for a command handler. */
export const servicePlanAggregate: {
  readonly category: string
  readonly decider: typeof servicePlan
  readonly catalogue: EventCatalogue<ServicePlanEvent>
  readonly occurredAtOf: (event: ServicePlanEvent) => Instant
  readonly policyRefsOf: (event: ServicePlanEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'servicePlan',
  decider: servicePlan,
  catalogue: eventCatalogue(servicePlanEvents),
  occurredAtOf: occurredAtOfServicePlan,
  policyRefsOf: policyRefsOfServicePlan,
}
