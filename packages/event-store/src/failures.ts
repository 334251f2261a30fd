import type { ExpectedRevision } from './expected-revision.js'

/** The expectation did not hold. `actual` is the last revision, read after the conflict. The only failure to decide again on. */
export interface StreamMovedOn {
  readonly failure: 'StreamMovedOn'
  readonly stream: string
  readonly expected: ExpectedRevision
  readonly actual: number | 'no-stream'
}

/** The stream was closed for good by an operator. */
export interface StreamDeleted {
  readonly failure: 'StreamDeleted'
  readonly stream: string
}

/** One id stands twice among the events of one append. */
export interface DuplicateEventIds {
  readonly failure: 'DuplicateEventIds'
  readonly stream: string
  readonly eventIds: ReadonlyArray<string>
}

/** The append is larger than the store takes; it is never split, since it is one decision. */
export interface AppendTooLarge {
  readonly failure: 'AppendTooLarge'
  readonly stream: string
  readonly bytes: number
  readonly limit: number
}

/**
 * Not JSON: a BigInt, a cycle, a function, a number that is not finite, an instance of a class, `undefined` as the whole
 * data or in an array. (A field that is `undefined` is absent, as JSON has it.)
 */
export interface EventNotSerializable {
  readonly failure: 'EventNotSerializable'
  readonly stream: string
  readonly index: number
  readonly type: string
  readonly why: string
}

/** Not `<category>-<uuid>` in shape, reserved (`$…`), or the event's type is reserved or empty. */
export interface NameNotAllowed {
  readonly failure: 'NameNotAllowed'
  readonly name: string
  readonly why: string
}

/** The stream or an event's metadata belongs to another tenant than the handle was opened for. */
export interface WrongTenant {
  readonly failure: 'WrongTenant'
  readonly stream: string
  readonly tenant: string | undefined
}

/** The request may or may not have been carried out. Look for the event ids before anything else. */
export interface OutcomeUnknown {
  readonly failure: 'OutcomeUnknown'
  readonly stream: string
  readonly eventIds: ReadonlyArray<string>
  readonly why: string
}

/** Nothing was written; the store could not serve the request. */
export interface StoreUnavailable {
  readonly failure: 'StoreUnavailable'
  readonly cause: 'unreachable' | 'locked' | 'read-only' | 'full' | 'access-denied' | 'corrupt' | 'failed'
  readonly why: string
}

export interface StoreClosed {
  readonly failure: 'StoreClosed'
}

/** An argument that no store could serve: a negative or fractional revision, a count below 1. */
export interface BadArgument {
  readonly failure: 'BadArgument'
  readonly why: string
}

/** A checkpoint of another kind, of another stream, or further on than the store's end. */
export interface CheckpointNotUsable {
  readonly failure: 'CheckpointNotUsable'
  readonly why: string
}

export type ReadFailure = StreamDeleted | NameNotAllowed | WrongTenant | StoreUnavailable | StoreClosed | BadArgument

export type AppendFailure =
  | ReadFailure
  | StreamMovedOn
  | DuplicateEventIds
  | AppendTooLarge
  | EventNotSerializable
  | OutcomeUnknown

export type SubscriptionFailure = ReadFailure | CheckpointNotUsable
