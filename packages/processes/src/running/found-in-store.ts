import type { HistoryUnreadable } from '@aftersale/command-handling'
import { type EventStore, type ReadFailure, streamNameOf } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { AnyAggregate, Found } from '../reaction.js'

/** The state of an aggregate as its stream gives it now. */
export const foundInStore = async (
  store: EventStore,
  tenant: NonEmptyText | undefined,
  { category, catalogue, decider }: AnyAggregate,
  id: string,
): Promise<E.Either<HistoryUnreadable | ReadFailure, Found<unknown>>> => {
  const stream = streamNameOf({ category, id, ...(tenant === undefined ? {} : { tenant }) })
  const slice = await store.readStream(stream)()
  if (E.isLeft(slice)) return slice
  let state = decider.initial
  for (const recorded of slice.right.events) {
    const decoded = catalogue.decode(recorded)
    if (E.isLeft(decoded)) {
      return E.left({ failure: 'HistoryUnreadable', stream, revision: recorded.revision, because: decoded.left })
    }
    state = decider.evolve(state, decoded.right.event)
  }
  return E.right({ state, revision: slice.right.lastRevision })
}
