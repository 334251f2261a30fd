import { Instant, message, NonEmptyText, optional, PolicyRef, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Period } from '../../calendar/period.js'
import { Zone } from '../../calendar/zone.js'
import { Channel } from '../../channel/channel.js'
import { CustomerId } from '../../customer/customer-id.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { DisclosurePhase } from '../../policy/disclosure/disclosure.js'
import { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import { PurchaseId } from '../purchase-id.js'
import { FeeCharge, Payment, ShippingCharge, Tender } from '../sale/charges.js'
import { MarketCode, SaleChannel } from '../sale/market.js'
import { ReceiptKind } from '../sale/receipt-kind.js'
import { SoldLine } from '../sale/sold-line.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

export const PurchaseRecorded = message('PurchaseRecorded', {
  purchaseId: PurchaseId,
  customerId: optional(CustomerId),
  purchasedAt: Instant,
  zone: Zone,
  marketCode: MarketCode,
  channel: SaleChannel,
  currency: Currency,
  lines: t.readonlyArray(SoldLine),
  promotions: optional(t.readonlyArray(SalePromotion)),
  shipping: t.readonlyArray(ShippingCharge),
  fees: t.readonlyArray(FeeCharge),
  payments: t.readonlyArray(Payment),
  totalMinor: MinorUnits,
  promised: optional(record({ fromDate: LocalDate, toDate: LocalDate })),
  isTest: optional(t.boolean),
})

/** Taken after the purchase: the rest of what was owed, or what a dearer replacement costs more. */
export const PaymentRecorded = message('PaymentRecorded', {
  purchaseId: PurchaseId,
  paymentId: NonEmptyText,
  tender: Tender,
  capturedMinor: MinorUnits,
  currency: Currency,
  capturedAt: Instant,
})

/**
 * `phase` is what the ledger takes it for: what was said to have been shown before the purchase, and was shown after it,
 * is post-purchase, with `toldAs` and `because` saying so.
 */
export const PolicyDisclosed = message('PolicyDisclosed', {
  purchaseId: PurchaseId,
  policyRef: PolicyRef,
  phase: DisclosurePhase,
  channel: Channel,
  conditionsShown: t.readonlyArray(NonEmptyText),
  maxTime: optional(Period),
  shownAt: Instant,
  toldAs: optional(DisclosurePhase),
  because: optional(t.literal('DisclosureTooLate')),
})

export const ReceiptIssued = message('ReceiptIssued', {
  purchaseId: PurchaseId,
  kind: ReceiptKind,
  ref: NonEmptyText,
  amountMinor: optional(MinorUnits),
  issuedAt: Instant,
})

export const ReceiptEvidenceRegistered = message('ReceiptEvidenceRegistered', {
  purchaseId: PurchaseId,
  evidenceId: NonEmptyText,
  kind: ReceiptKind,
  ref: NonEmptyText,
  issuedOn: LocalDate,
  amountMinor: optional(MinorUnits),
  verified: t.boolean,
  registeredAt: Instant,
})

/** Every event of the sale, in the order of this file. */
export const saleEvents = [
  PurchaseRecorded,
  PaymentRecorded,
  PolicyDisclosed,
  ReceiptIssued,
  ReceiptEvidenceRegistered,
] as const

export type PurchaseRecorded = t.TypeOf<typeof PurchaseRecorded>
export type PaymentRecorded = t.TypeOf<typeof PaymentRecorded>
export type PolicyDisclosed = t.TypeOf<typeof PolicyDisclosed>
export type ReceiptIssued = t.TypeOf<typeof ReceiptIssued>
export type ReceiptEvidenceRegistered = t.TypeOf<typeof ReceiptEvidenceRegistered>
export type SaleEvent = t.TypeOf<(typeof saleEvents)[number]>
