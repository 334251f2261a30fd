import {
  type Checkpoint,
  comparePositions,
  type Position,
  type RecordedEvent,
  type SubscriptionFailure,
} from '@aftersale/event-store'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import type { Arrival } from './connection.js'

/** Where something stands in what is followed: its position, or its revision as both numbers. */
export type Place = Position

/** Nothing comes before everything. */
export const isAfter = (place: Place, other: Place | undefined): boolean =>
  other === undefined || comparePositions(place, other) > 0

export type EventArrival = Extract<Arrival, { readonly kind: 'event' }>

/** What the store holds behind a place. */
export interface Ahead {
  /** Whether there is anything for the subscription. */
  readonly hasWanted: boolean
  /** Up to here there is nothing for it. */
  readonly passed?: Place
  /** Whether this was all there is. */
  readonly isAll: boolean
}

/** The row of events that a subscription goes along. Its reads reject with `Dropped` where they have no answer. */
export interface Followed {
  /** For people, and for failures that name a stream. */
  readonly name: string
  readonly subscription: (after: Place | undefined) => ReadReq
  /** Nothing where it has no place: the server tells of a stream's end by an event with the greatest revision there is. */
  readonly placeOf: (arrival: EventArrival) => Place | undefined
  readonly checkpointAt: (place: Place) => Checkpoint
  /** Decides where the server can't. */
  readonly isWanted: (event: RecordedEvent) => boolean
  /** The last place there is. */
  readonly lastPlace: () => Promise<Place | undefined>
  /** Why nobody can go on from there. */
  readonly faultOf: (place: Place) => Promise<SubscriptionFailure | undefined>
  readonly ahead: (place: Place | undefined) => Promise<Ahead>
  /** Whether its revision does not follow on what was seen before: something may be missing. */
  readonly leavesDoubt: (arrival: EventArrival, reached: Place | undefined) => boolean
  /** Takes note of what is passed. */
  readonly saw: (arrival: EventArrival) => void
  /** Whether the store has what is missing. */
  readonly hasMissed: (arrival: EventArrival, reached: Place | undefined) => Promise<boolean>
}
