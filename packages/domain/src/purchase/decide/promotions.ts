import { discountOf, isCountedOn, type PricedLine } from '../../policy/return-policy/sale-promotion.js'
import type { RecordPurchase } from '../commands/sale.js'
import { type Refusal, repeated } from './refusals.js'

/**
 * What is wrong with the promotions of a sale, where it tells them. In sum they are all that its lines were discounted by; a
 * percentage may have been rounded line by line, or once. How much of it a line has is not asked, as long as a promotion is
 * counted on it.
 */
export const unfitPromotions = ({ lines, promotions }: RecordPurchase['data']): Refusal => {
  if (promotions === undefined) return undefined
  const promotionId = repeated(promotions.map((promotion) => promotion.promotionId))
  if (promotionId !== undefined) return { reason: 'PromotionIdRepeated', promotionId }
  for (const { promotionId: id, lineIds = [], takes } of promotions) {
    const lineId = lineIds.find((unknown) => !lines.some((line) => line.lineId === unknown))
    if (lineId !== undefined) return { reason: 'PromotionLineUnknown', promotionId: id, lineId }
    if (takes.kind === 'free-units' && takes.free > takes.every) {
      return { reason: 'PromotionFreesMoreThanBought', promotionId: id, every: takes.every, free: takes.free }
    }
  }
  const unexplained = lines.find(
    (line) => line.discountMinor > 0n && !promotions.some((promotion) => isCountedOn(promotion, line)),
  )
  if (unexplained !== undefined) {
    const { lineId, discountMinor } = unexplained
    return { reason: 'DiscountWithoutPromotion', lineId, discountMinor }
  }
  return mismatched({ lines, promotions })
}

const mismatched = ({
  lines,
  promotions,
}: {
  readonly lines: RecordPurchase['data']['lines']
  readonly promotions: NonNullable<RecordPurchase['data']['promotions']>
}): Refusal => {
  const priced = lines.map(({ lineId, quantity, netMinor }): PricedLine => ({ lineId, quantity, listMinor: netMinor }))
  const expectedMinor = promotions.reduce((sum, promotion) => sum + discountOf(promotion, priced), 0n)
  const foundMinor = lines.reduce((sum, { discountMinor }) => sum + discountMinor, 0n)
  const roundings = promotions
    .filter(({ takes }) => takes.kind === 'percentage')
    .reduce((count, promotion) => count + priced.filter((line) => isCountedOn(promotion, line)).length, 0)
  const difference = expectedMinor < foundMinor ? foundMinor - expectedMinor : expectedMinor - foundMinor
  return difference <= BigInt(roundings) ? undefined : { reason: 'PromotionsMismatch', expectedMinor, foundMinor }
}
