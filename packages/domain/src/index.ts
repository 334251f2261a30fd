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
export * from './purchase/index.js'
export * from './return-case/index.js'
export * from './service-ticket/index.js'
export * from './store-credit/index.js'
export {
  allUnits,
  countOf,
  isEmpty,
  LineId,
  type LineIdBrand,
  LineUnits,
  lowest,
  overlap,
  UnitRun,
  UnitRuns,
  type UnitRunsBrand,
  unitsOf,
  valueOf,
  without,
} from './units/index.js'
