import type { RecordedEvent, SubscriptionStart } from '@aftersale/event-store'
import type { EventCatalogue, EventMetadata } from '@aftersale/messages'

/** An event of the catalogue, decoded, with where it stands. */
export interface Happened<Event> {
  readonly event: Event
  readonly metadata: EventMetadata
  readonly recorded: RecordedEvent
  /** True while rows are made again from events that rows were made from before. Rows must not depend on it. */
  readonly replay: boolean
}

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
  /** Changes rows for one event. What it throws makes the event a poison event; what it had changed is put back. */
  readonly project: (rows: Rows, happened: Happened<Event>) => void
  /** Writes what `project` has held back in memory for these rows. Called at the end of each transaction. */
  readonly flush?: (rows: Rows) => void
}

/** What a projection follows: a subscription's start without its checkpoint. */
export type Follows = SubscriptionStart extends infer Start
  ? Start extends unknown
    ? Omit<Start, 'after'>
    : never
  : never
