import type { AppendFailure } from '@aftersale/event-store'
import type { DecodeFailure, Instant } from '@aftersale/messages'

/** The aggregate refuses the command; nothing was recorded. */
export interface CommandRejected<Rejection> {
  readonly failure: 'CommandRejected'
  readonly stream: string
  readonly rejection: Rejection
}

/** The command id was used in this stream for a command with other content. */
export interface CommandIdReused {
  readonly failure: 'CommandIdReused'
  readonly stream: string
  readonly commandId: string
}

/** An event of the stream can't be read; deciding without it would be wrong. */
export interface HistoryUnreadable {
  readonly failure: 'HistoryUnreadable'
  readonly stream: string
  readonly revision: number
  readonly because: DecodeFailure
}

/** An event would have happened after it was recorded: the command's times or the clock are wrong. */
export interface OccurredAfterRecorded {
  readonly failure: 'OccurredAfterRecorded'
  readonly stream: string
  readonly type: string
  readonly occurredAt: Instant
  readonly recordedAt: Instant
}

/** An event that was decided could not be read again: the command, or what is known of its sending, is not of its type. */
export interface EventUnreadable {
  readonly failure: 'EventUnreadable'
  readonly stream: string
  readonly type: string
  readonly because: DecodeFailure
}

/** Why a command was not carried out. `StreamMovedOn`: the revision was pinned, or the attempts were used up. */
export type HandlingFailure<Rejection> =
  | CommandRejected<Rejection>
  | CommandIdReused
  | HistoryUnreadable
  | OccurredAfterRecorded
  | EventUnreadable
  | AppendFailure
