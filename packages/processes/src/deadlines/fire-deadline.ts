import type { CommandHandler } from '@aftersale/command-handling'
import { partsOfStreamName } from '@aftersale/event-store'
import { type Actor, type Instant, laterOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { AnyAggregate } from '../reaction.js'
import { failureOfAStep } from '../running/failure-of-a-step.js'
import type { FoundDeadline, FoundDeadlines } from './found-deadlines.js'
import type { TimedAggregate } from './timed-aggregate.js'

/** What became of a deadline that was due. */
export type FiringOutcome =
  | { readonly kind: 'fired' }
  /** The stream moved on, or holds the command's events already: it is looked at again. */
  | { readonly kind: 'look-again' }
  /** No try can help before something else happens to the stream. */
  | { readonly kind: 'refused'; readonly why: NonEmptyText }
  | { readonly kind: 'try-again'; readonly why: string }

/**
 * Issues the command on exactly the revision at which the deadline was found: where anything happened meanwhile, nothing
 * is recorded. So a deadline that was withdrawn or met, or that another runner fired, is never fired after all.
 */
export const fireDeadline = async (
  handle: CommandHandler,
  aggregate: TimedAggregate,
  stream: string,
  { dueAt, command, commandId, isWithoutEffect }: FoundDeadline,
  { revision, last }: Pick<FoundDeadlines, 'revision' | 'last'>,
  { now, runner }: { readonly now: Instant; readonly runner: NonEmptyText },
): Promise<FiringOutcome> => {
  if (isWithoutEffect) return refused('it was carried out before, and is due all the same')
  const handled = await handle(aggregate as unknown as AnyAggregate, {
    id: partsOfStreamName(stream)?.id ?? '',
    command,
    commandId,
    actor: { kind: 'system', id: runner } as Actor,
    ...(last === undefined
      ? {}
      : { correlationId: last.correlationId, causationId: last.eventId as string as NonEmptyText }),
    // The clock may be behind that of the machine which recorded the event before.
    recordedAt: laterOf(laterOf(now, dueAt), last?.recordedAt ?? now),
    expectedRevision: revision,
  })()
  if (E.isRight(handled)) {
    switch (handled.right.outcome) {
      case 'recorded':
        return { kind: 'fired' }
      case 'repeated':
        return { kind: 'look-again' }
      case 'already-done':
        return refused('nothing was to be recorded, and it is due all the same')
    }
  }
  const failed = handled.left
  if (failed.failure === 'CommandRejected') return refused(reasonIn(failed.rejection))
  if (failed.failure === 'CommandIdReused') return refused('its command id stands for another command')
  if (failed.failure === 'StreamMovedOn') return { kind: 'look-again' }
  const failure = failureOfAStep(failed)
  return failure.kind === 'try-again' ? failure : refused(failure.because.why)
}

const refused = (why: string): FiringOutcome => ({ kind: 'refused', why: why as NonEmptyText })

const reasonIn = (rejection: unknown): string => {
  const reason: unknown = typeof rejection === 'object' && rejection !== null ? Reflect.get(rejection, 'reason') : ''
  return typeof reason === 'string' && reason.trim() !== '' ? reason : 'no reason given'
}
