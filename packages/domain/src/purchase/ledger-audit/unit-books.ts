import {
  allUnits,
  type LineId,
  type LineUnits,
  noUnits,
  overlap,
  type UnitRuns,
  union,
  without,
} from '../../units/index.js'
import type { Books, Found, LineBook } from './books.js'
import type { LedgerFaultKind } from './ledger-fault.js'
import { charge } from './money-books.js'

export const any = (units: UnitRuns, fault: LedgerFaultKind): ReadonlyArray<LedgerFaultKind> =>
  units.length === 0 ? [] : [fault]

export const eachLine = <Units extends LineUnits>(
  { lines: books }: Books,
  lines: ReadonlyArray<Units>,
  check: (line: LineBook, units: UnitRuns, lineId: LineId) => ReadonlyArray<LedgerFaultKind>,
): Found =>
  lines.flatMap(({ lineId, units }) => {
    const line = books.get(lineId)
    const faults: ReadonlyArray<LedgerFaultKind> = line === undefined ? ['UnitUnordered'] : check(line, units, lineId)
    return faults.map((fault) => [fault, lineId] as const)
  })

export const shipped = (line: LineBook, units: UnitRuns): ReadonlyArray<LedgerFaultKind> => {
  const found = [
    ...any(without(units, allUnits(line.quantity)), 'UnitUnordered'),
    ...any(overlap(units, line.cancelled), 'UnitBothCancelledAndShipped'),
    ...any(overlap(units, line.shipped), 'UnitShippedTwice'),
  ]
  line.shipped = union(line.shipped, units)
  return found
}

export const openLine = (
  books: Books,
  lineId: LineId,
  { quantity, netMinor, taxMinor }: Pick<LineBook, 'quantity' | 'netMinor' | 'taxMinor'>,
): void => {
  const none = { cancelled: noUnits, shipped: noUnits, delivered: noUnits, taken: noUnits }
  books.lines.set(lineId, { quantity, netMinor, taxMinor, ...none, consumed: noUnits, replaced: noUnits })
  charge(books, `goods ${lineId}`, netMinor, taxMinor)
}

export const hold = ({ heldBy }: Books, reservationId: string, lineId: LineId, units: UnitRuns): void => {
  const held = heldBy.get(reservationId) ?? new Map<string, UnitRuns>()
  held.set(lineId, union(held.get(lineId) ?? noUnits, units))
  heldBy.set(reservationId, held)
}

/** Those of the units that the reservation held until now. */
export const letGo = ({ heldBy }: Books, reservationId: string, lineId: LineId, units: UnitRuns): UnitRuns => {
  const held = heldBy.get(reservationId)?.get(lineId) ?? noUnits
  heldBy.get(reservationId)?.set(lineId, without(held, units))
  return overlap(held, units)
}

export const overvalued = (
  { lines: books }: Books,
  lines: ReadonlyArray<{ readonly lineId: LineId; readonly netMinor: bigint; readonly taxMinor: bigint }>,
): Found =>
  lines.flatMap(({ lineId, netMinor, taxMinor }) => {
    const line = books.get(lineId)
    const isOver = line !== undefined && (netMinor > line.netMinor || taxMinor > line.taxMinor)
    return isOver ? [['UnitsOvervalued', lineId] as const] : []
  })
