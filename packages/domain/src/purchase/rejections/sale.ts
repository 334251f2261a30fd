import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { CurrencyMismatch } from '../../money/money.js'
import type { LineId } from '../../units/index.js'
import type { PurchaseId } from '../purchase-id.js'

/** Why a command about the sale is refused, and what stands against every command to a purchase. */
export type SaleRejection =
  | { readonly reason: 'PurchaseNotRecorded' }
  | { readonly reason: 'PurchaseAlreadyRecorded'; readonly purchasedAt: Instant }
  | { readonly reason: 'AddressedToAnotherPurchase'; readonly purchaseId: PurchaseId }
  | { readonly reason: 'HappenedBeforePurchase'; readonly purchasedAt: Instant }
  | CurrencyMismatch
  | { readonly reason: 'NothingSold' }
  | { readonly reason: 'LineIdRepeated'; readonly lineId: LineId }
  | { readonly reason: 'ShippingIdRepeated'; readonly shippingId: NonEmptyText }
  | { readonly reason: 'FeeIdRepeated'; readonly feeId: NonEmptyText }
  | { readonly reason: 'PaymentIdRepeated'; readonly paymentId: NonEmptyText }
  | { readonly reason: 'SerialRepeated'; readonly lineId: LineId; readonly serial: NonEmptyText }
  | { readonly reason: 'SerialsNotTracked'; readonly lineId: LineId }
  | {
      readonly reason: 'SerialsIncomplete'
      readonly lineId: LineId
      readonly quantity: number
      readonly serials: number
    }
  | {
      readonly reason: 'DiscountExceedsNet'
      readonly lineId: LineId
      readonly netMinor: bigint
      readonly discountMinor: bigint
    }
  | {
      readonly reason: 'LineTotalMismatch'
      readonly lineId: LineId
      /** Net − discount + tax. */
      readonly expectedMinor: bigint
      readonly foundMinor: bigint
    }
  | {
      readonly reason: 'TotalMismatch'
      /** Lines, shipping and fees together. */
      readonly expectedMinor: bigint
      readonly foundMinor: bigint
    }
  | { readonly reason: 'PromotionIdRepeated'; readonly promotionId: NonEmptyText }
  | { readonly reason: 'PromotionLineUnknown'; readonly promotionId: NonEmptyText; readonly lineId: LineId }
  | {
      readonly reason: 'PromotionFreesMoreThanBought'
      readonly promotionId: NonEmptyText
      readonly every: number
      readonly free: number
    }
  | { readonly reason: 'DiscountWithoutPromotion'; readonly lineId: LineId; readonly discountMinor: bigint }
  | {
      readonly reason: 'PromotionsMismatch'
      /** What the promotions take off these lines. */
      readonly expectedMinor: bigint
      /** What the lines were discounted by. */
      readonly foundMinor: bigint
    }
  | { readonly reason: 'PromiseEndsBeforeItStarts'; readonly fromDate: LocalDate; readonly toDate: LocalDate }
  | { readonly reason: 'PaymentIdReused'; readonly paymentId: NonEmptyText }
  | { readonly reason: 'ReceiptRefReused'; readonly ref: NonEmptyText }
  | { readonly reason: 'EvidenceIdReused'; readonly evidenceId: NonEmptyText }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const saleRejections: Readonly<Record<SaleRejection['reason'], string>> = {
  PurchaseNotRecorded: 'No such purchase was recorded.',
  PurchaseAlreadyRecorded: 'The purchase was recorded with other content.',
  AddressedToAnotherPurchase: 'The command names another purchase than the one it was sent to.',
  HappenedBeforePurchase: 'What was to be recorded happened before anything was bought.',
  CurrencyMismatch: 'The amount is in another currency than the purchase; nothing is converted.',
  NothingSold: 'A purchase has a line at least.',
  LineIdRepeated: 'Two lines have the same id.',
  ShippingIdRepeated: 'Two shipping charges have the same id.',
  FeeIdRepeated: 'Two fees have the same id.',
  PaymentIdRepeated: 'Two payments have the same id.',
  SerialRepeated: 'A serial stands for one unit of a product only.',
  SerialsNotTracked: 'The line names serials and is not tracked by them.',
  SerialsIncomplete: 'A line that names its serials names one for each unit.',
  DiscountExceedsNet: 'A line cannot be discounted by more than its price.',
  LineTotalMismatch: 'The gross amount of a line is its net amount less the discount, and its tax.',
  TotalMismatch: 'The total is not what lines, shipping and fees add up to.',
  PromotionIdRepeated: 'Two promotions have the same id.',
  PromotionLineUnknown: 'A promotion is counted on a line that was not sold.',
  PromotionFreesMoreThanBought: 'Of so many units a promotion gives no more than all for nothing.',
  DiscountWithoutPromotion:
    'The promotions of the sale are told, and none of them is counted on a line that was discounted.',
  PromotionsMismatch: 'The promotions take more or less off than the lines were discounted by.',
  PromiseEndsBeforeItStarts: 'The last promised day lies before the first.',
  PaymentIdReused: 'The payment is known with other content.',
  ReceiptRefReused: 'The receipt is known with other content.',
  EvidenceIdReused: 'The piece of evidence is known with other content.',
}
