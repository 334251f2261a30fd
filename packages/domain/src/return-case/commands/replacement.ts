import { Actor, Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { ReplacementId } from '../../purchase/replacement-id.js'
import { PurchaseEvidence } from '../purchase-evidence.js'
import { ReturnCaseId } from '../return-case-id.js'
import { LegUnits, PayoutChoice } from '../settlement/proposed-leg.js'
import { OfferedReplacement } from '../settlement/replacement.js'

/** The customer paid what the replacement costs more, or a part of that. It is never charged unasked. */
export const RecordExchangePayment = message('RecordExchangePayment', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  paidAt: Instant,
})

export const ReportOutOfStock = message('ReportOutOfStock', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  replacementId: ReplacementId,
  skus: t.readonlyArray(NonEmptyText),
  reportedAt: Instant,
})

/** Other goods in the place of those that are out of stock. */
export const ChooseReplacement = message('ChooseReplacement', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  replacementId: ReplacementId,
  replacement: t.readonlyArray(OfferedReplacement),
  difference: optional(PayoutChoice),
  evidence: PurchaseEvidence,
  chosenAt: Instant,
})

/** No goods instead: the units may be settled otherwise. */
export const GiveUpExchange = message('GiveUpExchange', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  because: NonEmptyText,
  givenUpAt: Instant,
})

export const RecordExchangeDispatch = message('RecordExchangeDispatch', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  replacementId: ReplacementId,
  dispatchedAt: Instant,
})

export const RecordExchangeDelivery = message('RecordExchangeDelivery', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  replacementId: ReplacementId,
  deliveredAt: Instant,
})

/** Goods instead before the old ones are back, on what was agreed about those: money held, or charged if they stay out. */
export const SendAdvanceReplacement = message('SendAdvanceReplacement', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  purchaseId: PurchaseId,
  /** What was authorised to come back and did not yet. */
  lines: t.readonlyArray(LegUnits),
  replacementId: ReplacementId,
  replacement: t.readonlyArray(OfferedReplacement),
  terms: record({
    by: t.keyof({ hold: null, charge: null }),
    /** For all the units; never more than was paid for them. */
    minor: MinorUnits,
    currency: Currency,
    /** What is held or will be charged, as the payer's provider knows it. */
    paymentRef: NonEmptyText,
    /** When the customer agreed to it. */
    agreedAt: Instant,
  }),
  /** By when the old ones have to be back, exclusive. */
  returnBy: Instant,
  evidence: PurchaseEvidence,
  sentAt: Instant,
})

export const RecordAdvanceReplacementDelivery = message('RecordAdvanceReplacementDelivery', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  deliveredAt: Instant,
})

/** The replacement itself came back, refused or not wanted: there is nothing to charge. */
export const RecordAdvanceReplacementReturn = message('RecordAdvanceReplacementReturn', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  returnedAt: Instant,
})

/** Issued by the passing of time; does nothing unless the replacement was delivered and old units are still out. */
export const ChargeUnreturned = message('ChargeUnreturned', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  dueAt: Instant,
})

/** The old units came after they were charged. */
export const ReverseUnreturnedCharge = message('ReverseUnreturnedCharge', {
  returnCaseId: ReturnCaseId,
  legId: NonEmptyText,
  reversedBy: Actor,
  reversedAt: Instant,
})

export const replacementCommands = [
  RecordExchangePayment,
  ReportOutOfStock,
  ChooseReplacement,
  GiveUpExchange,
  RecordExchangeDispatch,
  RecordExchangeDelivery,
  SendAdvanceReplacement,
  RecordAdvanceReplacementDelivery,
  RecordAdvanceReplacementReturn,
  ChargeUnreturned,
  ReverseUnreturnedCharge,
] as const

export type RecordExchangePayment = t.TypeOf<typeof RecordExchangePayment>
export type ReportOutOfStock = t.TypeOf<typeof ReportOutOfStock>
export type ChooseReplacement = t.TypeOf<typeof ChooseReplacement>
export type GiveUpExchange = t.TypeOf<typeof GiveUpExchange>
export type RecordExchangeDispatch = t.TypeOf<typeof RecordExchangeDispatch>
export type RecordExchangeDelivery = t.TypeOf<typeof RecordExchangeDelivery>
export type SendAdvanceReplacement = t.TypeOf<typeof SendAdvanceReplacement>
export type RecordAdvanceReplacementDelivery = t.TypeOf<typeof RecordAdvanceReplacementDelivery>
export type RecordAdvanceReplacementReturn = t.TypeOf<typeof RecordAdvanceReplacementReturn>
export type ChargeUnreturned = t.TypeOf<typeof ChargeUnreturned>
export type ReverseUnreturnedCharge = t.TypeOf<typeof ReverseUnreturnedCharge>
