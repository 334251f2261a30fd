export * from './asset/index.js'
export * from './calendar/index.js'
export * from './events.js'
export * from './money/index.js'
export * from './policy/catalogue/index.js'
export * from './policy/delivery/index.js'
export * from './policy/disclosure/index.js'
export { HolidayCalendar } from './policy/holiday-calendar.js'
export * from './policy/legal/index.js'
export * from './policy/plan-terms/index.js'
export * from './policy/return-policy/index.js'
export * from './policy/schema-org/index.js'
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
export * from './policy/warranty-terms/index.js'
export * from './purchase/index.js'
export * from './return-case/index.js'
export * from './service-plan/index.js'
export * from './service-ticket/index.js'
export * from './staff-certification/index.js'
export * from './store-credit/index.js'
export * from './technician-day/index.js'
export { allUnits, isWithin, LineUnits, lowest, UnitRun, unitsOf, valueOf } from './units/index.js'
export * from './warranty/index.js'
