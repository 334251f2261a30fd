import type { EventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { HistoryEvent } from './history-event.js'
import type { HistoryFault } from './history-fault.js'

/** Events that follow each other in a history. */
export interface HistoryBatch {
  readonly events: ReadonlyArray<HistoryEvent>
  /** The line of the first of them, the others following; absent in a store. */
  readonly firstLine?: number
}

/**
 * A history to read, once, oldest event first. A faulty line is given as a fault in its place, and reading goes on
 * after it: the reader decides whether to stop. A fault of the file or the store is the last that is given.
 */
export interface HistorySource {
  /** What it is called on the command line. */
  readonly name: string
  readonly batches: () => AsyncIterable<E.Either<HistoryFault, HistoryBatch>>
}

const EVENTS_A_PAGE = 2000

/** The history that a store holds, in the store's order. */
export const storeSource = (name: string, store: Pick<EventStore, 'readAll'>): HistorySource => ({
  name,
  async *batches() {
    // Who reads a file needs no store.
    const { everyPage } = await import('@aftersale/event-store')
    for await (const page of everyPage(store, { maxCount: EVENTS_A_PAGE })) {
      if (E.isLeft(page)) {
        yield E.left({ fault: 'StoreFailed', history: name, failure: page.left })
        return
      }
      yield E.right({ events: page.right })
    }
  },
})
