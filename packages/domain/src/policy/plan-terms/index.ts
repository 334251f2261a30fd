export { decodePlanTerms, planTerms } from './decode-plan-terms.js'
export { twoYearProtection, washingMachineCare } from './example-plan-terms.js'
export {
  CancellationFee,
  isCounted,
  PlanEntitlement,
  planTermsRefOf,
  ServicePlanTerms,
} from './service-plan-terms.js'
