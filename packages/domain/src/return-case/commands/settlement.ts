import { Actor, Instant, message, NonEmptyText, optional, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { RefundId } from '../../purchase/refund-id.js'
import { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { PurchaseEvidence } from '../purchase-evidence.js'
import { ReturnCaseId } from '../return-case-id.js'
import { PayoutChoice, ProposedLeg } from '../settlement/proposed-leg.js'
import { replacementCommands } from './replacement.js'

export * from './replacement.js'

/**
 * What is to become of units that came back, or need not come. In as many rounds as parcels take; no unit twice. The sums
 * are worked out here and told in the proposal: nobody types them in.
 */
export const ProposeSettlement = message('ProposeSettlement', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  legs: t.readonlyArray(ProposedLeg),
  /** Of every purchase that a leg is about, as it was read. */
  evidence: t.readonlyArray(PurchaseEvidence),
  /** A version that the lines were judged under. */
  terms: ReturnTerms,
  /** What the standard way of delivery would have cost, where the customer chose a dearer one: no more is refunded. */
  standardDelivery: optional(record({ netMinor: MinorUnits })),
  proposedBy: Actor,
  proposedAt: Instant,
})

export const ApproveSettlement = message('ApproveSettlement', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  /** For store credit where the customer is not known. */
  claimCodes: optional(t.readonlyArray(record({ creditId: StoreCreditId, claimCode: personal(NonEmptyText) }))),
  approvedBy: Actor,
  approvedAt: Instant,
})

/** The units may be settled otherwise. */
export const RejectSettlement = message('RejectSettlement', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  because: NonEmptyText,
  rejectedBy: Actor,
  rejectedAt: Instant,
})

/** What became of the money, as the payer's provider tells; as store credit, once it was issued. */
export const RecordRefundOutcome = message('RecordRefundOutcome', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  refundId: RefundId,
  /** Pending is neither success nor failure. */
  outcome: t.keyof({ pending: null, settled: null, failed: null }),
  /** Needed where it is settled. */
  providerRef: optional(NonEmptyText),
  /** Needed where it failed. */
  because: optional(NonEmptyText),
  happenedAt: Instant,
})

/** Once it failed: under a new id, by the same way or another. */
export const RetryRefund = message('RetryRefund', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  payout: PayoutChoice,
  claimCode: optional(personal(NonEmptyText)),
  evidence: PurchaseEvidence,
  requestedBy: Actor,
  requestedAt: Instant,
})

/** What was to go back to the customer went. */
export const RecordReturnToCustomer = message('RecordReturnToCustomer', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  /** The parcel, or the receipt of the counter. */
  ref: optional(NonEmptyText),
  returnedAt: Instant,
})

/** Issued by the passing of time; does nothing where the money went by then. */
export const RecordRefundOverdue = message('RecordRefundOverdue', {
  returnCaseId: ReturnCaseId,
  dueAt: Instant,
})

export const CloseReturnCase = message('CloseReturnCase', {
  returnCaseId: ReturnCaseId,
  closedBy: Actor,
  closedAt: Instant,
})

/** Every command of a settlement, the replacements among them, and the closing of the case. */
export const settlementCommands = [
  ProposeSettlement,
  ApproveSettlement,
  RejectSettlement,
  RecordRefundOutcome,
  RetryRefund,
  RecordReturnToCustomer,
  ...replacementCommands,
  RecordRefundOverdue,
  CloseReturnCase,
] as const

export type ProposeSettlement = t.TypeOf<typeof ProposeSettlement>
export type ApproveSettlement = t.TypeOf<typeof ApproveSettlement>
export type RejectSettlement = t.TypeOf<typeof RejectSettlement>
export type RecordRefundOutcome = t.TypeOf<typeof RecordRefundOutcome>
export type RetryRefund = t.TypeOf<typeof RetryRefund>
export type RecordReturnToCustomer = t.TypeOf<typeof RecordReturnToCustomer>
export type RecordRefundOverdue = t.TypeOf<typeof RecordRefundOverdue>
export type CloseReturnCase = t.TypeOf<typeof CloseReturnCase>
export type SettlementCommand = t.TypeOf<(typeof settlementCommands)[number]>
