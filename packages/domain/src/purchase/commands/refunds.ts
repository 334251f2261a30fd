import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { Payout, RefundComponent, RefundTender } from '../money/refund-plan.js'
import { PurchaseId } from '../purchase-id.js'
import { RefundId } from '../refund-id.js'
import { Holder } from '../units/holder.js'

export const ReserveRefund = message('ReserveRefund', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  holder: Holder,
  currency: Currency,
  components: t.readonlyArray(RefundComponent),
  tenders: t.readonlyArray(RefundTender),
  payout: Payout,
  reservedAt: Instant,
})

/** The money went back. `providerRef` is who paid it out's own reference for that. */
export const SettleRefund = message('SettleRefund', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  providerRef: NonEmptyText,
  /** How much it says went back, if it says so. */
  minor: optional(MinorUnits),
  settledAt: Instant,
})

export const FailRefund = message('FailRefund', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  because: NonEmptyText,
  failedAt: Instant,
})

export const CancelRefund = message('CancelRefund', {
  purchaseId: PurchaseId,
  refundId: RefundId,
  because: NonEmptyText,
  cancelledAt: Instant,
})

/** What the payer's bank tells of a payment: a charge-back was opened, was won by the seller, or lost. */
export const RecordDispute = message('RecordDispute', {
  purchaseId: PurchaseId,
  disputeId: NonEmptyText,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  outcome: t.keyof({ opened: null, won: null, lost: null }),
  happenedAt: Instant,
})

/** Every command about money going back, in the order of this file. */
export const refundCommands = [ReserveRefund, SettleRefund, FailRefund, CancelRefund, RecordDispute] as const

export type ReserveRefund = t.TypeOf<typeof ReserveRefund>
export type SettleRefund = t.TypeOf<typeof SettleRefund>
export type FailRefund = t.TypeOf<typeof FailRefund>
export type CancelRefund = t.TypeOf<typeof CancelRefund>
export type RecordDispute = t.TypeOf<typeof RecordDispute>
export type RefundCommand = t.TypeOf<(typeof refundCommands)[number]>
