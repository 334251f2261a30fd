import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { CurrencyMismatch } from '../../money/money.js'
import type { PurchaseId } from '../../purchase/purchase-id.js'
import type { RefundId } from '../../purchase/refund-id.js'
import type { ReplacementId } from '../../purchase/replacement-id.js'
import type { StoreCreditId } from '../../store-credit/store-credit-id.js'
import type { LineId } from '../../units/index.js'

interface OfLeg {
  readonly legId: NonEmptyText
}

interface OfLine extends OfLeg {
  readonly purchaseId: PurchaseId
  readonly lineId: LineId
}

/** Why a command about a settlement is refused: the fact that stands against it. Nothing is recorded then. */
export type SettlementRejection =
  | CurrencyMismatch
  | { readonly reason: 'ReturnNotAuthorised' }
  | { readonly reason: 'TermsDiffer'; readonly inForce: ReadonlyArray<PolicyRef> }
  | { readonly reason: 'EvidenceRepeated'; readonly purchaseId: PurchaseId }
  | { readonly reason: 'ReturnCaseAlreadyClosed'; readonly closedAt: Instant }
  | { readonly reason: 'SettlementIdReused'; readonly settlementId: NonEmptyText }
  | { readonly reason: 'SettlementUnknown'; readonly settlementId: NonEmptyText }
  | { readonly reason: 'SettlementAlreadyApproved'; readonly settlementId: NonEmptyText }
  | { readonly reason: 'SettlementAlreadyRejected'; readonly settlementId: NonEmptyText }
  | { readonly reason: 'NothingToSettle' }
  | ({ readonly reason: 'LegIdReused' } & OfLeg)
  | ({ readonly reason: 'LegUnknown' } & OfLeg)
  | ({ readonly reason: 'LegStandsOtherwise'; readonly status: string } & OfLeg)
  | { readonly reason: 'RefundIdReused'; readonly refundId: RefundId }
  | { readonly reason: 'ReplacementIdReused'; readonly replacementId: ReplacementId }
  | { readonly reason: 'CreditIdReused'; readonly creditId: StoreCreditId }
  | { readonly reason: 'SettlementEvidenceMissing'; readonly purchaseId: PurchaseId }
  | { readonly reason: 'EvidenceContradictsReservation'; readonly purchaseId: PurchaseId; readonly lineId: LineId }
  | ({ readonly reason: 'UnitsNotHeld' } & OfLine)
  | ({ readonly reason: 'UnitsNotReceived'; readonly quantity: number } & OfLine)
  | ({ readonly reason: 'UnitsAlreadySettled'; readonly quantity: number } & OfLine)
  | ({ readonly reason: 'UnitsGoBack'; readonly quantity: number } & OfLine)
  | { readonly reason: 'PaymentUnknown'; readonly purchaseId: PurchaseId; readonly paymentId: NonEmptyText }
  | { readonly reason: 'PaymentInDispute'; readonly paymentId: NonEmptyText }
  | { readonly reason: 'TenderRepeated'; readonly paymentId: NonEmptyText }
  | {
      readonly reason: 'TenderExceeded'
      readonly paymentId: NonEmptyText
      readonly refundableMinor: bigint
      readonly askedMinor: bigint
    }
  | { readonly reason: 'TendersDifferFromSum'; readonly plannedMinor: bigint; readonly owedMinor: bigint }
  | {
      readonly reason: 'ExceedsRefundable'
      readonly purchaseId: PurchaseId
      readonly refundableMinor: bigint
      readonly owedMinor: bigint
    }
  | ({ readonly reason: 'StoreCreditNotAgreed' } & OfLeg)
  | ({ readonly reason: 'ClaimCodeMissing'; readonly creditId: StoreCreditId } & OfLeg)
  | ({ readonly reason: 'ReplacementMissing' } & OfLeg)
  | ({ readonly reason: 'ReplacementPricesMixed' } & OfLeg)
  | ({
      readonly reason: 'ReplacementQuantityDiffers'
      readonly unitsGivenBack: number
      readonly unitsOffered: number
    } & OfLeg)
  | ({ readonly reason: 'DifferencePayoutMissing'; readonly dueToCustomerMinor: bigint } & OfLeg)
  | { readonly reason: 'RefundUnknown'; readonly refundId: RefundId }
  | { readonly reason: 'RefundAlreadyPaid'; readonly refundId: RefundId }
  | { readonly reason: 'ProviderRefMissing'; readonly refundId: RefundId }
  | { readonly reason: 'FailureUnexplained'; readonly refundId: RefundId }
  | { readonly reason: 'PaymentIdReused'; readonly paymentId: NonEmptyText }
  | ({ readonly reason: 'MoreThanDue'; readonly stillDueMinor: bigint; readonly paidMinor: bigint } & OfLeg)
  | ({ readonly reason: 'AmountStillDue'; readonly stillDueMinor: bigint } & OfLeg)
  | ({ readonly reason: 'ReplacementDiffers'; readonly replacementId: ReplacementId } & OfLeg)
  | ({ readonly reason: 'DifferenceAlreadyRequested' } & OfLeg)
  | ({ readonly reason: 'AdvanceAtPaidPriceOnly' } & OfLeg)
  | ({ readonly reason: 'UnitsNotAwaited'; readonly quantity: number } & OfLine)
  | ({ readonly reason: 'ChargeExceedsPaid'; readonly paidMinor: bigint; readonly askedMinor: bigint } & OfLeg)
  | ({ readonly reason: 'ReturnDueBeforeSent'; readonly returnBy: Instant } & OfLeg)
  | ({ readonly reason: 'TermsAgreedLater'; readonly agreedAt: Instant } & OfLeg)
  | ({ readonly reason: 'NothingCharged' } & OfLeg)
  | ({ readonly reason: 'UnitsStillOut'; readonly quantity: number } & OfLeg)
  | { readonly reason: 'LegsOpen'; readonly legIds: ReadonlyArray<NonEmptyText> }
  | { readonly reason: 'UnitsUnsettled'; readonly quantity: number }
  | { readonly reason: 'UnitsStillAwaited'; readonly quantity: number }

/** Each reason with what it means to who sent the command; those that the whole case knows are told there. */
export const settlementRejections = {
  CurrencyMismatch: 'The leg is in another currency; amounts are never converted.',
  ReturnCaseAlreadyClosed: 'The case is closed.',
  SettlementIdReused: 'The settlement was proposed with other content.',
  SettlementUnknown: 'No such settlement was proposed.',
  SettlementAlreadyApproved: 'The settlement is approved; what it does cannot be taken back.',
  SettlementAlreadyRejected: 'The settlement is rejected; propose another.',
  NothingToSettle: 'A settlement has a leg, and a leg has units.',
  LegIdReused: 'The case has a leg of that id already, or keeps the id for the difference of an exchange.',
  LegUnknown: 'The case has no such leg of that kind.',
  LegStandsOtherwise: 'The leg has come to another point.',
  RefundIdReused: 'The case asked for another refund by that id.',
  ReplacementIdReused: 'The case has another replacement by that id.',
  CreditIdReused: 'The case asked for another store credit by that id.',
  SettlementEvidenceMissing: 'A leg is about a purchase that the evidence does not have.',
  EvidenceContradictsReservation: 'The purchase confirmed other values for the units than the evidence gives.',
  UnitsNotHeld: 'The case does not hold all of those units.',
  UnitsNotReceived: 'Units did not come back, and are neither to be kept nor lost at the seller’s risk.',
  UnitsGoBack: 'It was decided that the units go back to the customer.',
  UnitsAlreadySettled: 'A leg has those units already.',
  PaymentUnknown: 'The purchase has no such payment.',
  PaymentInDispute: 'The payment is disputed: nothing can be refunded on it.',
  TenderRepeated: 'The plan names a payment twice.',
  TenderExceeded: 'Less than that may still be refunded on the payment.',
  TendersDifferFromSum: 'The plan adds up to another sum than is owed.',
  ExceedsRefundable: 'Less than that may still be refunded on all payments together.',
  StoreCreditNotAgreed: 'The customer is owed money, and did not agree to store credit.',
  ClaimCodeMissing: 'The customer is not known: the credit needs a claim code.',
  ReplacementMissing: 'An exchange names what the customer gets.',
  ReplacementPricesMixed: 'Either every line of the replacement has a price, or none.',
  ReplacementQuantityDiffers: 'At the paid price as many units are given as came back.',
  DifferencePayoutMissing: 'The replacement costs less: how the rest goes to the customer is not said.',
  RefundUnknown: 'The leg asked for no such refund.',
  RefundAlreadyPaid: 'The refund was paid.',
  ProviderRefMissing: 'Who paid the refund out has a reference for it.',
  FailureUnexplained: 'A refund fails for a reason.',
  PaymentIdReused: 'The payment is known with other content.',
  MoreThanDue: 'The customer owes less than that for the replacement.',
  AmountStillDue: 'The customer has not paid what the replacement costs more.',
  ReplacementDiffers: 'Another replacement was chosen for the leg.',
  DifferenceAlreadyRequested: 'What the replacement cost less was requested for the customer already.',
  AdvanceAtPaidPriceOnly: 'What is sent in advance is given at what was paid for the units.',
  UnitsNotAwaited: 'Units are not waited for: they came, or were never authorised.',
  ChargeExceedsPaid: 'Less than that was paid for the units.',
  ReturnDueBeforeSent: 'The old units are due back after the replacement is sent.',
  TermsAgreedLater: 'The customer agreed only after it was sent.',
  NothingCharged: 'Nothing was charged for units that stayed out.',
  UnitsStillOut: 'Units that were charged did not come back.',
  LegsOpen: 'Something is still to come of a leg.',
  UnitsUnsettled: 'Units came back that no leg has.',
  UnitsStillAwaited: 'Units are still waited for: cancel them, or let them expire.',
} as const satisfies Readonly<
  Record<Exclude<SettlementRejection['reason'], 'ReturnNotAuthorised' | 'TermsDiffer' | 'EvidenceRepeated'>, string>
>
