import type { EventMetadata } from '@aftersale/messages'

/** An event as it is handed over: JSON data, already encoded. */
export interface EventToAppend {
  readonly type: string
  readonly data: unknown
  readonly metadata: EventMetadata
}

/**
 * Where an event stands among all events of a store. Both numbers grow together; compare with `comparePositions`.
 * The in-memory and the SQLite store count 0, 1, 2 … without a gap and have `commit` = `prepare`.
 */
export interface Position {
  readonly commit: number
  readonly prepare: number
}

/** Negative where `left` is earlier, 0 where they are the same place. */
export const comparePositions = (left: Position, right: Position): number =>
  left.commit - right.commit || left.prepare - right.prepare

/**
 * An event as it is read back. `metadata` is undecoded: a foreign event may lack any of it. `revision` counts the
 * stream's events from 0; a reader must not assume that the first event it gets has revision 0.
 */
export interface RecordedEvent {
  readonly stream: string
  readonly revision: number
  readonly position: Position
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/**
 * Which events of all: every one, those of some categories, or those of some types. Both given: both must hold. An empty
 * list lets nothing through.
 */
export interface EventFilter {
  readonly categories?: ReadonlyArray<string>
  readonly types?: ReadonlyArray<string>
}
