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

export const RecordPurchase = message('RecordPurchase', {
  purchaseId: PurchaseId,
  customerId: optional(CustomerId),
  purchasedAt: Instant,
  zone: Zone,
  marketCode: MarketCode,
  channel: SaleChannel,
  currency: Currency,
  lines: t.readonlyArray(SoldLine),
  /** All that the lines were discounted by, as it was promised that day; absent where it is not told. */
  promotions: optional(t.readonlyArray(SalePromotion)),
  shipping: t.readonlyArray(ShippingCharge),
  fees: t.readonlyArray(FeeCharge),
  payments: t.readonlyArray(Payment),
  /** Of lines, shipping and fees, tax and all: what is to be paid, whether or not it was yet. */
  totalMinor: MinorUnits,
  /** When it was promised to come, both days included. */
  promised: optional(record({ fromDate: LocalDate, toDate: LocalDate })),
  isTest: optional(t.boolean),
})

export const RecordPayment = message('RecordPayment', {
  purchaseId: PurchaseId,
  paymentId: NonEmptyText,
  tender: Tender,
  capturedMinor: MinorUnits,
  currency: Currency,
  capturedAt: Instant,
})

/** Whether there is such a policy at such a version, the catalogue knows: ask it before. */
export const DisclosePolicy = message('DisclosePolicy', {
  purchaseId: PurchaseId,
  policyRef: PolicyRef,
  phase: DisclosurePhase,
  channel: Channel,
  /** The conditions that were to be seen, by their codes in the policy. */
  conditionsShown: t.readonlyArray(NonEmptyText),
  /** How long the customer was told to have, at most, to give something back. */
  maxTime: optional(Period),
  shownAt: Instant,
})

export const IssueReceipt = message('IssueReceipt', {
  purchaseId: PurchaseId,
  kind: ReceiptKind,
  ref: NonEmptyText,
  amountMinor: optional(MinorUnits),
  issuedAt: Instant,
})

export const RegisterReceiptEvidence = message('RegisterReceiptEvidence', {
  purchaseId: PurchaseId,
  evidenceId: NonEmptyText,
  kind: ReceiptKind,
  /** The document's own number, never an account's. */
  ref: NonEmptyText,
  issuedOn: LocalDate,
  amountMinor: optional(MinorUnits),
  verified: t.boolean,
  registeredAt: Instant,
})

/** Every command about the sale, in the order of this file. */
export const saleCommands = [
  RecordPurchase,
  RecordPayment,
  DisclosePolicy,
  IssueReceipt,
  RegisterReceiptEvidence,
] as const

export type RecordPurchase = t.TypeOf<typeof RecordPurchase>
export type RecordPayment = t.TypeOf<typeof RecordPayment>
export type DisclosePolicy = t.TypeOf<typeof DisclosePolicy>
export type IssueReceipt = t.TypeOf<typeof IssueReceipt>
export type RegisterReceiptEvidence = t.TypeOf<typeof RegisterReceiptEvidence>
export type SaleCommand = t.TypeOf<(typeof saleCommands)[number]>
