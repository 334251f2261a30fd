import type { Instant } from '@aftersale/messages'
import type { CustomerId } from '../customer/customer-id.js'
import type { CreditExpiry } from './credit-terms.js'
import type {
  StoreCreditAuthorised,
  StoreCreditCaptured,
  StoreCreditCredited,
  StoreCreditInvalidated,
  StoreCreditIssued,
} from './events.js'

/** A part of the balance that is set aside, and what became of it. */
export interface CreditAuthorisation {
  readonly authorised: StoreCreditAuthorised['data']
  /** Still set aside: not captured, not voided. */
  readonly openMinor: bigint
  readonly voided: boolean
}

export interface CreditCapture {
  readonly captured: StoreCreditCaptured['data']
  /** What was given back of it. */
  readonly creditedMinor: bigint
}

/** What `decide` must know of a credit, whatever its status. */
export interface CreditAccount {
  readonly issued: StoreCreditIssued['data']
  /** Who claimed it, where it was issued to a guest. */
  readonly claimedBy?: CustomerId
  /** Neither spent nor lost: what is set aside and what is free. */
  readonly balanceMinor: bigint
  readonly authorisations: ReadonlyArray<CreditAuthorisation>
  readonly captures: ReadonlyArray<CreditCapture>
  readonly creditings: ReadonlyArray<StoreCreditCredited['data']>
  readonly expiry?: CreditExpiry
  readonly validUntil?: Instant
}

export type StoreCreditState =
  | { readonly status: 'not-issued' }
  | { readonly status: 'active'; readonly credit: CreditAccount }
  /** The last day is over. What was set aside before can still be captured. */
  | { readonly status: 'expired'; readonly credit: CreditAccount; readonly expiredAt: Instant }
  | {
      readonly status: 'invalidated'
      readonly credit: CreditAccount
      readonly invalidated: StoreCreditInvalidated['data']
    }

export const initial: StoreCreditState = { status: 'not-issued' }

/** The part of the balance that is set aside for payments. */
export const setAsideMinorOf = ({ authorisations }: CreditAccount): bigint =>
  authorisations.reduce((sum, { openMinor }) => sum + openMinor, 0n)

/** The part of the balance that can be spent. */
export const freeMinorOf = (credit: CreditAccount): bigint => credit.balanceMinor - setAsideMinorOf(credit)
