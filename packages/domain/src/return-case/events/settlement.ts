import { Actor, Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { CustomerId } from '../../customer/customer-id.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { RefundId } from '../../purchase/refund-id.js'
import { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { CaseUnits } from '../case-units.js'
import { ReturnCaseId } from '../return-case-id.js'
import { RoundingTrace, SettlementComponent, SettlementTender } from '../settlement/money-plan.js'
import { creditExpiryField, SettlementLeg } from '../settlement/settlement-leg.js'
import { replacementEvents } from './replacement.js'

export * from './replacement.js'

/** What is to become of which units, to the minor unit: the preview that is shown, and what will be done once approved. */
export const SettlementProposed = message('SettlementProposed', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  legs: t.readonlyArray(SettlementLeg),
  currency: Currency,
  /** To original tenders and as store credit, the differences of exchanges among them. */
  toCustomerMinor: MinorUnits,
  /** For replacements that cost more. */
  fromCustomerMinor: MinorUnits,
  trace: RuleTrace,
  roundingTrace: RoundingTrace,
  proposedBy: Actor,
  proposedAt: Instant,
})

/** What follows is told leg by leg by the events after it. */
export const SettlementApproved = message('SettlementApproved', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  approvedBy: Actor,
  approvedAt: Instant,
})

/** Its units may be settled otherwise. */
export const SettlementRejected = message('SettlementRejected', {
  returnCaseId: ReturnCaseId,
  settlementId: NonEmptyText,
  because: NonEmptyText,
  rejectedBy: Actor,
  rejectedAt: Instant,
})

const moneyFields = {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  refundId: RefundId,
  purchaseId: PurchaseId,
  /** To be consumed; none of the difference of an exchange and of a second try. */
  lines: t.readonlyArray(CaseUnits),
  components: t.readonlyArray(SettlementComponent),
  tenders: t.readonlyArray(SettlementTender),
  minor: MinorUnits,
  currency: Currency,
  /** The exchange whose replacement cost less. */
  differenceOf: optional(NonEmptyText),
}

/** To the payments that it came from; the purchase reserves it first. */
export const RefundRequested = message('RefundRequested', { ...moneyFields, requestedAt: Instant })

/** As store credit. The purchase reserves it as a refund, so that it is bounded by what was captured. */
export const StoreCreditRequested = message('StoreCreditRequested', {
  ...moneyFields,
  creditId: StoreCreditId,
  /** Exactly one of the two. */
  customerId: optional(CustomerId),
  claimCode: optional(personal(NonEmptyText)),
  ...creditExpiryField,
  requestedAt: Instant,
})

export const ReturnToCustomerDecided = message('ReturnToCustomerDecided', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  purchaseId: PurchaseId,
  /** To be released once they are back with the customer. */
  lines: t.readonlyArray(CaseUnits),
  because: NonEmptyText,
  decidedAt: Instant,
})

const outcomeFields = { returnCaseId: ReturnCaseId, legId: NonEmptyText, refundId: RefundId }

/** On its way: neither paid nor failed. */
export const RefundLegPending = message('RefundLegPending', {
  ...outcomeFields,
  providerRef: optional(NonEmptyText),
  pendingAt: Instant,
})

export const RefundLegSettled = message('RefundLegSettled', {
  ...outcomeFields,
  providerRef: NonEmptyText,
  settledAt: Instant,
})

/** The leg is open again: nothing was paid. */
export const RefundLegFailed = message('RefundLegFailed', {
  ...outcomeFields,
  because: NonEmptyText,
  failedAt: Instant,
})

/** The second try is not needed any more: the first one, thought to have failed, was paid. */
export const RefundRetryWithdrawn = message('RefundRetryWithdrawn', {
  ...outcomeFields,
  because: NonEmptyText,
  withdrawnAt: Instant,
})

/** The credit is issued, and the refund at the purchase settled by it. */
export const StoreCreditLegSettled = message('StoreCreditLegSettled', {
  ...outcomeFields,
  creditId: StoreCreditId,
  settledAt: Instant,
})

export const StoreCreditLegFailed = message('StoreCreditLegFailed', {
  ...outcomeFields,
  creditId: StoreCreditId,
  because: NonEmptyText,
  failedAt: Instant,
})

export const ReturnedToCustomer = message('ReturnedToCustomer', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  purchaseId: PurchaseId,
  lines: t.readonlyArray(CaseUnits),
  ref: optional(NonEmptyText),
  returnedAt: Instant,
})

/** The money of a withdrawal did not go by the day that the law gives for it. */
export const WithdrawalRefundOverdue = message('WithdrawalRefundOverdue', {
  returnCaseId: ReturnCaseId,
  lines: t.readonlyArray(CaseUnits),
  trace: RuleTrace,
  overdueAt: Instant,
})

/** Nothing more is to come of it. */
export const ReturnCaseClosed = message('ReturnCaseClosed', {
  returnCaseId: ReturnCaseId,
  /** Lost on the way and made good to nobody: to be released. */
  unsettled: t.readonlyArray(CaseUnits),
  closedBy: Actor,
  closedAt: Instant,
})

/** Every event of a settlement, the replacements among them, and the closing of the case. */
export const settlementEvents = [
  SettlementProposed,
  SettlementApproved,
  SettlementRejected,
  RefundRequested,
  StoreCreditRequested,
  ReturnToCustomerDecided,
  RefundLegPending,
  RefundLegSettled,
  RefundLegFailed,
  RefundRetryWithdrawn,
  StoreCreditLegSettled,
  StoreCreditLegFailed,
  ReturnedToCustomer,
  ...replacementEvents,
  WithdrawalRefundOverdue,
  ReturnCaseClosed,
] as const

export type SettlementProposed = t.TypeOf<typeof SettlementProposed>
export type SettlementApproved = t.TypeOf<typeof SettlementApproved>
export type SettlementRejected = t.TypeOf<typeof SettlementRejected>
export type RefundRequested = t.TypeOf<typeof RefundRequested>
export type StoreCreditRequested = t.TypeOf<typeof StoreCreditRequested>
export type ReturnToCustomerDecided = t.TypeOf<typeof ReturnToCustomerDecided>
export type RefundLegPending = t.TypeOf<typeof RefundLegPending>
export type RefundLegSettled = t.TypeOf<typeof RefundLegSettled>
export type RefundLegFailed = t.TypeOf<typeof RefundLegFailed>
export type RefundRetryWithdrawn = t.TypeOf<typeof RefundRetryWithdrawn>
export type StoreCreditLegSettled = t.TypeOf<typeof StoreCreditLegSettled>
export type StoreCreditLegFailed = t.TypeOf<typeof StoreCreditLegFailed>
export type ReturnedToCustomer = t.TypeOf<typeof ReturnedToCustomer>
export type WithdrawalRefundOverdue = t.TypeOf<typeof WithdrawalRefundOverdue>
export type ReturnCaseClosed = t.TypeOf<typeof ReturnCaseClosed>
export type SettlementEvent = t.TypeOf<(typeof settlementEvents)[number]>
