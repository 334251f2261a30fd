import type { Position } from '@aftersale/event-store'
import type { Actor, EventMetadata, Instant, NonEmptyText } from '@aftersale/messages'

/** A command on its way to one aggregate, with what is known about its sending. */
export interface CommandRequest<Command> {
  /** UUID of the aggregate. */
  readonly id: string
  readonly command: Command
  /** The sender's own id for this intention; repeated on every attempt. Unique within the aggregate's stream. */
  readonly commandId: NonEmptyText
  readonly actor: Actor
  readonly channel?: NonEmptyText
  /** The conversation it belongs to; its own command id where it begins one. */
  readonly correlationId?: NonEmptyText
  /** The message that caused it; its own command id where nothing did. */
  readonly causationId?: NonEmptyText
  /** When it is recorded; now where it is absent. */
  readonly recordedAt?: Instant
  /** Decide only on the stream as it was at this revision: a conflict is then the sender's to resolve, never retried. */
  readonly expectedRevision?: number | 'no-stream'
}

/** An event of this command as it lies in the stream. */
export interface EventInStream<Event> {
  readonly revision: number
  readonly event: Event
  readonly metadata: EventMetadata
}

/**
 * What became of a command. `recorded`: its events were appended now; `repeated`: they were appended by an earlier
 * attempt with the same command id; `already-done`: there was nothing to record, `events` is empty.
 */
export interface Handled<Event> {
  readonly outcome: 'recorded' | 'repeated' | 'already-done'
  readonly stream: string
  readonly events: ReadonlyArray<EventInStream<Event>>
  /** The stream's last revision known after it. */
  readonly revision: number | 'no-stream'
  /** Where the last of `events` stands among all: what a read model is waited for with. Absent where the store doesn't tell. */
  readonly position?: Position
}
