import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { acceptedAppend } from '../accepted-append.js'
import { acceptedStream, tenantToOpen } from '../accepted-names.js'
import { EVENTS_A_PAGE, faultOfAllRead, faultOfStreamRead } from '../accepted-read.js'
import type { EventToAppend, RecordedEvent } from '../event.js'
import { eventSelection } from '../event-selection.js'
import type { AllPage, AllRead, Appended, EventStore, StreamRead, StreamSlice } from '../event-store.js'
import type { ExpectedRevision } from '../expected-revision.js'
import type { AppendFailure, ReadFailure, StoreClosed, StreamMovedOn } from '../failures.js'
import type { SubscriptionLife } from '../subscription-life.js'
import { InMemoryEvents, revisionOfId, type StreamEvents } from './in-memory-events.js'
import { subscribeInMemory } from './in-memory-subscription.js'

export interface InMemoryEventStoreOptions {
  /** The tenant whose streams this handle appends to and reads; absent for a single tenant. */
  readonly tenant?: string
  /** The memory to open; handles on the same one see each other's events. Memory of its own where it is absent. */
  readonly events?: InMemoryEvents
  /** The most bytes of JSON one append may have; without end where it is absent. */
  readonly appendLimitBytes?: number
}

/**
 * A store in this process's memory, for tests, examples and replays of what fits there. It keeps the whole contract;
 * what it holds is gone with the process. Throws a TypeError where the tenant's name is none.
 */
export const inMemoryEventStore = (options: InMemoryEventStoreOptions = {}): EventStore => {
  const { events: memory = new InMemoryEvents(), appendLimitBytes } = options
  const tenant = tenantToOpen(options.tenant)
  const rules = appendLimitBytes === undefined ? { tenant } : { tenant, limitBytes: appendLimitBytes }
  const subscriptions = new Set<SubscriptionLife>()
  let closed = false

  const append = (
    stream: string,
    events: ReadonlyArray<EventToAppend>,
    expected: ExpectedRevision,
  ): E.Either<AppendFailure, Appended> => {
    if (events.length === 0) return E.right({ revision: 'nothing-appended' })
    const accepted = acceptedAppend(stream, events, expected, rules)
    if (E.isLeft(accepted)) return accepted
    const known = memory.stream(stream)
    const before = known === undefined ? undefined : recordedBefore(known, accepted.right, expected)
    if (before === 'moved-on' || (before === undefined && !holds(known, expected))) {
      return E.left(movedOn(stream, known, expected))
    }
    const { revision, position } = before ?? memory.record(stream, known, accepted.right)
    return E.right({ revision, position })
  }

  const readStream = (stream: string, read: StreamRead): E.Either<ReadFailure, StreamSlice> => {
    const name = acceptedStream(stream, tenant)
    if (E.isLeft(name)) return name
    const fault = faultOfStreamRead(read)
    if (fault !== undefined) return E.left(fault)
    const events = memory.stream(stream)?.events ?? []
    return E.right({ events: sliceOf(events, read), lastRevision: lastRevisionOf(events) })
  }

  const readAll = (read: AllRead): E.Either<ReadFailure, AllPage> => {
    const fault = faultOfAllRead(read)
    return fault === undefined ? E.right(pageOf(memory.all, tenant, read)) : E.left(fault)
  }

  const whileOpen =
    <Failure, Result>(call: () => E.Either<Failure, Result>): TE.TaskEither<Failure | StoreClosed, Result> =>
    async () =>
      closed ? E.left({ failure: 'StoreClosed' }) : call()

  return {
    append: (stream, events, expected) => whileOpen(() => append(stream, events, expected)),
    readStream: (stream, read = {}) => whileOpen(() => readStream(stream, read)),
    readAll: (read = {}) => whileOpen(() => readAll(read)),
    subscribe: (start) => {
      const subscription = subscribeInMemory(memory, tenant, start, subscriptions)
      if (closed) subscription.end({ failure: 'StoreClosed' })
      return subscription
    },
    close: async () => {
      closed = true
      for (const life of subscriptions) life.end({ failure: 'StoreClosed' })
    },
  }
}

/**
 * Where the events already stand in the stream: the last of them if all are there in one run and the expectation is one
 * that they could have been appended at; `moved-on` if they are there in any other way; nothing if none is there.
 */
const recordedBefore = (
  known: StreamEvents,
  events: ReadonlyArray<EventToAppend>,
  expected: ExpectedRevision,
): RecordedEvent | 'moved-on' | undefined => {
  const revisions = events.map(({ metadata }) => revisionOfId(known, metadata.eventId))
  if (revisions.every((revision) => revision === undefined)) return undefined
  const [first] = revisions
  if (first === undefined || revisions.some((revision, index) => revision !== first + index)) return 'moved-on'
  return couldStandAt(first, expected) ? (known.events[first + events.length - 1] ?? 'moved-on') : 'moved-on'
}

const couldStandAt = (first: number, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'no-stream') return first === 0
  return expected === 'stream-exists' ? first > 0 : first === expected + 1
}

const holds = (known: StreamEvents | undefined, expected: ExpectedRevision): boolean => {
  if (expected === 'any') return true
  if (expected === 'no-stream') return known === undefined
  return known !== undefined && (expected === 'stream-exists' || expected === known.events.length - 1)
}

const movedOn = (stream: string, known: StreamEvents | undefined, expected: ExpectedRevision): StreamMovedOn => ({
  failure: 'StreamMovedOn',
  stream,
  expected,
  actual: lastRevisionOf(known?.events ?? []),
})

const lastRevisionOf = (events: ReadonlyArray<RecordedEvent>): number | 'no-stream' =>
  events.length === 0 ? 'no-stream' : events.length - 1

const sliceOf = (
  events: ReadonlyArray<RecordedEvent>,
  { from, direction = 'forwards', maxCount = Number.POSITIVE_INFINITY }: StreamRead,
): ReadonlyArray<RecordedEvent> => {
  if (direction === 'forwards') return events.slice(from ?? 0, (from ?? 0) + maxCount)
  const end = Math.min(from ?? events.length, events.length - 1) + 1
  return events.slice(Math.max(0, end - maxCount), end).reverse()
}

const pageOf = (
  all: ReadonlyArray<RecordedEvent>,
  tenant: string | undefined,
  { after, direction = 'forwards', maxCount = EVENTS_A_PAGE, filter }: AllRead,
): AllPage => {
  const step = direction === 'forwards' ? 1 : -1
  const start = direction === 'forwards' ? -1 : all.length
  const isWanted = eventSelection(tenant, filter)
  const events: Array<RecordedEvent> = []
  let place = Math.min(after?.commit ?? start, all.length) + step
  for (; events.length < maxCount; place += step) {
    const event = all[place]
    if (event === undefined) return { events }
    if (isWanted(event)) events.push(event)
  }
  const last = events[events.length - 1]
  return last === undefined || all[place] === undefined ? { events } : { events, next: last.position }
}
