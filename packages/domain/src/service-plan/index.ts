export * from './commands.js'
export { type ServicePlanRejection, servicePlanRejections } from './rejections.js'
export { servicePlanIdOfPurchase, servicePlanIdOfUnit } from './service-plan-id.js'
export type { ServicePlanState } from './state.js'
