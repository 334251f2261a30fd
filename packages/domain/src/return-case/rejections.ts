import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { Currency } from '../money/currency.js'
import type { AmountOutOfBounds } from '../money/money.js'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { ReservationId } from '../purchase/reservation-id.js'
import type { LineId } from '../units/index.js'
import type { RefusalReason } from './refusal-reason.js'
import type { ReturnCaseId } from './return-case-id.js'
import type { ReturnCaseKind } from './return-case-kind.js'
import { type SettlementRejection, settlementRejections } from './settlement/settlement-rejections.js'

/** Why a command to a return case is refused: the fact that stands against it. Nothing is recorded then. */
export type ReturnCaseRejection =
  | SettlementRejection
  | AmountOutOfBounds
  | { readonly reason: 'ReturnNotRequested' }
  | { readonly reason: 'ReturnAlreadyRequested'; readonly requestedAt: Instant }
  | { readonly reason: 'AddressedToAnotherCase'; readonly returnCaseId: ReturnCaseId }
  | { readonly reason: 'ReturnAlreadyRefused'; readonly refusedAt: Instant }
  | { readonly reason: 'ReturnAlreadyCancelled' }
  | { readonly reason: 'ReturnAlreadyExpired'; readonly expiredAt: Instant }
  | { readonly reason: 'ReturnAlreadyAuthorised'; readonly authorisedAt: Instant }
  | { readonly reason: 'ReturnNotAuthorised' }
  | { readonly reason: 'NothingRequested' }
  | { readonly reason: 'RequestLineRepeated'; readonly requestLineId: NonEmptyText }
  | { readonly reason: 'RequestLineNamesNothing'; readonly requestLineId: NonEmptyText }
  | {
      readonly reason: 'SerialsDifferFromQuantity'
      readonly quantity: number
      readonly serials: ReadonlyArray<NonEmptyText>
    }
  | { readonly reason: 'SerialsNeeded'; readonly requestLineId: NonEmptyText; readonly lineId: LineId }
  | { readonly reason: 'SerialRepeated'; readonly serial: NonEmptyText }
  | { readonly reason: 'EvidenceRepeated'; readonly purchaseId: PurchaseId }
  | { readonly reason: 'EvidenceMissing'; readonly requestLineId: NonEmptyText; readonly purchaseId: PurchaseId }
  | {
      readonly reason: 'PurchaseLineUnknown'
      readonly requestLineId: NonEmptyText
      readonly purchaseId: PurchaseId
      readonly lineId: LineId
    }
  | { readonly reason: 'CurrenciesMixed'; readonly currencies: ReadonlyArray<Currency> }
  | { readonly reason: 'TermsMissing'; readonly policyRef: PolicyRef }
  | { readonly reason: 'TermsDiffer'; readonly inForce: ReadonlyArray<PolicyRef> }
  | { readonly reason: 'ConditionNotDisclosed'; readonly refusedFor: RefusalReason; readonly policyRef: PolicyRef }
  | { readonly reason: 'NoReasonGiven' }
  | { readonly reason: 'LedgerNotOverridable'; readonly ruleId: RefusalReason }
  | { readonly reason: 'NothingRefusedFor'; readonly ruleId: RefusalReason }
  | { readonly reason: 'UnitsNotReserved'; readonly reservationIds: ReadonlyArray<ReservationId> }
  | { readonly reason: 'ReviewNeeded' }
  | { readonly reason: 'ReservationUnknown'; readonly reservationId: ReservationId }
  | { readonly reason: 'ReservationDiffers'; readonly reservationId: ReservationId }
  | { readonly reason: 'ReservationAlreadyConfirmed'; readonly reservationId: ReservationId }
  | { readonly reason: 'ReservationAlreadyRefused'; readonly reservationId: ReservationId }
  | { readonly reason: 'ParcelIdReused'; readonly parcelId: NonEmptyText }
  | { readonly reason: 'ScanIdReused'; readonly carrierEventId: NonEmptyText }
  | { readonly reason: 'ParcelNotInTransit'; readonly parcelId: NonEmptyText }
  | { readonly reason: 'CancellationIdReused'; readonly cancellationId: NonEmptyText }
  | { readonly reason: 'NothingAwaited' }
  | { readonly reason: 'NoPartNamed' }
  | { readonly reason: 'PartUnknown'; readonly purchaseId: PurchaseId; readonly lineId: LineId }
  | {
      readonly reason: 'PartExceedsAwaited'
      readonly purchaseId: PurchaseId
      readonly lineId: LineId
      readonly awaitedQuantity: number
    }
  | { readonly reason: 'ItemRepeated'; readonly itemId: NonEmptyText }
  | { readonly reason: 'ItemUnknown'; readonly itemId: NonEmptyText }
  | { readonly reason: 'InspectionIdReused'; readonly inspectionId: NonEmptyText }
  | { readonly reason: 'QuantityExceedsUninspected'; readonly itemId: NonEmptyText; readonly uninspected: number }
  | { readonly reason: 'SerialNotInItem'; readonly itemId: NonEmptyText; readonly serial: NonEmptyText }
  | { readonly reason: 'DeductionWithoutLegalBasis' }
  | { readonly reason: 'DeductionNotAllowed'; readonly kind: ReturnCaseKind }
  | { readonly reason: 'WithdrawalNotInformed' }
  | { readonly reason: 'DeductionExceedsValue'; readonly valueMinor: bigint }
  | { readonly reason: 'DispositionIdReused'; readonly dispositionId: NonEmptyText }
  | { readonly reason: 'UnitsMadeGood'; readonly itemId: NonEmptyText; readonly madeGood: number }
  | { readonly reason: 'QuantityExceedsUndecided'; readonly itemId: NonEmptyText; readonly undecided: number }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const returnCaseRejections: Readonly<Record<ReturnCaseRejection['reason'], string>> = {
  ...settlementRejections,
  AmountOutOfBounds: 'A sum comes to 10^18 minor units or more.',
  ReturnNotRequested: 'No such return was requested.',
  ReturnAlreadyRequested: 'The return was requested with other content.',
  AddressedToAnotherCase: 'The command names another return case than the one it was sent to.',
  ReturnAlreadyRefused: 'The return is refused; an override may reopen it.',
  ReturnAlreadyCancelled: 'The return is cancelled.',
  ReturnAlreadyExpired: 'The return expired: nothing was sent in time.',
  ReturnAlreadyAuthorised: 'The return is authorised already.',
  ReturnNotAuthorised: 'The return is not authorised yet.',
  NothingRequested: 'The request has no line.',
  RequestLineRepeated: 'Two lines of the request have the same id.',
  RequestLineNamesNothing: 'A request line names a purchase line by its purchase, or a product.',
  SerialsDifferFromQuantity: 'There are not as many serials as units.',
  SerialsNeeded: 'The line is tracked by serials; name those that come back.',
  SerialRepeated: 'One serial is named twice.',
  EvidenceRepeated: 'The evidence has one purchase twice.',
  EvidenceMissing: 'The request names a purchase that the evidence does not have.',
  PurchaseLineUnknown: 'The purchase has no such line.',
  CurrenciesMixed: 'The purchases drawn on were paid in several currencies; each needs a case of its own.',
  TermsMissing: 'A line was sold under a version of the policy that the command does not bring.',
  TermsDiffer: 'The terms are not a version that the request was judged under.',
  ConditionNotDisclosed: 'What it is refused for was not shown to the customer before the purchase.',
  NoReasonGiven: 'A refusal names its reasons.',
  LedgerNotOverridable: 'The reason is what the ledger of the purchase says; nobody overrides it.',
  NothingRefusedFor: 'Nothing of the request is refused for that reason.',
  UnitsNotReserved: 'The purchase has not reserved all that the case draws on yet.',
  ReviewNeeded: 'The request is in review: a person authorises it.',
  ReservationUnknown: 'The case draws on no such reservation.',
  ReservationDiffers: 'The reservation holds other units than the case draws on.',
  ReservationAlreadyConfirmed: 'The reservation was confirmed with other content.',
  ReservationAlreadyRefused: 'The reservation was refused already.',
  ParcelIdReused: 'The parcel is known with other content.',
  ScanIdReused: 'The scan is known with other content.',
  ParcelNotInTransit: 'No such parcel is on its way.',
  CancellationIdReused: 'The cancellation is known with other content.',
  NothingAwaited: 'Nothing is waited for any more.',
  NoPartNamed: 'The list of parts is empty; leave it out for all of it.',
  PartUnknown: 'The case waits for nothing of that purchase line.',
  PartExceedsAwaited: 'The case waits for fewer units of that purchase line.',
  ItemRepeated: 'Two items of the case have the same id.',
  ItemUnknown: 'No such item was received and taken.',
  InspectionIdReused: 'The inspection is known with other content.',
  QuantityExceedsUninspected: 'Fewer units of the item are left to inspect.',
  SerialNotInItem: 'The item has no unit of that serial left to decide of.',
  DeductionWithoutLegalBasis: 'A deduction names its legal basis.',
  DeductionNotAllowed: 'For that kind of return nothing is deducted on that basis.',
  WithdrawalNotInformed: 'Nothing is deducted from who was not informed of the right of withdrawal.',
  DeductionExceedsValue: 'More would be deducted than was paid for the units.',
  DispositionIdReused: 'The disposition is known with other content.',
  UnitsMadeGood: 'Money or goods were given for units that were to go back to the customer.',
  QuantityExceedsUndecided: 'Fewer units of the item are left to decide of.',
}
