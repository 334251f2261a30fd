import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventToAppend, RecordedEvent } from '../../event.js'
import type { EventStore } from '../../event-store.js'
import { inMemoryEventStore } from '../../in-memory/in-memory-event-store.js'
import { InMemoryEvents } from '../../in-memory/in-memory-events.js'
import type { Delivery, Subscription, SubscriptionStart } from '../../subscription.js'
import type { EventStoreHarness } from '../harness.js'

export const LIMIT_BYTES = 1_048_576

/** What a broken store can reach behind the sound one that it is made from. */
export interface Behind {
  readonly memory: InMemoryEvents
  readonly tenant: string | undefined
  /** Another sound handle on the same memory. */
  readonly openSound: (options: { readonly tenant?: string; readonly appendLimitBytes?: number }) => EventStore
}

/** Takes the place of some calls of a sound handle. */
export type Break = (sound: EventStore, behind: Behind) => Partial<EventStore>

export interface BrokenStore {
  /** What it does wrong. */
  readonly does: string
  /** Beginnings of the sentences that it must fail. */
  readonly fails: ReadonlyArray<string>
  /** Called for every empty store, so that what it remembers is shared by the handles of one store. */
  readonly breaking: () => Break
  /** How long it is given where it leaves readers waiting; half a second where it is absent. */
  readonly patienceMs?: number
}

export const harnessOf = ({
  breaking,
  patienceMs = 500,
}: Pick<BrokenStore, 'breaking' | 'patienceMs'>): EventStoreHarness => ({
  emptyStore: async () => {
    const memory = new InMemoryEvents()
    const broken = breaking()
    return {
      open: async (options = {}) => {
        const sound = inMemoryEventStore({ ...options, events: memory, appendLimitBytes: LIMIT_BYTES })
        const openSound: Behind['openSound'] = (others) => inMemoryEventStore({ ...others, events: memory })
        return { ...sound, ...broken(sound, { memory, tenant: options.tenant, openSound }) }
      },
      discard: async () => undefined,
    }
  },
  appendLimitBytes: LIMIT_BYTES,
  positionsHaveNoGaps: true,
  modelRuns: 200,
  patienceMs,
})

/** Each delivery stands for what `change` makes of it: none, one or several. */
export const delivering = (
  inner: Subscription,
  change: (delivery: Delivery) => ReadonlyArray<Delivery>,
): Subscription => ({
  ...inner,
  [Symbol.asyncIterator]: () => {
    const iterator = inner[Symbol.asyncIterator]()
    const ready: Array<Delivery> = []
    const next = async (): Promise<IteratorResult<Delivery, undefined>> => {
      for (;;) {
        if (inner.state().status === 'stopped') return { done: true, value: undefined }
        const value = ready.shift()
        if (value !== undefined) return { done: false, value }
        const result = await iterator.next()
        if (result.done === true) return { done: true, value: undefined }
        ready.push(...change(result.value))
      }
    }
    let before: Promise<unknown> = Promise.resolve()
    const inTurn = async (turn: Promise<unknown>): Promise<IteratorResult<Delivery, undefined>> => {
      await turn
      return next()
    }
    return {
      next: () => {
        const after = inTurn(before)
        before = after
        return after
      },
      return: async () => {
        await inner.stop()
        return { done: true, value: undefined }
      },
    }
  },
})

/** Subscribes as the sound store does, and changes the deliveries; `changing` is called for every subscription. */
export const delivered =
  (changing: (start: SubscriptionStart) => (delivery: Delivery) => ReadonlyArray<Delivery>): Break =>
  ({ subscribe }) => ({ subscribe: (start) => delivering(subscribe(start), changing(start)) })

/** Reads and delivers what `change` makes of each event. */
export const readAs =
  (change: (event: RecordedEvent) => RecordedEvent): Break =>
  ({ readStream, readAll, subscribe }) => ({
    readStream: (stream, read) =>
      pipe(
        readStream(stream, read),
        TE.map((slice) => ({ ...slice, events: slice.events.map(change) })),
      ),
    readAll: (read) =>
      pipe(
        readAll(read),
        TE.map((page) => ({ ...page, events: page.events.map(change) })),
      ),
    subscribe: (start) =>
      delivering(subscribe(start), (delivery) => [
        delivery.kind === 'event' ? { ...delivery, event: change(delivery.event) } : delivery,
      ]),
  })

/** Appends what `change` makes of each event. */
export const appendedAs =
  (change: (event: EventToAppend) => EventToAppend): Break =>
  ({ append }) => ({ append: (stream, events, expected) => append(stream, events.map(change), expected) })

export const eventIdOf = ({ metadata }: { readonly metadata: unknown }): string =>
  (metadata as { readonly eventId: string }).eventId

/** Gives every event an id of the store's own, and back the one it came with: nothing is ever recognised. */
export const withoutRecognising = (): Break => {
  const given = new Map<string, string>()
  return (sound, behind) => ({
    ...readAs((event) => withEventId(event, given.get(eventIdOf(event)) ?? eventIdOf(event)))(sound, behind),
    append: (stream, events, expected) => async () => {
      const again = new Set(events.map(eventIdOf)).size < events.length
      const renamed = events.map((event) => {
        const id = `store-${given.size}`
        given.set(id, eventIdOf(event))
        return withEventId(event, id)
      })
      return sound.append(stream, again ? events : renamed, expected)()
    },
  })
}

export const withEventId = <Event extends { readonly metadata: unknown }>(event: Event, eventId: string): Event => ({
  ...event,
  metadata: { ...(event.metadata as object), eventId },
})
