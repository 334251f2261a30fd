import type { NonEmptyText } from '@aftersale/messages'
import { countOf, isEmpty, lowest, overlap, type UnitRuns, unitsOf, without } from '../../units/index.js'
import { type CaseUnits, countOfUnits, unitsWithout } from '../case-units.js'
import type { PartOfLine } from '../commands.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { ReturnCase } from '../state.js'
import { reservedUnits, serialsAt } from '../units-held.js'
import { serialsUnfit } from './refusals.js'

type Several = ReadonlyArray<CaseUnits>

/**
 * The units of `from` that the parts speak of: of serials those, else the highest, so that what is left are the lowest.
 * Or what stands against it.
 */
export const unitsOfParts = (
  returnCase: ReturnCase,
  from: Several,
  parts: ReadonlyArray<PartOfLine>,
): Several | ReturnCaseRejection => {
  if (parts.length === 0) return { reason: 'NoPartNamed' }
  const chosen: CaseUnits[] = []
  let left = from
  for (const { purchaseId, lineId, quantity, serials } of parts) {
    const isThere = (one: CaseUnits): boolean => one.purchaseId === purchaseId && one.lineId === lineId
    if (!reservedUnits(returnCase).some(isThere)) return { reason: 'PartUnknown', purchaseId, lineId }
    const unfit = serialsUnfit(quantity, serials)
    if (unfit !== undefined) return unfit
    const places = left.filter(isThere)
    const awaitedQuantity = countOfUnits(places)
    const taken = serials === undefined ? highestOf(places, quantity) : unitsBySerial(returnCase, places, serials)
    if (countOfUnits(taken) < quantity) return { reason: 'PartExceedsAwaited', purchaseId, lineId, awaitedQuantity }
    chosen.push(...taken)
    left = unitsWithout(left, taken)
  }
  return chosen
}

/** So many units of several places, the lowest of the first place first; fewer where there are fewer. */
export const lowestOf = (several: Several, quantity: number): Several =>
  takenFrom(several, quantity, (units, count) => lowest(units, count))

const highestOf = (several: Several, quantity: number): Several =>
  takenFrom([...several].reverse(), quantity, (units, count) =>
    without(units, lowest(units, Math.max(0, countOf(units) - count))),
  )

const takenFrom = (several: Several, quantity: number, take: (units: UnitRuns, count: number) => UnitRuns): Several => {
  let left = quantity
  return several.flatMap((one) => {
    const units = take(one.units, left)
    left -= countOf(units)
    return isEmpty(units) ? [] : [{ ...one, units }]
  })
}

/** Those of the units that have these serials, of each one: another purchase may have sold the same serial. */
export const unitsBySerial = (
  returnCase: ReturnCase,
  several: Several,
  serials: ReadonlyArray<NonEmptyText>,
): Several => {
  const left = new Set(serials)
  return several.flatMap((one) => {
    const found = (serialsAt(returnCase, one) ?? []).filter(({ serial }) => left.delete(serial))
    const units = overlap(one.units, unitsOf(found.map(({ unit }) => unit)))
    return isEmpty(units) ? [] : [{ ...one, units }]
  })
}
