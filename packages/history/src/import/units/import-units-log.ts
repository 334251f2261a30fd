import { importWholeLog } from '../import-whole-log.js'
import { importUnits } from './import-units.js'
import { unitsOfRows } from './units-of-rows.js'

/** A log of repairs, one unit after another; a unit's rows are by day. */
export const importUnitsLog = importWholeLog({
  casesAre: 'units',
  gatheringBy: unitsOfRows,
  casesOf: (gathered) => gathered.units(),
  importCases: importUnits,
})
