import type { RecordedEvent, SubscriptionStart } from '@aftersale/event-store'
import type { EventCatalogue, EventMetadata } from '@aftersale/messages'

/** An event of the catalogue, decoded, with where it stands. */
export interface Happened<Event> {
  readonly event: Event
  readonly metadata: EventMetadata
  readonly recorded: RecordedEvent
  /** True while rows are made again from events that rows were made from before. */
  readonly replay: boolean
}

/** A query or a change of rows, in the one transaction that also moves the checkpoint. Synchronous. */
export interface SqliteRows {
  /** The name of the projection's own table in the generation that is being written. */
  readonly table: (name: string) => string
  readonly run: (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => void
  readonly get: (
    sql: string,
    ...parameters: ReadonlyArray<SqliteParameter>
  ) => Readonly<Record<string, SqliteParameter>> | undefined
  readonly all: (
    sql: string,
    ...parameters: ReadonlyArray<SqliteParameter>
  ) => ReadonlyArray<Readonly<Record<string, SqliteParameter>>>
}

export type SqliteParameter = string | number | bigint | null | Uint8Array

/** Rows made from events. The same events in the same order must make the same rows, whatever the clock and the machine. */
export interface Projection<Event, Rows> {
  /** camelCase; its tables begin with it. */
  readonly name: string
  /** Raised where the same events make other rows: the old rows are served until the new ones have caught up. */
  readonly version: number
  readonly follows: Follows
  readonly catalogue: EventCatalogue<Event>
  /** Where an event can't be handled, later ones of its key wait behind it. The stream where it is absent. */
  readonly keyOf?: (recorded: RecordedEvent) => string
  readonly project: (rows: Rows, happened: Happened<Event>) => void
}

/** What a projection follows: a subscription's start without its checkpoint. */
export type Follows = SubscriptionStart extends infer Start
  ? Start extends unknown
    ? Omit<Start, 'after'>
    : never
  : never

/** A projection whose rows lie in SQLite. */
export interface SqliteProjection<Event> extends Projection<Event, SqliteRows> {
  /** Each table: its name, and the columns and constraints that stand between the parentheses of CREATE TABLE. */
  readonly tables: Readonly<Record<string, string>>
}
