import type { RecordedEvent } from '../event.js'
import type { Checkpoint, SubscriptionState } from '../subscription.js'

/** What is done with the events of a subscription: by a relay, a process, whatever acts on them outside the store. */
export interface Consumer {
  /** Events of one key are handled one after the other, in order; events of several keys at once. The stream where it is absent. */
  readonly keyOf?: (event: RecordedEvent) => string
  /** Keys that are worked on at once, at most; 16 where it is absent. Nothing further is pulled while so many are. */
  readonly concurrency?: number
  /**
   * Events held at once, at most, from the lowest unhandled one on; 1,000 where it is absent. One slow event lets so many
   * others go ahead of it, and no more are pulled.
   */
  readonly holdAtMost?: number
  /** Handles one event. Rejecting makes it a poison event, once its tries are used up. It may see an event again after a start. */
  readonly handle: (event: RecordedEvent, attempt: number) => Promise<void>
  /** Five tries and `cappedBackoff` up to ten seconds where it is absent. */
  readonly retry?: RetrySettings
  /** Takes a poison event, for good, before anything of its key goes on; rejecting stops the consumer. Without it, poison stops. */
  readonly park?: (event: RecordedEvent, why: string) => Promise<void>
  /** Keeps how far everything is done: no event up to it is unhandled. Called in order, one at a time, only moving forward. */
  readonly saveCheckpoint: (checkpoint: Checkpoint) => Promise<void>
  /** A checkpoint is saved after so many events (100) or milliseconds (1,000), whichever is sooner, and at the end. */
  readonly saveEvery?: { readonly events: number; readonly milliseconds: number }
  /** Told once of each event that holds the checkpoint back and whose first try began so long ago. */
  readonly stall?: { readonly afterMilliseconds: number; readonly onStall: (stalled: Stalled) => void }
}

export interface RetrySettings {
  /** How often an event is tried before it is poison. */
  readonly attempts: number
  /** How long is waited before the second try and each later one, after what the one before rejected with; 24 days at most. */
  readonly waitMilliseconds: (attempt: number, error: unknown) => number
  /** Whether the event is poison at once, since no further try can help; never where it is absent. */
  readonly isPoison?: (error: unknown) => boolean
}

/** The lowest unhandled event, and how long ago its first try began. */
export interface Stalled {
  readonly event: RecordedEvent
  readonly forMilliseconds: number
}

export type ConsumptionState = SubscriptionState | { readonly status: 'failed'; readonly why: string }

/** A consumer at work. */
export interface Consumption {
  /** The subscription's state; `failed` where poison, parking or saving the checkpoint stopped it. */
  readonly state: () => ConsumptionState
  /** Up to where everything is done, saved or not; nothing before the first progress. What `lagOf` can be asked after. */
  readonly handledUpTo: () => Checkpoint | undefined
  /**
   * Lets what is being handled or parked end, saves the checkpoint, and stops. What waits for its turn, or for its next
   * try, is left for the next start; what was handled beyond it comes again then.
   */
  readonly stop: () => Promise<void>
  /** Resolves when it is over: stopped, failed, or the subscription ended. Never rejects. */
  readonly over: Promise<void>
}
