import type { EventFilter, Position, RecordedEvent } from './event.js'
import type { SubscriptionFailure } from './failures.js'

/**
 * How far a reader has come; kept beside its output. Holds only positions that were delivered, and is usable only for
 * a subscription of the same kind: `all` for everything, `stream` for one stream, `link` for a stream of links.
 */
export type Checkpoint =
  | { readonly kind: 'all'; readonly position: Position }
  | { readonly kind: 'stream'; readonly stream: string; readonly revision: number }
  | { readonly kind: 'link'; readonly stream: string; readonly revision: number }

/** What a subscription follows, and after which delivery it starts. A category has checkpoints of kind `all` or `link`. */
export type SubscriptionStart = {
  /**
   * Deliver what lies after this checkpoint: everything where it is `beginning`, only what is new where it is `end`.
   * From `end`, the first delivery is a checkpoint that tells where that is, unless there is nothing before it.
   */
  readonly after: Checkpoint | 'beginning' | 'end'
} & (
  | { readonly to: 'all'; readonly filter?: EventFilter }
  | { readonly to: 'category'; readonly category: string }
  | { readonly to: 'stream'; readonly stream: string }
)

/**
 * One delivery. `event` is absent where the store only tells how far it has come (events that the filter left out, a
 * link to a deleted event): the checkpoint counts all the same. `caught-up` comes once each time the end is reached.
 */
export type Delivery =
  | { readonly kind: 'event'; readonly event: RecordedEvent; readonly checkpoint: Checkpoint }
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'caught-up' }

export type SubscriptionState =
  | { readonly status: 'catching-up' }
  | { readonly status: 'live' }
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly why: string }
  | { readonly status: 'stopped'; readonly because: 'asked' | SubscriptionFailure }

/**
 * Pull with `for await`: the next delivery is fetched when the one before was handled, so that order and checkpoints
 * hold. May be iterated once. The loop ends after `stop`, after the store is closed, and when the subscription cannot
 * go on; `state` says which. Leaving the loop by `break` stops it.
 */
export interface Subscription extends AsyncIterable<Delivery> {
  readonly state: () => SubscriptionState
  readonly stop: () => Promise<void>
}
