import { cumulativeShare } from '../../money/cumulative-share.js'
import { type BasisPoints, rateApplied, rateOf } from '../../money/rate.js'

/** A line as it was sold, all amounts on the same basis: with tax, or without. */
export interface SoldLine {
  readonly lineId: string
  readonly quantity: number
  /** Of one unit, before promotions. */
  readonly unitPriceMinor: bigint
  /** For the whole line, after promotions. */
  readonly paidMinor: bigint
}

/** A promotion as it held on the day of the sale. Today's promotions are none of an old sale's. */
export interface SalePromotion {
  readonly promotionId: string
  /** The lines it is counted on; absent: all. */
  readonly lineIds?: ReadonlyArray<string>
  /** What has to be bought of those lines at least, before promotions. */
  readonly leastMinor?: bigint
  readonly leastQuantity?: number
  readonly takes:
    | { readonly kind: 'percentage'; readonly basisPoints: BasisPoints }
    | { readonly kind: 'amount'; readonly amountMinor: bigint }
    /** Of every so many units of a line so many are free. */
    | { readonly kind: 'free-units'; readonly every: number; readonly free: number }
}

export interface UnitsOfLine {
  readonly lineId: string
  readonly quantity: number
}

export interface Repriced {
  /** To be given back now. */
  readonly refundMinor: bigint
  /** What was paid for the units that come back now, by their share of their lines. */
  readonly proportionalMinor: bigint
  /** By how much the refund is less; negative where an earlier deduction is given back. */
  readonly deductionMinor: bigint
  /** What all that is kept would have cost alone. */
  readonly keptPriceMinor: bigint
  /** Promotions that the kept goods no longer reach. */
  readonly promotionsLost: ReadonlyArray<string>
}

/**
 * What a return gives back where the kept goods lose a promotion: paid less what they would have cost alone. Never less
 * than nothing, never more than was paid for all that came back; and whatever the steps, once all is back all that was
 * paid. Throws a RangeError for more units than were sold.
 */
export const repriceAfterReturn = (sale: {
  readonly lines: ReadonlyArray<SoldLine>
  readonly promotions: ReadonlyArray<SalePromotion>
  readonly returnedBefore: ReadonlyArray<UnitsOfLine>
  readonly returnedNow: ReadonlyArray<UnitsOfLine>
  /** What those before gave back. */
  readonly refundedBeforeMinor: bigint
}): Repriced => {
  const { lines, promotions, returnedBefore, returnedNow, refundedBeforeMinor } = sale
  const returned = [...returnedBefore, ...returnedNow]
  const kept = lines.map((line) => ({ ...line, quantity: line.quantity - unitsOf(line, returned) }))
  const paidMinor = sumOf(lines.map((line) => line.paidMinor))
  const worthMinor = sumOf(lines.map((line) => shareOf(line, unitsOf(line, returned))))
  const worthBeforeMinor = sumOf(lines.map((line) => shareOf(line, unitsOf(line, returnedBefore))))
  const keptPriceMinor = priceOf(kept, promotions)
  const refundableMinor = least(worthMinor, most(0n, paidMinor - keptPriceMinor))
  const refundMinor = most(0n, refundableMinor - refundedBeforeMinor)
  const proportionalMinor = worthMinor - worthBeforeMinor
  return {
    refundMinor,
    proportionalMinor,
    deductionMinor: proportionalMinor - refundMinor,
    keptPriceMinor,
    promotionsLost: promotions
      .filter((promotion) => discountOf(promotion, lines) > 0n && discountOf(promotion, kept) === 0n)
      .map(({ promotionId }) => promotionId),
  }
}

const unitsOf = ({ lineId }: SoldLine, returned: ReadonlyArray<UnitsOfLine>): number =>
  returned.reduce((sum, units) => (units.lineId === lineId ? sum + units.quantity : sum), 0)

/** Refuses more units than the line has. */
const shareOf = ({ paidMinor, quantity }: SoldLine, units: number): bigint =>
  cumulativeShare(paidMinor, { part: BigInt(units), whole: BigInt(quantity) })

const priceOf = (lines: ReadonlyArray<SoldLine>, promotions: ReadonlyArray<SalePromotion>): bigint =>
  most(0n, listPriceOf(lines) - sumOf(promotions.map((promotion) => discountOf(promotion, lines))))

const listPriceOf = (lines: ReadonlyArray<SoldLine>): bigint =>
  sumOf(lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * BigInt(quantity)))

const discountOf = (promotion: SalePromotion, lines: ReadonlyArray<SoldLine>): bigint => {
  const { lineIds, leastMinor = 0n, leastQuantity = 0, takes } = promotion
  const counted = lines.filter(({ lineId }) => lineIds === undefined || lineIds.includes(lineId))
  const price = listPriceOf(counted)
  const quantity = counted.reduce((sum, line) => sum + line.quantity, 0)
  if (price < leastMinor || quantity < leastQuantity) return 0n
  switch (takes.kind) {
    case 'percentage':
      return rateApplied(price, rateOf(takes.basisPoints))
    case 'amount':
      return least(takes.amountMinor, price)
    case 'free-units':
      return sumOf(
        counted.map((line) => line.unitPriceMinor * BigInt(Math.floor(line.quantity / takes.every) * takes.free)),
      )
  }
}

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

const least = (one: bigint, other: bigint): bigint => (other < one ? other : one)

const most = (one: bigint, other: bigint): bigint => (other > one ? other : one)
