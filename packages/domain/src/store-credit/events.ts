import { Instant, message, NonEmptyText, optional, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { CustomerId } from '../customer/customer-id.js'
import { Currency } from '../money/currency.js'
import { MinorUnits } from '../money/minor-units.js'
import { CreditCause, CreditExpiry } from './credit-terms.js'
import { StoreCreditId } from './store-credit-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's own list, never free text: it is kept in clear.

export const StoreCreditIssued = message(
  'StoreCreditIssued',
  {
    creditId: StoreCreditId,
    customerId: optional(CustomerId),
    claimCode: optional(personal(NonEmptyText)),
    minor: MinorUnits,
    currency: Currency,
    expiry: optional(CreditExpiry),
    /** 24:00 of the last day in the zone; absent where the credit never expires. */
    validUntil: optional(Instant),
    cause: CreditCause,
    issuedAt: Instant,
  },
  { description: 'A customer, or a guest by a claim code, may spend that much.' },
)

export const StoreCreditClaimed = message('StoreCreditClaimed', {
  creditId: StoreCreditId,
  customerId: CustomerId,
  claimedAt: Instant,
})

export const StoreCreditAuthorised = message('StoreCreditAuthorised', {
  creditId: StoreCreditId,
  authorisationId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  authorisedAt: Instant,
})

export const StoreCreditCaptured = message('StoreCreditCaptured', {
  creditId: StoreCreditId,
  authorisationId: NonEmptyText,
  captureId: NonEmptyText,
  minor: MinorUnits,
  currency: Currency,
  isLast: t.boolean,
  capturedAt: Instant,
})

export const StoreCreditVoided = message(
  'StoreCreditVoided',
  {
    creditId: StoreCreditId,
    authorisationId: NonEmptyText,
    /** What was still set aside by it. */
    minor: MinorUnits,
    voidedAt: Instant,
  },
  { description: 'What was left of an authorisation is free again.' },
)

export const StoreCreditCredited = message(
  'StoreCreditCredited',
  {
    creditId: StoreCreditId,
    creditingId: NonEmptyText,
    captureId: NonEmptyText,
    minor: MinorUnits,
    currency: Currency,
    /** Both where the credit is valid for longer than before. */
    expiry: optional(CreditExpiry),
    validUntil: optional(Instant),
    creditedAt: Instant,
  },
  { description: 'What a capture paid for came back, and the credit with it.' },
)

export const StoreCreditExpired = message(
  'StoreCreditExpired',
  {
    creditId: StoreCreditId,
    /** The free part of the balance, lost by it. What is set aside can still be captured. */
    minor: MinorUnits,
    expiredAt: Instant,
  },
  { description: 'The last day is over. Again where something that was set aside comes free later.' },
)

export const StoreCreditInvalidated = message('StoreCreditInvalidated', {
  creditId: StoreCreditId,
  because: NonEmptyText,
  /** The balance, lost by it. */
  minor: MinorUnits,
  /** What had been spent before and not been given back. */
  spentMinor: MinorUnits,
  invalidatedAt: Instant,
})

/** In the order in which a credit usually meets them. */
export const storeCreditEvents = [
  StoreCreditIssued,
  StoreCreditClaimed,
  StoreCreditAuthorised,
  StoreCreditCaptured,
  StoreCreditVoided,
  StoreCreditCredited,
  StoreCreditExpired,
  StoreCreditInvalidated,
] as const

export const StoreCreditEvent = t.union([
  StoreCreditIssued,
  StoreCreditClaimed,
  StoreCreditAuthorised,
  StoreCreditCaptured,
  StoreCreditVoided,
  StoreCreditCredited,
  StoreCreditExpired,
  StoreCreditInvalidated,
])

export type StoreCreditIssued = t.TypeOf<typeof StoreCreditIssued>
export type StoreCreditClaimed = t.TypeOf<typeof StoreCreditClaimed>
export type StoreCreditAuthorised = t.TypeOf<typeof StoreCreditAuthorised>
export type StoreCreditCaptured = t.TypeOf<typeof StoreCreditCaptured>
export type StoreCreditVoided = t.TypeOf<typeof StoreCreditVoided>
export type StoreCreditCredited = t.TypeOf<typeof StoreCreditCredited>
export type StoreCreditExpired = t.TypeOf<typeof StoreCreditExpired>
export type StoreCreditInvalidated = t.TypeOf<typeof StoreCreditInvalidated>
export type StoreCreditEvent = t.TypeOf<typeof StoreCreditEvent>
