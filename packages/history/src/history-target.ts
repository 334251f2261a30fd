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

/** Adds to a store. Events that follow each other in one stream are appended together, as many as it takes at once. */
export const storeTarget = (name: string, store: BulkStore): StoreTarget => {
  let waiting: Array<HistoryEvent> = []
  let taken = 0
  const failed = (failure: AppendFailure): E.Either<HistoryFault, void> =>
    E.left({ fault: 'StoreFailed', history: name, failure })

  const flush = async (): Promise<E.Either<HistoryFault, void>> => {
    let appends = appendsOf(waiting)
    const count = waiting.length
    waiting = []
    if (appends.length === 0) return E.right(undefined)
    if (store.appendAll !== undefined) {
      for (;;) {
        const appended = await store.appendAll(appends)()
        if (E.isRight(appended)) break
        const smaller = smallerFor(appended.left, appends)
        if (smaller === undefined) return failed(appended.left)
        appends = smaller
      }
      taken += count
      return E.right(undefined)
    }
    for (let at = 0; ; ) {
      const next = appends[at]
      if (next === undefined) return E.right(undefined)
      const appended = await store.append(next.stream, next.events, next.expected)()
      if (E.isRight(appended)) {
        taken += next.events.length
        at += 1
        continue
      }
      const smaller = smallerFor(appended.left, appends.slice(at))
      if (smaller === undefined) return failed(appended.left)
      appends = smaller
      at = 0
    }
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

const appendsOf = (events: ReadonlyArray<HistoryEvent>): ReadonlyArray<StoreAppend> => {
  const appends: Array<StoreAppend & { readonly events: Array<EventToAppend> }> = []
  for (const { stream, revision, type, data, metadata } of events) {
    const last = appends[appends.length - 1]
    // The store asks of metadata what it needs, and refuses what lacks it.
    const event = { type, data, metadata } as EventToAppend
    if (last?.stream === stream) last.events.push(event)
    else appends.push(appendAt(stream, revision, [event]))
  }
  return appends
}

/** An append whose first event gets this revision. */
interface StoreAppend extends BulkAppend {
  readonly revision: number
}

const appendAt = <Events extends ReadonlyArray<EventToAppend>>(stream: string, revision: number, events: Events) => ({
  stream,
  revision,
  events,
  expected: revision === 0 ? ('no-stream' as const) : revision - 1,
})

/**
 * Between two commands, the nearest to the middle: what a command recorded is appended whole or not at all, as long as
 * the store takes it.
 */
const middleOf = (events: ReadonlyArray<EventToAppend>): number => {
  const middle = Math.ceil(events.length / 2)
  const isBetween = (at: number): boolean =>
    at > 0 && at < events.length && commandOf(events[at]) !== commandOf(events[at - 1])
  for (let away = 0; away < middle; away += 1) {
    for (const at of [middle - away, middle + away]) if (isBetween(at)) return at
  }
  return middle
}

/** Other programs' metadata may be anything. */
const commandOf = (event: EventToAppend | undefined): unknown =>
  (event?.metadata as { readonly commandId?: unknown } | null | undefined)?.commandId

/** The same in appends half as large, where the store refused one for its size and it holds more than one event. */
const smallerFor = (
  failure: AppendFailure,
  appends: ReadonlyArray<StoreAppend>,
): ReadonlyArray<StoreAppend> | undefined => {
  if (failure.failure !== 'AppendTooLarge') return undefined
  const smaller = appends.flatMap((append) => {
    const { stream, revision, events } = append
    if (stream !== failure.stream || events.length === 1) return [append]
    const half = middleOf(events)
    return [appendAt(stream, revision, events.slice(0, half)), appendAt(stream, revision + half, events.slice(half))]
  })
  return smaller.length > appends.length ? smaller : undefined
}
