import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { CurrencyMismatch } from '../money/money.js'
import type { StoreCreditId } from './store-credit-id.js'

/** Why a command to a store credit is refused: the fact that stands against it. Nothing is recorded then. */
export type StoreCreditRejection =
  | CurrencyMismatch
  | { readonly reason: 'CreditNotIssued' }
  | { readonly reason: 'CreditAlreadyIssued'; readonly issuedAt: Instant }
  | { readonly reason: 'AddressedToAnotherCredit'; readonly creditId: StoreCreditId }
  | { readonly reason: 'CreditHolderUnclear'; readonly customerGiven: boolean; readonly claimCodeGiven: boolean }
  | { readonly reason: 'NothingToMove' }
  | { readonly reason: 'ExpiryBeforeIssue'; readonly expiresOn: LocalDate; readonly issuedOn: LocalDate }
  | { readonly reason: 'ExpiryOutOfCalendar'; readonly expiresOn: LocalDate }
  | { readonly reason: 'NotToBeClaimed' }
  | { readonly reason: 'ClaimCodeWrong' }
  | { readonly reason: 'ClaimedByAnother' }
  | { readonly reason: 'NotTheHolder' }
  | { readonly reason: 'BeforeIssue'; readonly issuedAt: Instant }
  | { readonly reason: 'CreditOverSince'; readonly validUntil: Instant }
  | { readonly reason: 'CreditInvalid'; readonly because: NonEmptyText; readonly invalidatedAt: Instant }
  | { readonly reason: 'BalanceTooLow'; readonly freeMinor: bigint; readonly askedMinor: bigint }
  | { readonly reason: 'AuthorisationUnknown'; readonly authorisationId: NonEmptyText }
  | { readonly reason: 'AuthorisationIdReused'; readonly authorisationId: NonEmptyText }
  | {
      readonly reason: 'AuthorisationExceeded'
      readonly authorisationId: NonEmptyText
      readonly openMinor: bigint
      readonly askedMinor: bigint
    }
  | { readonly reason: 'AuthorisationUsedUp'; readonly authorisationId: NonEmptyText }
  | { readonly reason: 'CaptureUnknown'; readonly captureId: NonEmptyText }
  | { readonly reason: 'CaptureIdReused'; readonly captureId: NonEmptyText }
  | {
      readonly reason: 'CaptureExceeded'
      readonly captureId: NonEmptyText
      readonly leftMinor: bigint
      readonly askedMinor: bigint
    }
  | { readonly reason: 'CreditingIdReused'; readonly creditingId: NonEmptyText }
  | { readonly reason: 'ExpiryBroughtForward'; readonly expiresOn: LocalDate }
  | { readonly reason: 'NeverExpires' }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const storeCreditRejections: Readonly<Record<StoreCreditRejection['reason'], string>> = {
  CurrencyMismatch: 'The credit is in another currency; amounts are never converted.',
  CreditNotIssued: 'No such credit was issued.',
  CreditAlreadyIssued: 'The credit was issued with other content.',
  AddressedToAnotherCredit: 'The command names another credit than the one it was sent to.',
  CreditHolderUnclear: 'A credit is given to a customer or to who has the claim code: to exactly one of them.',
  NothingToMove: 'The amount is 0.',
  ExpiryBeforeIssue: 'The last day lies before the day of the issue.',
  ExpiryOutOfCalendar: 'The last day is the last of the calendar; leave it out for a credit that never expires.',
  NotToBeClaimed: 'The credit was given to a customer: there is nothing to claim.',
  ClaimCodeWrong: 'The claim code is not that of the credit.',
  ClaimedByAnother: 'Another customer claimed the credit.',
  NotTheHolder: 'The credit is spent by its customer, or by who has the code of one that nobody claimed yet.',
  BeforeIssue: 'The credit was issued only later.',
  CreditOverSince: 'The last day of the credit is over.',
  CreditInvalid: 'The credit was taken back.',
  BalanceTooLow: 'Less than that is free: not spent, and not set aside for another payment.',
  AuthorisationUnknown: 'The credit has no such authorisation.',
  AuthorisationIdReused: 'The authorisation was made with other content.',
  AuthorisationExceeded: 'Less than that is left of the authorisation.',
  AuthorisationUsedUp: 'The whole authorisation was captured: there is nothing to free.',
  CaptureUnknown: 'The credit has no such capture.',
  CaptureIdReused: 'The capture was made with other content.',
  CaptureExceeded: 'Less than that was captured and not given back since.',
  CreditingIdReused: 'Something else was given back by that id.',
  ExpiryBroughtForward: 'What is given back cannot end the credit earlier.',
  NeverExpires: 'The credit has no last day that could be moved.',
}
