import { Instant, message, NonEmptyText } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { Payout, RefundComponent, RefundTender } from '../money/refund-plan.js'
import { PurchaseId } from '../purchase-id.js'
import { RefundId } from '../refund-id.js'
import { Holder } from '../units/holder.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's or the provider's own list, never free text: it is kept in clear.

/** Money is set aside to go back; it has not gone. Components less deductions are as much as the tenders. */
export const RefundReserved = message('RefundReserved', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  holder: Holder,
  currency: Currency,
  components: t.readonlyArray(RefundComponent),
  tenders: t.readonlyArray(RefundTender),
  payout: Payout,
  reservedAt: Instant,
})

/** The money went back. Nothing un-settles it. */
export const RefundSettled = message('RefundSettled', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  providerRef: NonEmptyText,
  settledAt: Instant,
})

/** What was set aside is free again. Should the money turn out to have gone, the settlement follows. */
export const RefundFailed = message('RefundFailed', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  because: NonEmptyText,
  failedAt: Instant,
})

export const RefundCancelled = message('RefundCancelled', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  because: NonEmptyText,
  cancelledAt: Instant,
})

export const DisputeOpened = message('DisputeOpened', {
  purchaseId: PurchaseId,
  disputeId: NonEmptyText,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  openedAt: Instant,
})

export const DisputeWon = message('DisputeWon', {
  purchaseId: PurchaseId,
  disputeId: NonEmptyText,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  wonAt: Instant,
})

/** Of the disputed `minor`, `lostMinor` was still there to lose; the rest was refunded already, or is on its way. */
export const DisputeLost = message('DisputeLost', {
  purchaseId: PurchaseId,
  disputeId: NonEmptyText,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  lostMinor: MinorUnits,
  alreadyRefundedMinor: MinorUnits,
  lostAt: Instant,
})

/** Every event of money going back, in the order of this file. */
export const refundEvents = [
  RefundReserved,
  RefundSettled,
  RefundFailed,
  RefundCancelled,
  DisputeOpened,
  DisputeWon,
  DisputeLost,
] as const

export type RefundReserved = t.TypeOf<typeof RefundReserved>
export type RefundSettled = t.TypeOf<typeof RefundSettled>
export type RefundFailed = t.TypeOf<typeof RefundFailed>
export type RefundCancelled = t.TypeOf<typeof RefundCancelled>
export type DisputeOpened = t.TypeOf<typeof DisputeOpened>
export type DisputeWon = t.TypeOf<typeof DisputeWon>
export type DisputeLost = t.TypeOf<typeof DisputeLost>
export type RefundEvent = t.TypeOf<(typeof refundEvents)[number]>
