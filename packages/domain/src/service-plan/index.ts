export { previewCancellation, type Reckoning } from './cancellation.js'
export * from './commands.js'
export {
  accountManagerOf,
  discountOfPlan,
  type EntitlementLeft,
  entitlementLeft,
  serviceLevelRefOfPlan,
} from './entitled-now.js'
export { type ServicePlanRejection, servicePlanRejections } from './rejections.js'
export { servicePlan } from './service-plan.js'
export { servicePlanAggregate } from './service-plan-aggregate.js'
export { servicePlanIdOfPurchase, servicePlanIdOfUnit } from './service-plan-id.js'
export type { ServicePlanState, SoldPlan } from './state.js'
