import { Instant, NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import type { Standstill } from '../../calendar/standstill.js'
import type { Zone } from '../../calendar/zone.js'
import type { Currency } from '../../money/currency.js'
import type { Disclosure } from '../disclosure/disclosure.js'
import { HolidayCalendar } from '../holiday-calendar.js'
import { LegalPack } from '../legal/legal-pack.js'
import { ReturnPolicy } from './return-policy.js'
import { type ProofKind, ReturnCondition, ReturnException, type ReturnKind } from './return-vocabulary.js'

/** Under what a return is judged: the shop's policy, the law of the market, and the calendars that both name. */
export const ReturnTerms = record(
  {
    policy: ReturnPolicy,
    law: optional(LegalPack),
    calendars: optional(t.readonlyArray(HolidayCalendar)),
  },
  'ReturnTerms',
)
export type ReturnTerms = t.TypeOf<typeof ReturnTerms>

/** What is known of one line of a request and of the purchase it is from. */
export interface ReturnFacts {
  readonly kind: ReturnKind
  readonly requestedAt: Instant
  /** When the contract was concluded. */
  readonly purchasedAt: Instant
  /** The purchase's: periods of the law are counted in it. */
  readonly zone: Zone
  /** Of the purchase: `store`, `online` … */
  readonly channel: string
  readonly currency: Currency
  /** A trader who bought for a trade has no consumer's rights. */
  readonly isBusiness?: boolean | undefined

  readonly lineKind: 'goods' | 'digital' | 'service' | 'travel'
  readonly category?: string | undefined
  readonly quantity: number
  /** Delivered, and neither returned nor held by anything else. */
  readonly availableQuantity: number
  /** What was paid for the units asked for, without tax; only a review looks at it. */
  readonly netMinor?: bigint | undefined

  /** When the units asked for were delivered: the last of them. */
  readonly deliveredAt?: Instant | undefined
  /** When the last good of the purchase was delivered; absent while one is still to come. */
  readonly lastGoodDeliveredAt?: Instant | undefined
  readonly firstGoodDeliveredAt?: Instant | undefined
  readonly isPeriodicDelivery?: boolean | undefined

  readonly finalSale?: boolean | undefined
  readonly perishable?: boolean | undefined
  readonly madeToOrder?: boolean | undefined
  /** Sealed for health or hygiene; an exception only once it was unsealed. */
  readonly sealedHygiene?: boolean | undefined
  readonly isUnsealed?: boolean | undefined
  readonly digitalBegunWithConsent?: boolean | undefined

  readonly proofs: ReadonlyArray<{ readonly kind: ProofKind; readonly verified: boolean }>
  /** What is said of the conditions so far; what isn't named is seen when the goods arrive. Not `receipt`: see `proofs`. */
  readonly meets?: Readonly<Partial<Record<Exclude<ReturnCondition, 'receipt'>, boolean>>> | undefined
  readonly disclosures: ReadonlyArray<Disclosure>

  /** When a repair or replacement was waited for, or the goods were in custody. */
  readonly standstills?: ReadonlyArray<Standstill> | undefined
  readonly wasRepairedAsRemedy?: boolean | undefined
}

/**
 * The smallest change that would have turned a decision: all that is named, together. Of an acceptance it is what would
 * have refused it.
 */
export const WouldHaveTurned = record(
  {
    /** Requested before this instant, the end of a window. */
    requestedBefore: optional(Instant),
    /** Requested at this instant or later. */
    requestedFrom: optional(Instant),
    /** Proofs or conditions that were missing, had they been there. */
    missing: optional(t.readonlyArray(ReturnCondition)),
    quantityAtMost: optional(PositiveInteger),
    quantityFrom: optional(PositiveInteger),
    /** Had they been delivered by the time of the request. */
    delivered: optional(t.literal(true)),
    /** Had the goods not been of these kinds. */
    without: optional(t.readonlyArray(ReturnException)),
    /** Had these conditions been shown before purchase. */
    disclosedBeforePurchase: optional(t.readonlyArray(NonEmptyText)),
  },
  'WouldHaveTurned',
)
export type WouldHaveTurned = t.TypeOf<typeof WouldHaveTurned>
