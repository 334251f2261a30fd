export { decodeServiceLevelPolicy, serviceLevelPolicy } from './decode-service-level-policy.js'
export { hotline, retailDesk } from './example-policies.js'
export {
  calendarRefOf,
  pausesClock,
  ServiceLevelPolicy,
  ServiceLevelTargets,
  serviceLevelRefOf,
  targetFor,
} from './service-level-policy.js'
