import { type Instant, millisecondsBetween, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'
import { type Duration, millisecondsOf } from '../../calendar/duration.js'

/** One time that a delay came to be known, or grew: the customer is owed a notice of it. */
export interface Slip {
  readonly slipNumber: PositiveInteger
  readonly expectedAt?: Instant
  readonly knownAt: Instant
  readonly noticeDueAt: Instant
  readonly isTold: boolean
  readonly isMissed: boolean
}

/** A time in which the shipment is expected later than promised; over once it is made up for. */
export interface Delay {
  readonly delayNumber: PositiveInteger
  /** At least one, oldest first. */
  readonly slips: ReadonlyArray<Slip>
  /** What the next estimate is compared to: what was last told, or last known where that is later. */
  readonly comparedTo: Instant
  readonly recoveredAt?: Instant
}

/** A notice of a delay or of its recovery. */
export interface DelayNotice {
  readonly noticeId: NonEmptyText
  readonly delayNumber: PositiveInteger
  readonly about: 'delay' | 'recovery'
  readonly expectedAt?: Instant
  readonly sentAt: Instant
}

/** The slips that the customer is still to be told of. */
export const owedSlips = ({ slips, recoveredAt }: Delay): ReadonlyArray<Slip> =>
  recoveredAt === undefined ? slips.filter(({ isTold, isMissed }) => !isTold && !isMissed) : []

/** Whether the two are apart by at least that. */
export const isFarFrom = (one: Instant, other: Instant, threshold: Duration): boolean =>
  Math.abs(millisecondsBetween(one, other)) >= millisecondsOf(threshold)
