import * as E from 'fp-ts/lib/Either.js'
import { describeEventStore, type EventStoreHarness } from '../contract/index.js'
import { event, events, ids, idsOf, streamOf } from '../contract/sample-events.js'
import { inMemoryEventStore } from './in-memory-event-store.js'
import { InMemoryEvents } from './in-memory-events.js'

const inMemory: EventStoreHarness = {
  emptyStore: async () => {
    const events = new InMemoryEvents()
    return {
      open: async (options) => inMemoryEventStore({ ...options, events, appendLimitBytes: 1_048_576 }),
      discard: async () => undefined,
    }
  },
  appendLimitBytes: 1_048_576,
  positionsHaveNoGaps: true,
}

describeEventStore('The in-memory store', inMemory)

describe('The in-memory store', () => {
  it('opens for no tenant whose name is none', () => {
    for (const tenant of ['', 'Acme', 'acme.eu', 'a-b', '$acme']) {
      expect(() => inMemoryEventStore({ tenant })).toThrow(TypeError)
    }
  })

  it('has memory of its own where none is given', async () => {
    const [one, other] = [inMemoryEventStore(), inMemoryEventStore()]
    await one.append(streamOf(1), events(1, 1), 'no-stream')()
    expect(await other.readStream(streamOf(1))()).toEqual(E.right({ events: [], lastRevision: 'no-stream' }))
  })

  it('takes an append of any size where no limit is set', async () => {
    const large = [event(1, 'ReportAdded', { text: 'x'.repeat(2_000_000) })]
    expect(E.isRight(await inMemoryEventStore().append(streamOf(1), large, 'any')())).toBe(true)
  })

  it('hands out what it keeps deeply frozen', async () => {
    const store = inMemoryEventStore()
    await store.append(streamOf(1), [event(1, 'NoteAdded', { lines: [{ text: 'kept' }] })], 'any')()
    const read = await store.readStream(streamOf(1))()
    const [kept] = E.isRight(read) ? read.right.events : []
    expect(Object.isFrozen(kept)).toBe(true)
    expect(() => Object.assign(Object(kept?.position), { commit: 7 })).toThrow(TypeError)
    expect(() => Object.assign(Object(kept?.data), { lines: [] })).toThrow(TypeError)
  })

  it('lets others have their turn while a reader catches up', async () => {
    const store = inMemoryEventStore()
    await store.append(streamOf(1), events(1, 5000), 'any')()
    const subscription = store.subscribe({ to: 'all', after: 'beginning' })
    setImmediate(() => void subscription.stop())
    let count = 0
    for await (const delivery of subscription) count += delivery.kind === 'event' ? 1 : 0
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(5000)
  })

  it('recognises a repeat in a stream long enough to have an index of its event ids', async () => {
    const store = inMemoryEventStore()
    for (let first = 1; first < 200; first += 7) await store.append(streamOf(1), events(first, 7), 'any')()
    const before = await store.readStream(streamOf(1))()
    for (let first = 1; first < 200; first += 7) {
      const again = await store.append(streamOf(1), events(first, 7), first === 1 ? 'no-stream' : first - 2)()
      expect(again).toEqual(E.right({ revision: first + 5, position: { commit: first + 5, prepare: first + 5 } }))
    }
    expect(await store.readStream(streamOf(1))()).toEqual(before)
    expect(E.isRight(before) ? idsOf(before.right.events) : []).toEqual(ids(1, 203))
  })
})
