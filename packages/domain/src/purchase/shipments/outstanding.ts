import type { NonEmptyText } from '@aftersale/messages'
import {
  isEmpty,
  type LineId,
  type LineUnits,
  noUnits,
  numbersIn,
  overlap,
  type UnitRuns,
  union,
  without,
} from '../../units/index.js'

/** The units of that line among these lines; none where it isn't one of them. */
export const unitsIn = (lines: ReadonlyArray<LineUnits>, lineId: LineId): UnitRuns =>
  lines.reduce((units, line) => (line.lineId === lineId ? union(units, line.units) : units), noUnits)

/** Those of the lines' units, with their serials; lines of which nothing is left are left out. */
export const restrictedTo = (
  lines: ReadonlyArray<LineUnits>,
  unitsOf: (line: LineUnits) => UnitRuns,
): ReadonlyArray<LineUnits> =>
  lines.flatMap((line) => {
    const units = overlap(line.units, unitsOf(line))
    if (isEmpty(units)) return []
    return [{ lineId: line.lineId, units, ...(line.serials !== undefined && { serials: serialsOf(line, units) }) }]
  })

/** The lines without what is in the others. */
export const linesWithout = (
  lines: ReadonlyArray<LineUnits>,
  taken: ReadonlyArray<LineUnits>,
): ReadonlyArray<LineUnits> => restrictedTo(lines, ({ lineId, units }) => without(units, unitsIn(taken, lineId)))

/** What of the shipment has not been delivered. */
export const outstandingOf = ({
  announced,
  deliveries,
}: {
  readonly announced: { readonly lines: ReadonlyArray<LineUnits> }
  readonly deliveries: ReadonlyArray<{ readonly lines: ReadonlyArray<LineUnits> }>
}): ReadonlyArray<LineUnits> =>
  linesWithout(
    announced.lines,
    deliveries.flatMap(({ lines }) => lines),
  )

const serialsOf = ({ units, serials = [] }: LineUnits, wanted: UnitRuns): ReadonlyArray<NonEmptyText> => {
  const numbers = numbersIn(units)
  const isWanted = new Set(numbersIn(wanted))
  return serials.filter((_, index) => isWanted.has(numbers[index] ?? 0))
}
