import type { EventStore, ReadFailure } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { StoreWentBack } from './failures.js'
import { isThatEvent, type LastEvent } from './progress.js'

/**
 * Looks whether the last event that rows were made from still stands in the store. It doesn't where the store was restored
 * from a backup, even if it has grown since; and where an operator deleted its stream, which only they know.
 */
export const storeWentBack = async (
  { readStream }: Pick<EventStore, 'readStream'>,
  last: LastEvent | undefined,
): Promise<StoreWentBack | ReadFailure | undefined> => {
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

const wentBack = ({ stream, revision, type }: LastEvent, found: StoreWentBack['found']): StoreWentBack => ({
  failure: 'StoreWentBack',
  stream,
  revision,
  found,
  why:
    `rows were made from ${type} at revision ${revision} of ${stream}, where ` +
    `${found === 'nothing' ? 'nothing stands' : 'another event stands'} now: the store was restored from a backup that is ` +
    'older than the rows, or is another one',
})
