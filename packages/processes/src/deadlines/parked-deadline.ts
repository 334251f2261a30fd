import type { Aggregate } from '@aftersale/command-handling'
import { eventCatalogue, eventIdOf, Instant, message, NonEmptyText, optional, type Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

// Stored format: add, never rename.
const DeadlineParked = message('DeadlineParked', {
  stream: NonEmptyText,
  /** The stream's last event when it was tried. */
  revision: t.number,
  /** Absent, as the command's type is, where the stream can't be read: then none of its deadlines is known. */
  dueAt: optional(Instant),
  commandType: optional(NonEmptyText),
  commandId: optional(NonEmptyText),
  /** It names reasons, and never quotes a message. */
  why: NonEmptyText,
  parkedAt: Instant,
})
export type DeadlineParked = t.TypeOf<typeof DeadlineParked>

interface ParkDeadline {
  readonly type: 'ParkDeadline'
  readonly data: DeadlineParked['data']
}

type ParkedDeadlineState = { readonly isParked: boolean }

/** A deadline that its own aggregate refused when it was due. It is tried again when something new happens to the stream. */
export const parkedDeadline: Aggregate<ParkDeadline, ParkedDeadlineState, DeadlineParked, never> = {
  category: 'parkedDeadline',
  decider: {
    initial: { isParked: false },
    decide: ({ data }, { isParked }) => E.right(isParked ? [] : [{ type: 'DeadlineParked', data }]),
    evolve: () => ({ isParked: true }),
  },
  catalogue: eventCatalogue([DeadlineParked]),
  occurredAtOf: ({ data }) => data.parkedAt,
}

/** One stream for each deadline of a stream at a revision: parking it again adds nothing. */
export const parkedDeadlineIdOf = ({
  stream,
  revision,
  commandId,
}: Pick<DeadlineParked['data'], 'stream' | 'revision' | 'commandId'>): Uuid =>
  eventIdOf(parkedDeadline.category, `${stream}:${revision}:${commandId ?? ''}`, 0)
