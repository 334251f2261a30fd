import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { cumulativeShare } from '../../money/cumulative-share.js'
import { MinorUnits } from '../../money/minor-units.js'
import { BasisPoints, rateApplied, rateOf } from '../../money/rate.js'
import { LineId } from '../../units/index.js'

/** What a promotion takes off the lines that it is counted on. */
export const PromotionTakes = t.union(
  [
    record({ kind: t.literal('percentage'), basisPoints: BasisPoints }),
    record({ kind: t.literal('amount'), amountMinor: MinorUnits }),
    /** Of every so many units of a line so many are free. */
    record({ kind: t.literal('free-units'), every: PositiveInteger, free: PositiveInteger }),
  ],
  'PromotionTakes',
)
export type PromotionTakes = t.TypeOf<typeof PromotionTakes>

/**
 * A promotion as it held on the day of the sale; today's promotions are none of an old sale's. Amounts are without tax, as
 * prices before promotions are.
 */
export const SalePromotion = record(
  {
    promotionId: NonEmptyText,
    /** The lines it is counted on; absent: all that were sold. */
    lineIds: optional(t.readonlyArray(LineId)),
    /** What has to be bought of those lines at least, before promotions. */
    leastMinor: optional(MinorUnits),
    leastQuantity: optional(PositiveInteger),
    takes: PromotionTakes,
  },
  'SalePromotion',
)
export type SalePromotion = t.TypeOf<typeof SalePromotion>

/** So many units of a line, of the price that the whole line has before promotions. */
export interface PricedLine {
  readonly lineId: LineId
  readonly quantity: number
  readonly listMinor: bigint
}

export const isCountedOn = ({ lineIds }: SalePromotion, { lineId }: Pick<PricedLine, 'lineId'>): boolean =>
  lineIds === undefined || lineIds.includes(lineId)

/** What the promotion takes off these lines if nothing else was bought. */
export const discountOf = (promotion: SalePromotion, lines: ReadonlyArray<PricedLine>): bigint => {
  const { leastMinor = 0n, leastQuantity = 0, takes } = promotion
  const counted = lines.filter((line) => isCountedOn(promotion, line))
  const listMinor = listPriceOf(counted)
  const quantity = counted.reduce((sum, line) => sum + line.quantity, 0)
  if (listMinor < leastMinor || quantity < leastQuantity) return 0n
  switch (takes.kind) {
    case 'percentage':
      return rateApplied(listMinor, rateOf(takes.basisPoints))
    case 'amount':
      return takes.amountMinor < listMinor ? takes.amountMinor : listMinor
    case 'free-units':
      return counted.reduce((sum, line) => sum + partOf(line, freeUnitsOf(promotion, line.quantity)), 0n)
  }
}

/** How many of so many units of a line the promotion gives for nothing. */
export const freeUnitsOf = ({ takes }: SalePromotion, quantity: number): number =>
  takes.kind === 'free-units' ? Math.min(quantity, Math.floor(quantity / takes.every) * takes.free) : 0

export const listPriceOf = (lines: ReadonlyArray<PricedLine>): bigint =>
  lines.reduce((sum, { listMinor }) => sum + listMinor, 0n)

const partOf = ({ listMinor, quantity }: PricedLine, units: number): bigint =>
  cumulativeShare(listMinor, { part: BigInt(units), whole: BigInt(quantity) })
