import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Position } from './event.js'
import type { EventStore } from './event-store.js'
import type { ReadFailure } from './failures.js'
import type { SubscriptionStart } from './subscription.js'

/** How far a reader is behind what it follows. */
export interface Lag {
  /** Events that it has yet to be given; `atLeast` where there are more than were counted. */
  readonly events: number
  readonly atLeast: boolean
  /** How long ago the oldest of them was recorded, by its metadata; 0 where there is none, or where it doesn't say. */
  readonly milliseconds: number
}

export interface LagQuestion {
  readonly follows: SubscriptionStart
  /** Of the last delivered event (or of the checkpoint, where that is one of all); absent before the first. */
  readonly after?: Position
  /** The instant to reckon with, in milliseconds since 1970. */
  readonly now: number
  /** Counted at most; 1,000 where it is absent. */
  readonly countAtMost?: number
}

/** What a reader has before it, on any store: a page is read and looked at, nothing is taken. */
export type LagOf = (
  store: Pick<EventStore, 'readAll' | 'readStream'>,
  question: LagQuestion,
) => TE.TaskEither<ReadFailure, Lag>
