import { type Instant, plusDays, startOfDay } from '@aftersale/domain'
import * as E from 'fp-ts/lib/Either.js'
import { ColumnNotUsable, columnsOf, type MappingFault } from '../columns.js'
import type { CsvRow } from '../csv-rows.js'
import { type LeftOut, NotTaken } from '../source-value.js'
import type { RowsTaken } from '../whole-log.js'
import type { UnitsMapping } from './units-mapping.js'

/** A row of a unit that can be taken: `ordinal` counts all the unit's rows from 1, so that equal rows differ. */
export interface UnitRow {
  readonly row: Pick<CsvRow, 'line' | 'raw'>
  readonly ordinal: number
  readonly what: 'repaired' | 'ended'
  readonly day: number
  readonly at: Instant
}

export interface WatchedUnit {
  readonly serial: string
  /** By day; of one day, the repairs first, each in the order of the log. */
  readonly rows: ReadonlyArray<UnitRow>
}

/** Gathers the rows of a log into units. */
export interface UnitsOfRows extends RowsTaken {
  /** At the end of the log: the units in the order of their first rows. */
  readonly units: () => ReadonlyArray<WatchedUnit>
}

/** A mapping made ready for a log with these columns; a row that can't be taken is told to `leaveOut`. */
export const unitsOfRows = (
  mapping: UnitsMapping,
  header: ReadonlyArray<string>,
  leaveOut: (leftOut: LeftOut) => void,
): E.Either<MappingFault, UnitsOfRows> => {
  const { csv, units } = mapping
  const column = columnsOf(header, csv.unknown)
  try {
    const columns = { serial: column(units.serial), day: column(units.day), status: column(units.status) }
    return E.right(gathering(columns, header.length, mapping, leaveOut))
  } catch (thrown) {
    if (thrown instanceof ColumnNotUsable) return E.left({ fault: thrown.fault, column: thrown.column })
    throw thrown
  }
}

type Columns = Readonly<Record<'serial' | 'day' | 'status', (row: CsvRow) => string | undefined>>

/** Far beyond any machine, and well before days can't be written any more. */
const WHOLE_DAYS = /^\d{1,6}$/

const gathering = (
  columns: Columns,
  width: number,
  { units: names, dayZero }: UnitsMapping,
  leaveOut: (leftOut: LeftOut) => void,
): UnitsOfRows => {
  const units = new Map<string, { rows: number; readonly taken: Array<UnitRow> }>()

  const unitRowOf = (row: CsvRow, ordinal: number): UnitRow => {
    const status = columns.status(row)
    if (status === undefined) throw new NotTaken('StatusMissing', names.status)
    const what = names.repaired.some((text) => text === status)
      ? 'repaired'
      : names.ended.some((text) => text === status)
        ? 'ended'
        : undefined
    if (what === undefined) throw new NotTaken('ValueNotMapped', `${names.status} = ${status}`)
    const text = columns.day(row)
    if (text === undefined) throw new NotTaken('DayMissing', names.day)
    if (!WHOLE_DAYS.test(text)) throw new NotTaken('NotADay', `${names.day} = ${text}`)
    const day = Number(text)
    const at = startOfDay(plusDays(dayZero.on, day), dayZero.zone)
    return { row: { line: row.line, raw: row.raw }, ordinal, what, day, at }
  }

  return {
    take: (row) => {
      const tell = (reason: string, value: string): void => leaveOut({ line: row.line, reason, value, raw: row.raw })
      if (row.values.length !== width) return tell('WrongNumberOfFields', `${row.values.length} instead of ${width}`)
      const serial = columns.serial(row)
      if (serial === undefined) return tell('KeyMissing', names.serial)
      const unit = units.get(serial) ?? { rows: 0, taken: [] }
      units.set(serial, unit)
      unit.rows += 1
      try {
        unit.taken.push(unitRowOf(row, unit.rows))
      } catch (thrown) {
        if (!(thrown instanceof NotTaken)) throw thrown
        tell(thrown.reason, thrown.value)
      }
    },
    units: () =>
      [...units]
        .filter(([, { taken }]) => taken.length > 0)
        .map(([serial, { taken }]) => ({ serial, rows: [...taken].sort(byDayThenRepairsFirst) })),
  }
}

const byDayThenRepairsFirst = (one: UnitRow, other: UnitRow): number =>
  one.day !== other.day ? one.day - other.day : one.what === other.what ? 0 : one.what === 'repaired' ? -1 : 1
