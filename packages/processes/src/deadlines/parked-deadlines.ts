import { type EventStore, everyPage, partsOfStreamName, type ReadFailure } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { foundDeadlines, isSameDeadline } from './found-deadlines.js'
import { type DeadlineParked, parkedDeadline } from './parked-deadline.js'
import type { TimedAggregate } from './timed-aggregate.js'

/**
 * Every deadline that was refused and is due to this day, the one parked first first: what was withdrawn, or carried out
 * since, is not among them. A stream that can't be read stands for all of its deadlines.
 */
export const parkedDeadlines = async (
  store: EventStore,
  aggregates: ReadonlyArray<TimedAggregate>,
): Promise<E.Either<ReadFailure, ReadonlyArray<DeadlineParked['data']>>> => {
  const parked = new Map<string, DeadlineParked['data']>()
  for await (const page of everyPage(store, { filter: { categories: [parkedDeadline.category] } })) {
    if (E.isLeft(page)) return page
    for (const recorded of page.right) {
      const decoded = parkedDeadline.catalogue.decode(recorded)
      if (E.isLeft(decoded)) continue
      const { data } = decoded.right.event
      // Refused anew after something else happened to the stream: it waits since it was refused first.
      const key = JSON.stringify([data.stream, data.commandId])
      if (!parked.has(key)) parked.set(key, data)
    }
  }

  const waiting: Array<DeadlineParked['data']> = []
  for (const data of parked.values()) {
    const aggregate = aggregates.find(({ category }) => category === partsOfStreamName(data.stream)?.category)
    if (aggregate === undefined) continue
    const found = await foundIn(store, aggregate, data.stream)
    const isDue =
      found === undefined || E.isLeft(found)
        ? data.commandId === undefined
        : found.right.deadlines.some(({ commandId }) => isSameDeadline(commandId, data.commandId ?? ''))
    if (isDue) waiting.push(data)
  }
  return E.right(waiting)
}

/** Nothing where the aggregate's rules throw. */
const foundIn = async (store: EventStore, aggregate: TimedAggregate, stream: string) => {
  try {
    return await foundDeadlines(store, aggregate, stream)
  } catch {
    return undefined
  }
}
