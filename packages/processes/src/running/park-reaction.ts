import type { RecordedEvent } from '@aftersale/event-store'
import { type Actor, eventIdOf, type NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { Process } from '../process.js'
import type { Workplace } from './carry-out.js'
import { type ParkedBecause, parkedReaction, parkedReactionIdOf, type ReactionParked } from './parked-reaction.js'

export interface Parked {
  readonly parked: ReactionParked['data']
  /** Whether it was not parked before. */
  readonly isNew: boolean
}

/** Puts a reaction aside, in a stream of its own, where somebody sees it; why that failed, where it is to be tried again. */
export const parkReaction = async (
  { handle, now }: Workplace,
  { name }: Pick<Process, 'name'>,
  recorded: RecordedEvent,
  because: ReadonlyArray<ParkedBecause>,
): Promise<E.Either<string, Parked>> => {
  const eventId = idOf(recorded)
  const parkedAt = now()
  const parked: ReactionParked['data'] = {
    process: name as NonEmptyText,
    eventId: eventId as NonEmptyText,
    eventType: recorded.type as NonEmptyText,
    stream: recorded.stream as NonEmptyText,
    revision: recorded.revision,
    because,
    parkedAt,
  }
  const handled = await handle(parkedReaction, {
    id: parkedReactionIdOf(name, eventId),
    command: { type: 'ParkReaction', data: parked },
    // Of this moment: a reaction that was resumed may be parked once more.
    commandId: `park:${eventId}:${parkedAt}` as NonEmptyText,
    actor: { kind: 'system', id: name } as Actor,
    causationId: eventId as NonEmptyText,
    recordedAt: parkedAt,
  })()
  if (E.isRight(handled)) return E.right({ parked, isNew: handled.right.outcome === 'recorded' })
  const failed = handled.left
  return failed.failure === 'CommandIdReused'
    ? E.right({ parked, isNew: false })
    : E.left(`it could not be parked: ${failed.failure}`)
}

/** The id that the event has in its metadata; where that can't be read, one made of where it lies. */
const idOf = ({ metadata, stream, revision }: RecordedEvent): string => {
  const id: unknown = typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'eventId') : undefined
  return typeof id === 'string' && id.trim() !== '' ? id : eventIdOf(stream, String(revision), 0)
}
