import type { Appended, AppendFailure, EventStore, EventToAppend, ExpectedRevision } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from './history-event.js'
import type { HistoryFault } from './history-fault.js'

/** A history to add to. What it is given goes behind what it holds, in that order. */
export interface HistoryTarget {
  /** What it is called on the command line. */
  readonly name: string
  /** The events of that stream which the target held when it was opened, oldest first. */
  readonly streamEvents: (stream: string) => TaskEither<HistoryFault, ReadonlyArray<HistoryEvent>>
  readonly write: (events: ReadonlyArray<HistoryEvent>) => TaskEither<HistoryFault, void>
  /** Everything is kept for good when this resolves. */
  readonly finish: () => TaskEither<HistoryFault, void>
  /** Gives up. A file is left as it was before; a store keeps what it had taken. */
  readonly abandon: () => Promise<void>
}

/** A store that may be able to take many appends at once. */
export type BulkStore = Pick<EventStore, 'append' | 'readStream'> & {
  readonly appendAll?: (appends: ReadonlyArray<BulkAppend>) => TaskEither<AppendFailure, ReadonlyArray<Appended>>
}

export interface BulkAppend {
  readonly stream: string
  readonly events: ReadonlyArray<EventToAppend>
  readonly expected: ExpectedRevision
}

const EVENTS_AT_ONCE = 4000

export interface StoreTarget extends HistoryTarget {
  /** How many events the store has taken so far, for good. */
  readonly taken: () => number
}

/** Adds to a store. Events that follow each other in one stream are appended together. */
export const storeTarget = (name: string, store: BulkStore): StoreTarget => {
  let waiting: Array<HistoryEvent> = []
  let taken = 0
  const failed = (failure: AppendFailure): E.Either<HistoryFault, void> =>
    E.left({ fault: 'StoreFailed', history: name, failure })

  const flush = async (): Promise<E.Either<HistoryFault, void>> => {
    const appends = appendsOf(waiting)
    const count = waiting.length
    waiting = []
    if (appends.length === 0) return E.right(undefined)
    if (store.appendAll !== undefined) {
      const appended = await store.appendAll(appends)()
      if (E.isLeft(appended)) return failed(appended.left)
      taken += count
      return E.right(undefined)
    }
    for (const { stream, events, expected } of appends) {
      const appended = await store.append(stream, events, expected)()
      if (E.isLeft(appended)) return failed(appended.left)
      taken += events.length
    }
    return E.right(undefined)
  }

  return {
    name,
    streamEvents: (stream) => async () => {
      const slice = await store.readStream(stream)()
      return E.isLeft(slice)
        ? E.left({ fault: 'StoreFailed', history: name, failure: slice.left })
        : E.right(slice.right.events)
    },
    write: (events) => async () => {
      for (const event of events) waiting.push(event)
      return waiting.length < EVENTS_AT_ONCE ? E.right(undefined) : flush()
    },
    finish: () => flush,
    abandon: async () => {
      waiting = []
    },
    taken: () => taken,
  }
}

const appendsOf = (events: ReadonlyArray<HistoryEvent>): ReadonlyArray<BulkAppend> => {
  const appends: Array<BulkAppend & { readonly events: Array<EventToAppend> }> = []
  for (const { stream, revision, type, data, metadata } of events) {
    const last = appends[appends.length - 1]
    // The store asks of metadata what it needs, and refuses what lacks it.
    const event = { type, data, metadata } as EventToAppend
    if (last?.stream === stream) last.events.push(event)
    else appends.push({ stream, events: [event], expected: revision === 0 ? 'no-stream' : revision - 1 })
  }
  return appends
}
