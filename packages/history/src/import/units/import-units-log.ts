import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Import, ImportFault, ImportSummary } from '../import.js'
import type { LeftOut } from '../source-value.js'
import { wholeLog } from '../whole-log.js'
import { importUnits } from './import-units.js'
import type { UnitsMapping } from './units-mapping.js'
import { unitsOfRows } from './units-of-rows.js'

/** Reads the whole log before it takes the first unit: a unit's rows may stand anywhere, and order is by day. */
export const importUnitsLog =
  (asked: Import & { readonly mapping: UnitsMapping }): TaskEither<ImportFault, ImportSummary> =>
  async () => {
    const { mapping, target, onLeftOut, onProgress } = asked
    const linesLeftOut = new Set<number>()
    const leaveOut = (leftOut: LeftOut): void => {
      linesLeftOut.add(leftOut.line)
      onLeftOut?.(leftOut)
    }
    const read = await wholeLog(asked, (header) => unitsOfRows(mapping, header, leaveOut))
    if (E.isLeft(read)) return read
    const { gathered, rows } = read.right
    const units = gathered.units()
    const imported = await importUnits({
      units,
      mapping,
      target,
      leaveOut,
      ...(onProgress === undefined ? {} : { onProgress }),
    })()
    if (E.isLeft(imported)) return imported
    return E.right({
      ...imported.right,
      rows,
      cases: units.length,
      casesAre: 'units',
      rowsLeftOut: linesLeftOut.size,
    })
  }
