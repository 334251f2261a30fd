import type {
  BadArgument,
  NameNotAllowed,
  RecordedEvent,
  StoreUnavailable,
  StreamDeleted,
  WrongTenant,
} from '@aftersale/event-store'
import type * as TE from 'fp-ts/lib/TaskEither.js'

/** What a group of consumers follows: the server keeps its place, and gives each event to one of them. */
export type GroupFollows =
  | { readonly to: 'category'; readonly category: string }
  | { readonly to: 'stream'; readonly stream: string }
  | { readonly to: 'all'; readonly categories?: ReadonlyArray<string> }

export interface GroupSettings {
  /** `one-stream-one-consumer` keeps a stream's events with one consumer while the consumers stay the same; the server's `Pinned`. */
  readonly strategy: 'round-robin' | 'one-stream-one-consumer' | 'dispatch-to-single'
  readonly from: 'beginning' | 'end'
  /** Deliveries of one event, beyond the first, before the server parks it by itself; 10 where it is absent. */
  readonly maxRetryCount?: number
  /** How long the server waits for an answer before it delivers again; 30 seconds where it is absent. */
  readonly messageTimeoutMilliseconds?: number
}

/**
 * One delivery. Exactly one of `ack`, `retry` and `park` must be called; another call after it does nothing. None of them
 * rejects: an answer that is lost with the connection leaves the event to come again.
 */
export interface GroupDelivery {
  /** Absent where a link leads to a deleted event: acknowledge it. */
  readonly event?: RecordedEvent
  /** How often it was delivered before; a replay from the parked begins anew. */
  readonly retryCount: number
  readonly ack: () => Promise<void>
  /** The server delivers it again, maybe to another consumer. */
  readonly retry: (why: string) => Promise<void>
  /** The server sets it aside, raw, with the reason. */
  readonly park: (why: string) => Promise<void>
}

export type GroupState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly why: string }
  | { readonly status: 'stopped'; readonly because: 'asked' | GroupFailure }

/**
 * Iterated once, like a `Subscription`; it reconnects by itself. Unanswered deliveries come again after a reconnection.
 * Leaving the loop by `break` stops it.
 */
export interface GroupSubscription extends AsyncIterable<GroupDelivery> {
  readonly state: () => GroupState
  readonly stop: () => Promise<void>
}

/** An event that was set aside, as it was stored, and why. */
export interface ParkedEvent {
  /** Absent where it was deleted since. */
  readonly event?: RecordedEvent
  readonly why: string
  /** An instant in UTC, by the server's clock. */
  readonly parkedAt?: string
}

export type GroupFailure =
  | { readonly failure: 'GroupNotFound'; readonly group: string }
  | StoreUnavailable
  | StreamDeleted
  | BadArgument
  | NameNotAllowed
  | WrongTenant

/** A named group of consumers of one thing. Two groups of one name that follow different things are different groups. */
export interface ConsumerGroup {
  /** Creates it where it is missing; leaves one that exists as it is, whatever its settings. */
  readonly create: (settings: GroupSettings) => TE.TaskEither<GroupFailure, 'created' | 'existed'>
  /** `inFlight`: deliveries that may be unanswered at once; 10 where it is absent. */
  readonly subscribe: (options?: { readonly inFlight?: number }) => GroupSubscription
  /** What was set aside and not replayed yet, oldest first. */
  readonly parked: () => TE.TaskEither<GroupFailure, ReadonlyArray<ParkedEvent>>
  /** Delivers again what was set aside (the oldest so many, or all): it is no longer parked then. */
  readonly replayParked: (count?: number) => TE.TaskEither<GroupFailure, void>
  /** What was set aside goes with it. */
  readonly delete: () => TE.TaskEither<GroupFailure, void>
}
