import {
  type AllPage,
  type CheckpointNotUsable,
  comparePositions,
  type EventFilter,
  type EventStore,
  type Position,
  partsOfStreamName,
  type ReadFailure,
  type RecordedEvent,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreWentBack } from './failures.js'
import { isThatEvent, type LastEvent, type Progress } from './progress.js'
import type { Follows } from './projection.js'

type Reading = Pick<EventStore, 'readAll' | 'readStream'>
type Refused = StoreWentBack | CheckpointNotUsable | ReadFailure

/**
 * Looks whether the store is the one that rows were made from: whether the last event that it delivered still stands there,
 * and nothing stands now where a filter had left everything out. Neither holds where the store was restored from a backup,
 * even if it has grown since; nor where an operator deleted a stream, which only they know.
 */
export const storeWentBack = async (
  store: Reading,
  follows: Follows,
  progress: Progress,
): Promise<Refused | undefined> =>
  (await lastEventIsGone(store, progress.lastEvent)) ?? (await leftOutIsThere(store, follows, progress))

const lastEventIsGone = async ({ readStream }: Reading, last: LastEvent | undefined): Promise<Refused | undefined> => {
  if (last === undefined) return undefined
  const { stream, revision } = last
  const read = await readStream(stream, { from: revision, maxCount: 1 })()
  if (E.isLeft(read)) return isNoSign(read.left) ? undefined : read.left
  const { events, lastRevision } = read.right
  const there = events.find((event) => event.revision === revision)
  if (there !== undefined) return isThatEvent(there, last) ? undefined : wentBack(last, 'another-event')
  // Events that expired leave the count of their stream behind.
  return lastRevision !== 'no-stream' && lastRevision >= revision ? undefined : wentBack(last, 'nothing')
}

/** A stream that was closed for good was there; one of a foreign name was delivered, and cannot be read by it. */
const isNoSign = ({ failure }: ReadFailure): boolean =>
  failure === 'StreamDeleted' || failure === 'NameNotAllowed' || failure === 'WrongTenant'

/** Pages of a thousand events before the checkpoint that are looked at, at most. */
const PAGES = 10

/** Between the last event and a checkpoint further on there was nothing to be delivered. */
const leftOutIsThere = async (
  { readAll }: Reading,
  follows: Follows,
  { checkpoint, lastEvent }: Progress,
): Promise<Refused | undefined> => {
  if (follows.to === 'stream' || checkpoint?.kind !== 'all') return undefined
  const isWanted = wantedBy(follows.to === 'all' ? follows.filter : { categories: [follows.category] })
  const isAfterLast = (position: Position): boolean =>
    lastEvent === undefined || comparePositions(position, lastEvent.position) > 0
  let after: Position | undefined = checkpoint.position
  let before: Position | undefined
  for (let page = 0; page < PAGES && after !== undefined && isAfterLast(after); page += 1) {
    const read: Awaited<ReturnType<ReturnType<typeof readAll>>> = await readAll({ after, direction: 'backwards' })()
    if (E.isLeft(read)) return refusedAt(read.left)
    const { events, next }: AllPage = read.right
    const found = events.find((event) => isAfterLast(event.position) && isWanted(event))
    if (found !== undefined) return wentBack(found, 'another-event', 'nothing was')
    before ??= events[0]?.position
    after = next
  }
  if (!isAfterLast(checkpoint.position)) return undefined
  // Backwards, what stands just at the checkpoint is not read: it is what follows the event before.
  const read = await readAll({ ...(before === undefined ? {} : { after: before }), maxCount: 1 })()
  if (E.isLeft(read)) return read.left
  const [at] = read.right.events
  const isThere = at !== undefined && comparePositions(at.position, checkpoint.position) === 0 && isWanted(at)
  return isThere ? wentBack(at, 'another-event', 'nothing was') : undefined
}

/** Some stores read only from a position at which an event of theirs stands. */
const refusedAt = (failure: ReadFailure): Refused =>
  failure.failure === 'BadArgument' ? { failure: 'CheckpointNotUsable', why: failure.why } : failure

const wantedBy =
  ({ categories, types }: EventFilter = {}): ((event: RecordedEvent) => boolean) =>
  ({ stream, type }) =>
    (types === undefined || types.includes(type)) &&
    (categories === undefined || categories.includes(partsOfStreamName(stream)?.category ?? ''))

const wentBack = (
  { stream, revision, type }: Pick<LastEvent, 'stream' | 'revision' | 'type'>,
  found: StoreWentBack['found'],
  before = `${type} was`,
): StoreWentBack => ({
  failure: 'StoreWentBack',
  stream,
  revision,
  found,
  why:
    `where ${before} when rows were made, at revision ${revision} of ${stream}, ` +
    `${found === 'nothing' ? 'nothing stands' : 'another event stands'} now: the store was restored from a backup that is ` +
    'older than the rows, or is another one',
})
