import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { CustomerId } from '../customer/customer-id.js'
import { Currency } from '../money/currency.js'
import { MinorUnits } from '../money/minor-units.js'
import { CreditCause, CreditExpiry } from './credit-terms.js'
import { StoreCreditId } from './store-credit-id.js'

// Every command that moves money names its currency, and an id of its own: the same id again is the same deed.

/** To a known customer, or to a guest by a claim code: exactly one of them. */
export const IssueStoreCredit = message('IssueStoreCredit', {
  creditId: StoreCreditId,
  customerId: optional(CustomerId),
  claimCode: optional(personal(NonEmptyText)),
  minor: MinorUnits,
  currency: Currency,
  expiry: optional(CreditExpiry),
  cause: CreditCause,
  issuedAt: Instant,
})

/** The guest became a customer, or is one: who knows the code has the credit from now on. */
export const ClaimStoreCredit = message('ClaimStoreCredit', {
  creditId: StoreCreditId,
  claimCode: personal(NonEmptyText),
  customerId: CustomerId,
  claimedAt: Instant,
})

/** Sets a part of the balance aside for a payment of its holder's: the customer, or who has the code of one unclaimed. */
export const AuthoriseStoreCredit = message('AuthoriseStoreCredit', {
  creditId: StoreCreditId,
  customerId: optional(CustomerId),
  claimCode: optional(personal(NonEmptyText)),
  authorisationId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  authorisedAt: Instant,
})

/** Spends what was set aside, in one piece or in several. */
export const CaptureStoreCredit = message('CaptureStoreCredit', {
  creditId: StoreCreditId,
  authorisationId: NonEmptyText,
  captureId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  /** No further piece is coming: what is left of the authorisation is free again. */
  isLast: t.boolean,
  capturedAt: Instant,
})

/** Frees what is left of an authorisation. */
export const VoidStoreCredit = message('VoidStoreCredit', {
  creditId: StoreCreditId,
  authorisationId: NonEmptyText,
  voidedAt: Instant,
})

/** Gives back what a capture paid for and was returned. */
export const CreditStoreCredit = message('CreditStoreCredit', {
  creditId: StoreCreditId,
  creditingId: NonEmptyText,
  captureId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  /** A new last day; needed once the old one is over. Never an earlier one. */
  extendsTo: optional(LocalDate),
  creditedAt: Instant,
})

/** Issued by the passing of time; does nothing where the credit is valid for longer by now. */
export const ExpireStoreCredit = message('ExpireStoreCredit', {
  creditId: StoreCreditId,
  dueAt: Instant,
})

/** Whoever gave it takes it back: what is left is void, what was set aside too. `because` is a code. */
export const InvalidateStoreCredit = message('InvalidateStoreCredit', {
  creditId: StoreCreditId,
  because: NonEmptyText,
  invalidatedAt: Instant,
})

export const StoreCreditCommand = t.union([
  IssueStoreCredit,
  ClaimStoreCredit,
  AuthoriseStoreCredit,
  CaptureStoreCredit,
  VoidStoreCredit,
  CreditStoreCredit,
  ExpireStoreCredit,
  InvalidateStoreCredit,
])

export type IssueStoreCredit = t.TypeOf<typeof IssueStoreCredit>
export type ClaimStoreCredit = t.TypeOf<typeof ClaimStoreCredit>
export type AuthoriseStoreCredit = t.TypeOf<typeof AuthoriseStoreCredit>
export type CaptureStoreCredit = t.TypeOf<typeof CaptureStoreCredit>
export type VoidStoreCredit = t.TypeOf<typeof VoidStoreCredit>
export type CreditStoreCredit = t.TypeOf<typeof CreditStoreCredit>
export type ExpireStoreCredit = t.TypeOf<typeof ExpireStoreCredit>
export type InvalidateStoreCredit = t.TypeOf<typeof InvalidateStoreCredit>
export type StoreCreditCommand = t.TypeOf<typeof StoreCreditCommand>
