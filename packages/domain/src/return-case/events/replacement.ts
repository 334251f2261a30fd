import { Actor, Instant, message, NonEmptyText, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { ReplacementId } from '../../purchase/replacement-id.js'
import { CaseUnits } from '../case-units.js'
import { ReturnCaseId } from '../return-case-id.js'
import { SettlementComponent } from '../settlement/money-plan.js'
import { PricedReplacement } from '../settlement/replacement.js'

const legFields = { returnCaseId: ReturnCaseId, legId: NonEmptyText }

/**
 * Other goods for units, on approval or chosen again. What is due from the customer is asked for, never taken; what is
 * due to the customer is requested as a refund beside it. One of the two is 0.
 */
export const ExchangeConfirmed = message('ExchangeConfirmed', {
  ...legFields,
  purchaseId: PurchaseId,
  replacementId: ReplacementId,
  lines: t.readonlyArray(CaseUnits),
  newLines: t.readonlyArray(PricedReplacement),
  currency: Currency,
  valueMinor: MinorUnits,
  priceMinor: MinorUnits,
  dueFromCustomerMinor: MinorUnits,
  dueToCustomerMinor: MinorUnits,
  /** Of what the customer paid for an earlier choice: not needed for this one, and to be given back on that payment. */
  paidBackMinor: MinorUnits,
  confirmedAt: Instant,
})

export const ExchangeSurplusPaid = message('ExchangeSurplusPaid', {
  ...legFields,
  /** The choice that it was paid for. */
  forReplacementId: ReplacementId,
  paymentId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  /** Still due after it; at 0 the goods may go. */
  stillDueMinor: MinorUnits,
  paidAt: Instant,
})

/** Another choice is to be made. */
export const ExchangeOutOfStock = message('ExchangeOutOfStock', {
  ...legFields,
  replacementId: ReplacementId,
  skus: t.readonlyArray(NonEmptyText),
  foundAt: Instant,
})

export const ExchangeGivenUp = message('ExchangeGivenUp', {
  ...legFields,
  because: NonEmptyText,
  /** What the customer had paid for it, to be given back on that payment. */
  paidBackMinor: MinorUnits,
  givenUpAt: Instant,
})

/** From now on the new units stand for the old ones, which are consumed. */
export const ExchangeDispatched = message('ExchangeDispatched', {
  ...legFields,
  purchaseId: PurchaseId,
  replacementId: ReplacementId,
  lines: t.readonlyArray(CaseUnits),
  newLines: t.readonlyArray(PricedReplacement),
  /** What the customer paid on top, payment by payment. */
  paidOnTop: t.readonlyArray(record({ paymentId: NonEmptyText, minor: MinorUnits })),
  dispatchedAt: Instant,
})

export const ExchangeDelivered = message('ExchangeDelivered', {
  ...legFields,
  replacementId: ReplacementId,
  deliveredAt: Instant,
})

/** The old units are not to be refunded any more; they are to come back by `returnBy`, exclusive. */
export const AdvanceReplacementSent = message('AdvanceReplacementSent', {
  ...legFields,
  purchaseId: PurchaseId,
  replacementId: ReplacementId,
  lines: t.readonlyArray(CaseUnits),
  newLines: t.readonlyArray(PricedReplacement),
  /** What was paid for each line's units: the most that is charged for them. */
  components: t.readonlyArray(SettlementComponent),
  terms: record({
    by: t.keyof({ hold: null, charge: null }),
    minor: MinorUnits,
    currency: Currency,
    paymentRef: NonEmptyText,
    agreedAt: Instant,
  }),
  returnBy: Instant,
  trace: RuleTrace,
  sentAt: Instant,
})

export const AdvanceReplacementDelivered = message('AdvanceReplacementDelivered', {
  ...legFields,
  deliveredAt: Instant,
})

/** The replacement itself came back: the old units may be settled otherwise. */
export const AdvanceReplacementReturned = message('AdvanceReplacementReturned', {
  ...legFields,
  returnedAt: Instant,
})

/** Delivered, and these old units were not back in time. */
export const UnreturnedCharged = message('UnreturnedCharged', {
  ...legFields,
  lines: t.readonlyArray(CaseUnits),
  minor: MinorUnits,
  currency: Currency,
  paymentRef: NonEmptyText,
  trace: RuleTrace,
  chargedAt: Instant,
})

/** These came after all. */
export const UnreturnedChargeReversed = message('UnreturnedChargeReversed', {
  ...legFields,
  lines: t.readonlyArray(CaseUnits),
  minor: MinorUnits,
  currency: Currency,
  paymentRef: NonEmptyText,
  reversedBy: Actor,
  reversedAt: Instant,
})

export const replacementEvents = [
  ExchangeConfirmed,
  ExchangeSurplusPaid,
  ExchangeOutOfStock,
  ExchangeGivenUp,
  ExchangeDispatched,
  ExchangeDelivered,
  AdvanceReplacementSent,
  AdvanceReplacementDelivered,
  AdvanceReplacementReturned,
  UnreturnedCharged,
  UnreturnedChargeReversed,
] as const

export type ExchangeConfirmed = t.TypeOf<typeof ExchangeConfirmed>
export type ExchangeSurplusPaid = t.TypeOf<typeof ExchangeSurplusPaid>
export type ExchangeOutOfStock = t.TypeOf<typeof ExchangeOutOfStock>
export type ExchangeGivenUp = t.TypeOf<typeof ExchangeGivenUp>
export type ExchangeDispatched = t.TypeOf<typeof ExchangeDispatched>
export type ExchangeDelivered = t.TypeOf<typeof ExchangeDelivered>
export type AdvanceReplacementSent = t.TypeOf<typeof AdvanceReplacementSent>
export type AdvanceReplacementDelivered = t.TypeOf<typeof AdvanceReplacementDelivered>
export type AdvanceReplacementReturned = t.TypeOf<typeof AdvanceReplacementReturned>
export type UnreturnedCharged = t.TypeOf<typeof UnreturnedCharged>
export type UnreturnedChargeReversed = t.TypeOf<typeof UnreturnedChargeReversed>
