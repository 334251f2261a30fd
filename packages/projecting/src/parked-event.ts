import type { RecordedEvent } from '@aftersale/event-store'

/** Why an event is not projected: it can't be decoded, `project` threw, or an earlier one of its key is parked. */
export type ParkedBecause = 'undecodable' | 'threw' | 'behind'

export interface ParkedEvent {
  /** In the order in which they were parked; the handle to skip it by. */
  readonly id: number
  readonly generation: number
  readonly key: string
  readonly recorded: RecordedEvent
  readonly because: ParkedBecause
  /** What it failed with, the last time. May quote the event's data. */
  readonly error: string
  readonly attempts: number
  readonly replay: boolean
}

/** An event that somebody decided to leave out, in this and every later generation. */
export interface SkippedEvent {
  readonly recorded: RecordedEvent
  readonly error: string
  readonly reason: string
}

export interface Retried {
  /** Parked events that rows are made from now. */
  readonly projected: number
  /** Events that are parked still. */
  readonly parked: number
}
