import type { NonEmptyText } from '@aftersale/messages'
import type { AccountKey } from '../money/account-key.js'
import type { RefundComponent } from '../money/refund-plan.js'
import type { RefundId } from '../refund-id.js'

/** Why a command about money going back is refused: the fact that stands against it. */
export type RefundRejection =
  | { readonly reason: 'RefundIdReused'; readonly refundId: RefundId }
  | { readonly reason: 'RefundOfNothing' }
  | { readonly reason: 'ComponentOwnerUnclear'; readonly component: RefundComponent['component'] }
  | { readonly reason: 'ComponentUnknown'; readonly account: AccountKey }
  | { readonly reason: 'DeductionUnexplained' }
  | {
      readonly reason: 'DeductionExceedsLine'
      readonly lineId: NonEmptyText
      readonly deductedMinor: bigint
      /** Goods and tax of the line in this refund; of what is kept back, one of the two. */
      readonly refundedMinor: bigint
    }
  | {
      readonly reason: 'RefundNotBalanced'
      /** Components less deductions. */
      readonly componentsMinor: bigint
      readonly tendersMinor: bigint
    }
  | {
      readonly reason: 'ComponentExceeded'
      readonly account: AccountKey
      readonly requestedMinor: bigint
      readonly leftMinor: bigint
    }
  | { readonly reason: 'FeeAlreadyRefunded'; readonly feeId: NonEmptyText }
  | { readonly reason: 'TaxWithoutItsNet'; readonly account: AccountKey }
  | { readonly reason: 'PaymentUnknown'; readonly paymentId: NonEmptyText }
  | {
      readonly reason: 'PaymentDisputed'
      readonly paymentId: NonEmptyText
      readonly disputeIds: ReadonlyArray<NonEmptyText>
    }
  | {
      readonly reason: 'ExceedsCaptured'
      readonly paymentId: NonEmptyText
      readonly requestedMinor: bigint
      /** Captured, and neither reserved, refunded nor lost. */
      readonly leftMinor: bigint
    }
  | { readonly reason: 'RefundUnknown'; readonly refundId: RefundId }
  | { readonly reason: 'RefundAlreadySettled'; readonly refundId: RefundId; readonly providerRef: NonEmptyText }
  | {
      readonly reason: 'SettlementDiffers'
      readonly refundId: RefundId
      readonly reservedMinor: bigint
      readonly settledMinor: bigint
    }
  | { readonly reason: 'RefundNotReserved'; readonly refundId: RefundId; readonly status: 'failed' | 'cancelled' }
  | { readonly reason: 'DisputeIdReused'; readonly disputeId: NonEmptyText }
  | { readonly reason: 'DisputeAlreadyOver'; readonly disputeId: NonEmptyText; readonly outcome: 'won' | 'lost' }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const refundRejections: Readonly<Record<RefundRejection['reason'], string>> = {
  RefundIdReused: 'Under that id another refund was reserved.',
  RefundOfNothing: 'A refund has a component at least.',
  ComponentOwnerUnclear: 'A component names its line, its shipping charge or its fee, and nothing else.',
  ComponentUnknown: 'The purchase has no such line, shipping charge or fee.',
  DeductionUnexplained: 'A deduction says what it is for.',
  DeductionExceedsLine: 'More is deducted from a line than is refunded of it.',
  RefundNotBalanced: 'The components less the deductions are not what the tenders add up to.',
  ComponentExceeded:
    'More would be refunded of it than is left: the rest is reserved, refunded, or moved to a replacement.',
  FeeAlreadyRefunded: 'The fee is refundable once, and a refund of it is reserved or settled.',
  TaxWithoutItsNet: 'The tax of a shipping charge or a fee is refunded with it, not by itself.',
  PaymentUnknown: 'The purchase has no such payment.',
  PaymentDisputed: 'The payment is disputed at the bank: it is not refunded until that is decided.',
  ExceedsCaptured: 'More would be refunded on the payment than was captured and is left of it.',
  RefundUnknown: 'The purchase has no such refund.',
  RefundAlreadySettled: 'The refund has settled, and nothing un-settles it.',
  SettlementDiffers: 'Another amount is said to have gone back than was reserved: cancel the refund, and reserve that.',
  RefundNotReserved: 'The refund failed or was cancelled.',
  DisputeIdReused: 'Under that id a dispute about another payment or amount is known.',
  DisputeAlreadyOver: 'The dispute was decided otherwise.',
}
