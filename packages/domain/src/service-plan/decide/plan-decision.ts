import type { Decision } from '@aftersale/decider'
import type { ServicePlanEvent } from '../events.js'
import type { ServicePlanRejection } from '../rejections.js'
import type { ServicePlanState, SoldPlan } from '../state.js'

export type ServicePlanDecision = Decision<ServicePlanEvent, ServicePlanRejection>

/** Of a plan that was sold, whatever became of it. */
export type SoldState = Extract<ServicePlanState, { readonly plan: SoldPlan }>
