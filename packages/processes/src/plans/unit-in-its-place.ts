import type { Purchase, PurchasedUnit } from '@aftersale/domain'
import { unitNumbersIn } from './units-of-lines.js'

/** A unit of a purchase, by its line and number. */
type UnitNumber = ReturnType<typeof unitNumbersIn>[number]

interface GivenFor {
  readonly given: UnitNumber
  readonly inPlaceOf: UnitNumber
}

/** The unit that was bought where this one was given in its place, through however many replacements. */
export const boughtInPlaceOf = (purchase: Purchase, unit: UnitNumber): UnitNumber => {
  const before = givenFor(purchase).find(({ given }) => isSame(given, unit))
  return before === undefined ? unit : boughtInPlaceOf(purchase, before.inPlaceOf)
}

/** The unit itself, what was given in its place, what was given in the place of that, and so on: the last one is in use. */
export const inItsPlaceSince = (
  purchase: Purchase,
  { purchaseId, lineId, unit }: PurchasedUnit,
): ReadonlyArray<PurchasedUnit> => {
  const next = givenFor(purchase).find(({ inPlaceOf }) => isSame(inPlaceOf, { lineId, unit }))?.given
  const after =
    next === undefined ? [] : inItsPlaceSince(purchase, { purchaseId, ...next, unit: next.unit as typeof unit })
  return [{ purchaseId, lineId, unit }, ...after]
}

/** Whether another was given in its place. */
export const isReplaced = ({ units: { accounts } }: Purchase, { lineId, unit }: UnitNumber): boolean =>
  accounts.get(lineId)?.replaced.some(({ first, last }) => first <= unit && unit <= last) ?? false

/** Each unit that was given in the place of another. Of several at once the first is in the place of the first. */
const givenFor = ({ sale: { lines } }: Purchase): ReadonlyArray<GivenFor> => {
  const given = new Map<string, UnitNumber[]>()
  return [...lines].flatMap(([lineId, { quantity, replaces }]): ReadonlyArray<GivenFor> => {
    if (replaces === undefined) return []
    const { replacementId, lineageOf } = replaces
    const before = given.get(replacementId) ?? []
    const units = Array.from({ length: quantity }, (_, index): UnitNumber => ({ lineId, unit: index + 1 }))
    given.set(replacementId, [...before, ...units])
    const originals = unitNumbersIn(lineageOf).slice(before.length)
    return units.flatMap((one, index) => {
      const inPlaceOf = originals[index]
      return inPlaceOf === undefined ? [] : [{ given: one, inPlaceOf }]
    })
  })
}

const isSame = (one: UnitNumber, other: UnitNumber): boolean => one.lineId === other.lineId && one.unit === other.unit
