import type { Checkpoint } from '@aftersale/event-store'
import { jsonEvent } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import { doublesOfThisSpec, idOf, note, ticket } from '../doubles.fixtures.js'
import type { EsdbEventStore } from '../esdb-event-store.js'
import { read, revisionsOf, upTo } from './followed.fixtures.js'

const doubles = doublesOfThisSpec()

const append = async (store: EsdbEventStore, stream: string, from: number, count: number): Promise<void> => {
  for (let n = from; n < from + count; n += 1) {
    const outcome = await store.append(stream, [note(n)], 'any')()
    if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  }
}

const atEnd = (reading: ReturnType<typeof read>, count: number): Promise<void> =>
  reading.until(
    () => reading.events().length >= count && reading.deliveries[reading.deliveries.length - 1]?.kind === 'caught-up',
  )

const WAYS = [
  { to: 'all', after: 'beginning' },
  { to: 'category', category: 'serviceTicket', after: 'beginning' },
  { to: 'stream', stream: ticket(1), after: 'beginning' },
] as const

describe('What comes over the wire', () => {
  it.each(WAYS)('is delivered once where the server sends it twice: $to', async (start) => {
    const { double, store } = await doubles.storeOnDouble()
    await append(store, ticket(1), 1, 10)
    double.misbehave({ does: 'duplicate', call: 'subscribe', after: 2, times: 3 })
    const reading = read(store.subscribe(start))
    await atEnd(reading, 10)
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
  })

  it.each(WAYS)('is delivered in order where the server sends it out of order: $to', async (start) => {
    const { double, store } = await doubles.storeOnDouble()
    await append(store, ticket(1), 1, 10)
    double.misbehave({ does: 'reorder', call: 'subscribe', after: 4 })
    const reading = read(store.subscribe(start))
    await atEnd(reading, 10)
    expect(revisionsOf(reading.events())).toEqual(upTo(10))
    expect(reading.states.map(({ status }) => status)).toContain('reconnecting')
  })

  it('is not lost in silence where events of two streams come out of order and the later one was delivered', async () => {
    const { double, store } = await doubles.storeOnDouble()
    for (let n = 1; n <= 10; n += 1) await append(store, ticket(n), n, 1)
    double.misbehave({ does: 'reorder', call: 'subscribe', after: 4 })
    const subscription = store.subscribe({ to: 'all', after: 'beginning' })
    const reading = read(subscription)
    await reading.over
    expect(subscription.state()).toMatchObject({
      status: 'stopped',
      because: { failure: 'StoreUnavailable', cause: 'corrupt' },
    })
  })

  it('is delivered raw where it is no JSON, and what follows comes after it', async () => {
    const { double, store } = await doubles.storeOnDouble()
    await append(store, ticket(1), 1, 3)
    double.misbehave({ does: 'malformed', part: 'data', call: 'subscribe' })
    double.misbehave({ does: 'malformed', part: 'metadata', call: 'subscribe', after: 1 })
    const reading = read(store.subscribe({ to: 'all', after: 'beginning' }))
    await atEnd(reading, 3)
    const [first, second, third] = reading.events()
    expect(first?.data).toBe('{"this is": no JSON')
    expect(second?.metadata).toEqual(Buffer.from('{"this is": no JSON'))
    expect(third?.data).toEqual({ note: 3 })
  })
})

describe.each(doubles.servers)('On $name', ({ name, start }) => {
  /** A category that nothing else on the server has. */
  const ownCategory = (): string => `sub${name.length}${Date.now()}${Math.floor(Math.random() * 1e6)}`

  it('leaves no gap to doubt where an operator truncated the stream', async () => {
    const store = doubles.storeOn(await start())
    const stream = `${ownCategory()}-${idOf(1)}`
    await append(store, stream, 1, 6)
    await store.client.setStreamMetadata(stream, { truncateBefore: 4 })
    const reading = read(store.subscribe({ to: 'stream', stream, after: 'beginning' }))
    await atEnd(reading, 2)
    expect(revisionsOf(reading.events())).toEqual([4, 5])
    expect(reading.states.map(({ status }) => status)).toEqual(['catching-up', 'live'])
  })

  it('goes on in a stream that was deleted and begun again, after a checkpoint of before', async () => {
    const store = doubles.storeOn(await start())
    const stream = `${ownCategory()}-${idOf(1)}`
    await append(store, stream, 1, 3)
    await store.client.deleteStream(stream)
    const reading = read(store.subscribe({ to: 'stream', stream, after: { kind: 'stream', stream, revision: 1 } }))
    await reading.until(() => reading.deliveries.some(({ kind }) => kind === 'caught-up'))
    await append(store, stream, 4, 1)
    await atEnd(reading, 1)
    expect(reading.events().map(({ data }) => data)).toEqual([{ note: 4 }])
  })

  it('passes over links that lead to deleted events, and counts them in its checkpoints of links', async () => {
    const store = doubles.storeOn(await start())
    const category = ownCategory()
    const of = (n: number): string => `${category}-${idOf(n)}`
    await append(store, of(1), 1, 3)
    await append(store, of(2), 4, 2)
    await store.client.deleteStream(of(1))
    await append(store, of(3), 6, 1)
    const follow = (after: Checkpoint | 'beginning') => read(store.subscribe({ to: 'category', category, after }))
    const reading = follow('beginning')
    await reading.until(() => reading.events().some(({ data }) => JSON.stringify(data) === '{"note":6}'))
    expect(reading.events().map(({ data }) => data)).toEqual([{ note: 4 }, { note: 5 }, { note: 6 }])
    const kinds = reading
      .checkpoints()
      .map((checkpoint) => (checkpoint.kind === 'link' ? checkpoint.stream : checkpoint.kind))
    expect(new Set(kinds)).toEqual(new Set([`$ce-${category}`]))
    const [first] = reading.checkpoints()
    const resumed = follow(first ?? 'beginning')
    await atEnd(resumed, 2)
    expect(resumed.events().map(({ data }) => data)).toEqual([{ note: 5 }, { note: 6 }])
  })

  it('refuses a checkpoint of links for all, of all for links, of another category, and beyond the links', async () => {
    const store = doubles.storeOn(await start())
    const category = ownCategory()
    const stream = `$ce-${category}`
    await append(store, `${category}-${idOf(1)}`, 1, 1)
    const seen = read(store.subscribe({ to: 'category', category, after: 'beginning' }))
    await atEnd(seen, 1)
    const refused = [
      store.subscribe({ to: 'all', after: { kind: 'link', stream, revision: 0 } }),
      store.subscribe({ to: 'category', category, after: { kind: 'all', position: { commit: 0, prepare: 0 } } }),
      store.subscribe({ to: 'category', category, after: { kind: 'link', stream: `${stream}s`, revision: 0 } }),
      store.subscribe({ to: 'category', category, after: { kind: 'link', stream, revision: 99 } }),
    ]
    for (const subscription of refused) {
      const reading = read(subscription)
      await reading.over
      expect(reading.deliveries).toEqual([])
      expect(subscription.state()).toMatchObject({ status: 'stopped', because: { failure: 'CheckpointNotUsable' } })
    }
  })

  it('refuses a position at which nothing begins', async () => {
    const store = doubles.storeOn(await start())
    const category = ownCategory()
    await append(store, `${category}-${idOf(1)}`, 1, 2)
    const reading = read(store.subscribe({ to: 'all', filter: { categories: [category] }, after: 'beginning' }))
    await atEnd(reading, 2)
    const { commit = 0, prepare = 0 } = reading.events()[0]?.position ?? {}
    const between = { commit: commit + 7, prepare: prepare + 7 }
    const subscription = store.subscribe({ to: 'all', after: { kind: 'all', position: between } })
    await read(subscription).over
    expect(subscription.state()).toMatchObject({ status: 'stopped', because: { failure: 'CheckpointNotUsable' } })
  })

  it('leaves out what is the server’s own, and what stands in no stream of ours', async () => {
    const store = doubles.storeOn(await start())
    const category = ownCategory()
    await append(store, `${category}-${idOf(1)}`, 1, 1)
    await store.client.appendToStream(`${category}-none`, [jsonEvent({ type: 'NoteAdded', data: { note: 0 } })])
    await store.client.appendToStream(`${category}-${idOf(2)}`, [jsonEvent({ type: 'NoteAdded', data: { note: 2 } })])
    await store.client.tombstoneStream(`${category}-${idOf(2)}`)
    await append(store, `${category}-${idOf(3)}`, 3, 1)
    const reading = read(store.subscribe({ to: 'all', filter: { categories: [category] }, after: 'beginning' }))
    await atEnd(reading, 3)
    expect(reading.events().map(({ data }) => data)).toEqual([{ note: 1 }, { note: 2 }, { note: 3 }])
  })
})
