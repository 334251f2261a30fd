export { LineId, type LineIdBrand } from './line-id.js'
export { LineUnits, lineUnitsFields } from './line-units.js'
export {
  allUnits,
  countOf,
  isEmpty,
  isWithin,
  lowest,
  noUnits,
  numbersIn,
  overlap,
  UnitRun,
  UnitRuns,
  type UnitRunsBrand,
  union,
  unitsOf,
  without,
} from './unit-runs.js'
export { valueOf } from './value-of.js'
