import { cumulativeShare } from '../../money/cumulative-share.js'
import { greaterOf, lesserOf } from '../../money/lesser-of.js'
import { allUnits, countOf, type LineId, noUnits, type UnitRuns, union, valueOf, without } from '../../units/index.js'
import {
  discountOf,
  freeUnitsOf,
  isCountedOn,
  listPriceOf,
  type PricedLine,
  type SalePromotion,
} from './sale-promotion.js'

/** A line as it was sold, all amounts for the whole line and on the same basis: with tax, or without. */
export interface SoldLine extends PricedLine {
  /** After promotions. */
  readonly paidMinor: bigint
}

export interface UnitsOfLine {
  readonly lineId: LineId
  readonly units: UnitRuns
}

export interface Repriced {
  /** To be given back now. */
  readonly refundMinor: bigint
  /** What was paid for the units that come back now. */
  readonly proportionalMinor: bigint
  /** By how much the refund is less; negative where an earlier deduction is given back. */
  readonly deductionMinor: bigint
  /** What all that is kept would have cost alone. */
  readonly keptPriceMinor: bigint
  /** Promotions that take less off the kept goods than they took off them with the others. */
  readonly promotionsLost: ReadonlyArray<SalePromotion>
}

export interface SaleToReprice {
  readonly lines: ReadonlyArray<SoldLine>
  readonly promotions: ReadonlyArray<SalePromotion>
  readonly returnedBefore: ReadonlyArray<UnitsOfLine>
  readonly returnedNow: ReadonlyArray<UnitsOfLine>
  /**
   * Units that are gone by no wish of the customer's: the seller did not deliver what was owed, or gave others in their
   * place. They are counted as kept, or not at all, whichever takes less off.
   */
  readonly setAside?: ReadonlyArray<UnitsOfLine>
  /** What those before gave back. */
  readonly refundedBeforeMinor: bigint
}

/**
 * What a return gives back where the kept goods lose a promotion: paid less what they would have cost alone. Never less
 * than nothing, never more than was paid for all that came back; and whatever the steps, once all is back all that was
 * paid. Throws a RangeError for units that were not sold.
 */
export const repriceAfterReturn = (sale: SaleToReprice): Repriced => {
  const { lines, returnedBefore, returnedNow, setAside = [], refundedBeforeMinor } = sale
  const returned = [...returnedBefore, ...returnedNow]
  const worthMinor = worthOf(lines, returned)
  const aside = lines.map(({ lineId }) => ({
    lineId,
    units: without(unitsOf(lineId, setAside), unitsOf(lineId, returned)),
  }))
  const asKept = withheldFrom(sale, returned, [])
  const asGone = aside.some(({ units }) => countOf(units) > 0) ? withheldFrom(sale, returned, aside) : asKept
  const { withheldMinor, keptPriceMinor, promotionsLost } =
    asGone.withheldMinor < asKept.withheldMinor ? asGone : asKept
  const refundMinor = greaterOf(0n, worthMinor - withheldMinor - refundedBeforeMinor)
  const proportionalMinor = worthMinor - worthOf(lines, returnedBefore)
  return {
    refundMinor,
    proportionalMinor,
    deductionMinor: proportionalMinor - refundMinor,
    keptPriceMinor,
    promotionsLost,
  }
}

/** What is withheld of all that came back, as if the units that are gone had never been sold. */
const withheldFrom = (
  { lines, promotions }: SaleToReprice,
  returned: ReadonlyArray<UnitsOfLine>,
  gone: ReadonlyArray<UnitsOfLine>,
): { readonly withheldMinor: bigint } & Pick<Repriced, 'keptPriceMinor' | 'promotionsLost'> => {
  const kept = lines.map((line) => {
    const units = without(allUnits(line.quantity), union(unitsOf(line.lineId, returned), unitsOf(line.lineId, gone)))
    return { ...line, quantity: countOf(units), listMinor: priceOf(line, countOf(units)) }
  })
  const promotionsLost = promotions.filter((promotion) => isCurtailed(promotion, { lines, kept }))
  const discountMinor = promotions.reduce((sum, promotion) => sum + discountOf(promotion, kept), 0n)
  const keptPriceMinor = greaterOf(0n, listPriceOf(kept) - discountMinor)
  const worthMinor = worthOf(lines, returned)
  const paidMinor = lines.reduce((sum, line) => sum + line.paidMinor, 0n) - worthOf(lines, gone)
  const refundableMinor =
    promotionsLost.length === 0 ? worthMinor : lesserOf(worthMinor, greaterOf(0n, paidMinor - keptPriceMinor))
  return { withheldMinor: worthMinor - refundableMinor, keptPriceMinor, promotionsLost }
}

/** Whether it takes less off the kept goods than their part of what it took off all; by its rule, since amounts are rounded. */
const isCurtailed = (
  promotion: SalePromotion,
  { lines, kept }: { readonly lines: ReadonlyArray<PricedLine>; readonly kept: ReadonlyArray<PricedLine> },
): boolean => {
  const counted = kept.filter((line) => isCountedOn(promotion, line) && line.quantity > 0)
  if (listPriceOf(counted) === 0n || discountOf(promotion, lines) === 0n) return false
  if (discountOf(promotion, kept) === 0n) return true
  return counted.some(({ lineId, quantity }) => {
    const sold = lines.find((line) => line.lineId === lineId)?.quantity ?? 0
    return freeUnitsOf(promotion, quantity) * sold < freeUnitsOf(promotion, sold) * quantity
  })
}

const unitsOf = (lineId: LineId, several: ReadonlyArray<UnitsOfLine>): UnitRuns =>
  several.reduce((units, one) => (one.lineId === lineId ? union(units, one.units) : units), noUnits)

/** What was paid for those units. Throws a RangeError for units that were not sold. */
export const worthOf = (lines: ReadonlyArray<SoldLine>, several: ReadonlyArray<UnitsOfLine>): bigint =>
  lines.reduce(
    (sum, { lineId, paidMinor, quantity }) =>
      sum + valueOf({ totalMinor: paidMinor, quantity }, unitsOf(lineId, several)),
    0n,
  )

const priceOf = ({ listMinor, quantity }: PricedLine, units: number): bigint =>
  cumulativeShare(listMinor, { part: BigInt(units), whole: BigInt(quantity) })
