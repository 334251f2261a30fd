export * from './calendar/index.js'
export * from './events.js'
export * from './money/index.js'
export {
  calendarRefOf,
  decodeServiceLevelPolicy,
  hotline,
  pausesClock,
  retailDesk,
  ServiceLevelPolicy,
  ServiceLevelTargets,
  serviceLevelPolicy,
  serviceLevelRefOf,
  targetFor,
} from './policy/service-level/index.js'
export * from './service-ticket/index.js'
export * from './store-credit/index.js'
