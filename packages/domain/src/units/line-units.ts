import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LineId } from './line-id.js'
import { UnitRuns } from './unit-runs.js'

/** Serials, where the line is tracked by them: as many as units, those of the lowest unit first. */
export const lineUnitsFields = {
  lineId: LineId,
  units: UnitRuns,
  serials: optional(t.readonlyArray(NonEmptyText)),
}

/** Units of one line of a purchase. */
export const LineUnits = record(lineUnitsFields, 'LineUnits')
export type LineUnits = t.TypeOf<typeof LineUnits>
