import type { AllRead } from '@aftersale/event-store'
import { binaryEvent, type EventStoreDBClient, jsonEvent } from '@eventstore/db-client'
import {
  appendsTaken,
  doublesOfThisSpec,
  idOf,
  impatient,
  left,
  livesThrough,
  note,
  notes,
  notesIn,
  right,
  ticket,
  until,
} from './doubles.fixtures.js'
import { esdbEventStore } from './esdb-event-store.js'
import { stoppedClock } from './stopped-clock.fixtures.js'

const { connect, start, storeOn, storeOnDouble } = doublesOfThisSpec()

const stream = ticket(1)

describe('data that is not JSON', () => {
  it('is refused before anything is sent: nothing is left waiting, and the process lives on', async () => {
    const { double, store } = await storeOnDouble()
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    await livesThrough(async () => {
      for (const data of [{ amountMinor: 17925n }, cycle]) {
        expect(await left(store.append(stream, [note(1, data)], 'no-stream'))).toMatchObject({
          failure: 'EventNotSerializable',
        })
      }
    })
    expect(double.calls()).toEqual({})
    expect(await right(store.append(stream, notes(1, 1), 'no-stream'))).toMatchObject({ revision: 0 })
  })

  it('that others wrote is read raw, and keeps nobody from reading what stands beside it', async () => {
    const { double, store } = await storeOnDouble()
    const bare = connect(double.connectionString)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    await bare.appendToStream(stream, binaryEvent({ type: 'PhotoAdded', data: Uint8Array.of(1, 2, 0xff) }))
    await bare.appendToStream(stream, jsonEvent({ type: 'NoteAdded', data: { note: 3 } }))
    const { events } = await right(store.readStream(stream))
    expect(events.map(({ data }) => data)).toEqual([{ note: 1 }, Uint8Array.of(1, 2, 0xff), { note: 3 }])
    expect(events.map(({ metadata }) => metadata)).toEqual([note(1).metadata, undefined, undefined])

    double.misbehave({ does: 'malformed', part: 'data', call: 'read', times: 'always' })
    const broken = (await right(store.readAll())).events
    expect(broken.map(({ type }) => type)).toEqual(['NoteAdded', 'PhotoAdded', 'NoteAdded'])
    expect(typeof broken[0]?.data).toBe('string')
    double.behave()
    double.misbehave({ does: 'malformed', part: 'metadata', call: 'read', times: 'always' })
    expect((await right(store.readStream(stream, { maxCount: 1 }))).events[0]).toMatchObject({ data: { note: 1 } })
  })
})

describe('a conflict', () => {
  it('is told with what was expected and what is there now, whatever the server answers with it', async () => {
    const { double, store } = await storeOnDouble()
    await right(store.append(stream, notes(1, 3), 'no-stream'))
    // It says that there is no stream, and no message says anything at all.
    double.misbehave({ does: 'refuse', code: 6, exception: 'wrong-expected-version', call: 'batch-append' })
    expect(await left(store.append(stream, notes(9, 1), 1))).toEqual({
      failure: 'StreamMovedOn',
      stream,
      expected: 1,
      actual: 2,
    })
  })

  it('that the stream itself does not bear out is tried again', async () => {
    const { double, store } = await storeOnDouble()
    await right(store.append(stream, notes(1, 3), 'no-stream'))
    double.misbehave({ does: 'refuse', code: 6, exception: 'wrong-expected-version', call: 'batch-append' })
    expect(await right(store.append(stream, notes(9, 1), 2))).toMatchObject({ revision: 3 })
  })
})

describe('a server that comes and goes', () => {
  it('costs the caller no failed read and no failed append: what fails after a drop is tried again', async () => {
    const { double, store } = await storeOnDouble()
    for (let round = 0; round < 3; round += 1) {
      await right(store.append(stream, notes(10 * round, 2), 'any'))
      await double.kill()
      await double.start()
      expect((await right(store.readStream(stream))).lastRevision).toBe(2 * round + 1)
      await double.kill()
      await double.start()
    }
    expect(await notesIn(store, stream)).toEqual([0, 1, 10, 11, 20, 21])
  })

  it('has a read begun anew that was cut in the middle: each event comes once', async () => {
    const { double, store } = await storeOnDouble()
    await right(store.append(stream, notes(1, 50), 'no-stream'))
    for (const does of ['before', 'after'] as const) {
      double.misbehave({ does: 'drop', when: does, call: 'read', after: 20 })
      expect(await notesIn(store, stream)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
      double.misbehave({ does: 'drop', when: does, call: 'read', after: 20 })
      expect((await right(store.readAll())).events.length).toBe(50)
    }
  })

  it('may be another one when it is back: what was known of its streams counts for nothing then', async () => {
    const [double, other] = [await start(), await start()]
    // The other holds what the first is to be restored to: the same revisions, and an event id that the first never had.
    const onOther = storeOn(other.connectionString)
    await right(onOther.append(stream, notes(7, 1), 'no-stream'))
    const store = storeOn(double.connectionString)
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    await double.stop()
    const restored = await start({ log: other.log, port: double.port })
    expect(restored.port).toBe(double.port)
    await right(store.readAll())
    expect(await left(store.append(stream, notes(7, 1), 0))).toMatchObject({ failure: 'StreamMovedOn', actual: 0 })
  })
})

describe('a node that does not lead', () => {
  it('sends appends and reads to the one that does', async () => {
    const leader = await start()
    const follower = await start({ log: leader.log })
    const store = storeOn(follower.connectionString)
    const elsewhere = { does: 'leader-elsewhere', host: '127.0.0.1', port: leader.port } as const
    follower.misbehave({ ...elsewhere, call: 'batch-append', times: 'always' })
    expect(await right(store.append(stream, notes(1, 2), 'no-stream'))).toMatchObject({ revision: 1 })
    expect(leader.calls()['batch-append']).toBe(1)
    const reader = storeOn(follower.connectionString)
    follower.misbehave({ ...elsewhere, call: 'read', times: 'always' })
    expect(await notesIn(reader, stream)).toEqual([1, 2])
    expect(leader.calls()['read']).toBeGreaterThan(0)
  })

  it('is left for the leader that the gossip names, also when the leader changes', async () => {
    const nodes = [await start(), await start()] as const
    let leads = 0
    const members = () => nodes.map(({ port }, index) => ({ port, leads: index === leads }))
    const cluster = [await start({ log: nodes[0].log, members }), await start({ log: nodes[0].log, members })]
    const seeds = cluster.map(({ port }) => `127.0.0.1:${port}`).join(',')
    const store = storeOn(`esdb://${seeds}?tls=false`)
    expect(await right(store.append(stream, notes(1, 1), 'no-stream'))).toMatchObject({ revision: 0 })
    expect(nodes[0].calls()['batch-append']).toBe(1)
    leads = 1
    await nodes[0].kill()
    expect(await right(store.append(ticket(2), notes(2, 1), 'no-stream'))).toMatchObject({ revision: 0 })
    expect(nodes[1].calls()['batch-append']).toBe(1)
  })

  it('may be the last that is found: nothing that the client leaves uncaught ends the process', async () => {
    const nobody = '127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&gossipTimeout=1&discoveryInterval=10'
    await livesThrough(async () => {
      const store = storeOn(`esdb://${nobody}`, { ...impatient, timeoutMilliseconds: 1000 })
      const calls = [left(store.readAll()), left(store.append(stream, notes(1, 1), 'no-stream'))]
      for (const failure of await Promise.all(calls)) expect(failure).toMatchObject({ cause: 'unreachable' })
    })
  })

  it('leaves nothing uncaught where the client takes up a new connection that fails', async () => {
    const client = connect('esdb://127.0.0.1:1?tls=false')
    const inside = client as unknown as { handleError: (...what: ReadonlyArray<unknown>) => Promise<void> }
    inside.handleError = async () => {
      throw new Error('Failed to discover after 10 attempts.')
    }
    await livesThrough(async () => {
      const store = esdbEventStore(client, { ...impatient, timeoutMilliseconds: 100 })
      expect(await left(store.readAll())).toMatchObject({ cause: 'unreachable' })
      await store.close()
    })
  })
})

describe('what the server refuses', () => {
  it.each([
    ['an append that is not allowed', { exception: 'access-denied', code: 7, call: 'batch-append' }, 'access-denied'],
    ['a caller that it does not know', { code: 16, call: 'any' }, 'access-denied'],
  ] as const)('is StoreUnavailable for %s, and nothing was written', async (_, refusal, cause) => {
    const { double, store } = await storeOnDouble()
    double.misbehave({ does: 'refuse', times: 'always', ...refusal })
    expect(await left(store.append(stream, notes(1, 1), 'no-stream'))).toMatchObject({
      failure: 'StoreUnavailable',
      cause,
    })
    double.behave()
    expect(await notesIn(store, stream)).toEqual([])
  })

  it('is StoreUnavailable for a read that is not allowed', async () => {
    const { double, store } = await storeOnDouble()
    double.misbehave({ does: 'refuse', code: 7, exception: 'access-denied', call: 'read', times: 'always' })
    const failure = { failure: 'StoreUnavailable', cause: 'access-denied', why: 'access-denied' }
    expect(await left(store.readStream(stream))).toEqual(failure)
    expect(await left(store.readAll())).toEqual(failure)
    expect(await left(store.append(stream, notes(1, 1), 'any'))).toEqual(failure)
  })

  it('is AppendTooLarge where its limit is lower than the one that is reckoned with, and tells its own', async () => {
    const double = await start({ maxAppendSize: 1000 })
    const store = storeOn(double.connectionString)
    expect(await left(store.append(stream, [note(1, 'x'.repeat(1500))], 'no-stream'))).toMatchObject({
      failure: 'AppendTooLarge',
      stream,
      limit: 1000,
    })
    expect(await notesIn(store, stream)).toEqual([])
  })

  it('is measured before it is sent: type, data and metadata, as the server reckons them', async () => {
    const { double, store } = await storeOnDouble({ appendLimitBytes: 1000 })
    const metadata = Buffer.byteLength(JSON.stringify(note(1).metadata))
    const room = 1000 - metadata - 2 * 'NoteAdded'.length - 2
    expect(await left(store.append(stream, [note(1, 'x'.repeat(room + 1))], 'no-stream'))).toEqual({
      failure: 'AppendTooLarge',
      stream,
      bytes: 1001,
      limit: 1000,
    })
    expect(double.calls()).toEqual({})
    await right(store.append(stream, [note(1, 'x'.repeat(room))], 'no-stream'))
  })

  it('is one append for the server, however many messages it takes', async () => {
    const double = await start({ maxAppendSize: 16 * 1024 * 1024 })
    const store = storeOn(double.connectionString, { appendLimitBytes: 16 * 1024 * 1024 })
    const large = [1, 2, 3, 4, 5].map((n) => note(n, { note: n, text: 'x'.repeat(1_500_000) }))
    expect(await right(store.append(stream, large, 'no-stream'))).toMatchObject({ revision: 4 })
    expect(await notesIn(store, stream)).toEqual([1, 2, 3, 4, 5])
  })

  it('is BadArgument for a position where no event begins', async () => {
    const { store } = await storeOnDouble()
    await right(store.append(stream, notes(1, 2), 'no-stream'))
    const [first] = (await right(store.readAll())).events
    const after = { commit: (first?.position.commit ?? 0) + 1, prepare: (first?.position.prepare ?? 0) + 1 }
    expect(await left(store.readAll({ after }))).toEqual({
      failure: 'BadArgument',
      why: 'after: no event of this store stands there',
    })
  })
})

describe('what is in flight', () => {
  it('is at most so many appends at once; the others wait, and all are carried out', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble({ ...impatient, appendsInFlight: 3 })
    // Those that are on their way stay there until nobody waits for their answers any more, and they are found written.
    double.misbehave({ does: 'silence', carriedOut: true, call: 'batch-append', times: 3 })
    const appends = Array.from({ length: 10 }, (_, n) => right(store.append(ticket(n), notes(n, 1), 'no-stream')))
    await appendsTaken(double, 3)
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate)
    expect(double.calls()['batch-append']).toBe(3)
    clock.passes(impatient.timeoutMilliseconds)
    await Promise.all(appends)
    expect(double.calls()['batch-append']).toBe(10)
  })

  it('has its answers, duplicates and other orders of them notwithstanding', async () => {
    const { double, store } = await storeOnDouble()
    await livesThrough(async () => {
      double.misbehave({ does: 'duplicate', call: 'batch-append', times: 3 })
      double.misbehave({ does: 'reorder', call: 'batch-append', after: 4, times: 2 })
      const appends = Array.from({ length: 10 }, (_, n) => right(store.append(ticket(n), notes(n, n + 1), 'no-stream')))
      const revisions = (await Promise.all(appends)).map(({ revision }) => revision)
      expect(revisions).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    })
  })
})

describe('what is not ours', () => {
  it('is left out of what is read of all: system events, links, foreign names, deleted streams', async () => {
    const { double, store } = await storeOnDouble()
    const bare = connect(double.connectionString)
    await right(store.append(stream, notes(1, 2), 'no-stream'))
    await bare.appendToStream('foreign', jsonEvent({ type: 'NoteAdded', data: {} }))
    await bare.appendToStream('foreign-1', jsonEvent({ type: 'NoteAdded', data: {} }))
    await bare.appendToStream(`acme.serviceTicket-${idOf(1)}`, jsonEvent({ type: 'NoteAdded', data: {} }))
    await bare.setStreamMetadata(stream, { maxCount: 100 })
    await right(store.append(ticket(2), notes(3, 1), 'no-stream'))
    await right(store.append(ticket(3), notes(4, 1), 'no-stream'))
    await bare.deleteStream(ticket(2))
    await bare.tombstoneStream(ticket(3))
    const all = (await right(store.readAll())).events
    expect(all.every(({ stream: of, type }) => of.startsWith('serviceTicket-') && !type.startsWith('$'))).toBe(true)
    expect(all.slice(0, 2).map(({ data }) => data)).toEqual([{ note: 1 }, { note: 2 }])
    expect((await right(store.readAll({ direction: 'backwards' }))).events).toEqual(all.toReversed())
  })

  it('is passed over page by page, so that a rare kind is found behind many others', async () => {
    const { double, store } = await storeOnDouble()
    const bare = connect(double.connectionString)
    const foreign = Array.from({ length: 1000 }, () => jsonEvent({ type: 'NoteAdded', data: {} }))
    for (let batch = 0; batch < 3; batch += 1) await bare.appendToStream('foreign', foreign)
    await right(store.append(stream, notes(1, 3), 'no-stream'))
    const page = await right(store.readAll({ maxCount: 2 }))
    expect(page.events.map(({ data }) => data)).toEqual([{ note: 1 }, { note: 2 }])
    expect(page.next).toEqual(page.events[1]?.position)
  })
})

describe('the cost of a page of all', () => {
  /** 3,000 events of each of two categories, then two of a third. */
  const storeWithMany = async () => {
    const { double, store } = await storeOnDouble()
    const [data, metadata] = [Buffer.from('{}'), new Uint8Array()]
    for (const [index, other] of ['purchase', 'foreign'].entries()) {
      const ids = Array.from({ length: 3000 }, (_, n) => idOf(3000 * index + n + 10))
      const many = ids.map((id) => ({ id, type: 'NoteAdded', isJson: true, data, metadata }))
      double.log.append(`${other}-${idOf(1)}`, 'any', many)
    }
    await right(store.append(stream, notes(1, 2), 'no-stream'))
    const readsOf = async (read: AllRead): Promise<number> => {
      const before = double.calls()['read'] ?? 0
      await right(store.readAll(read))
      return (double.calls()['read'] ?? 0) - before
    }
    return { double, store, readsOf }
  }

  it('is one call where the server leaves out all that is not wanted', async () => {
    const { readsOf } = await storeWithMany()
    expect(await readsOf({ filter: { categories: ['serviceTicket'] }, maxCount: 1 })).toBe(1)
    expect(await readsOf({ filter: { types: ['NoteMissing'] }, maxCount: 1 })).toBe(1)
  })

  it('is few calls where the server lets much through that is left out here, however small the page', async () => {
    const { readsOf } = await storeWithMany()
    const filter = { categories: ['purchase', 'foreign', 'serviceTicket'], types: ['NoteMissing'] }
    expect(await readsOf({ filter, maxCount: 1 })).toBeLessThan(15)
  })

  it('is StoreUnavailable where the server fails at a place that the reader itself has come to', async () => {
    const { double, store } = await storeWithMany()
    double.misbehave({ does: 'refuse', code: 2, exception: 'ReadAllResult: Error', call: 'read', after: 1 })
    const filter = { categories: ['purchase'], types: ['NoteMissing'] }
    expect(await left(store.readAll({ filter, maxCount: 1 }))).toMatchObject({ failure: 'StoreUnavailable' })
  })
})

describe('a filter that the server takes long over', () => {
  it('is done without for a while: everything is read then, and picked out here', async () => {
    const clock = stoppedClock()
    const { double, store } = await storeOnDouble(impatient)
    await right(store.append(stream, notes(1, 3), 'no-stream'))
    const wanted = await right(store.readAll())
    const { read: before = 0 } = double.calls()
    double.misbehave({ does: 'silence', carriedOut: false, call: 'read' })
    const reading = right(store.readAll())
    await until(() => double.calls()['read'] === before + 1)
    clock.passes(impatient.timeoutMilliseconds)
    expect(await reading).toEqual(wanted)
    const filter = { types: ['NoteAdded'], categories: ['serviceTicket'] }
    expect(await right(store.readAll({ filter, maxCount: 2 }))).toMatchObject({ events: wanted.events.slice(0, 2) })
    expect(await right(store.readAll({ filter, direction: 'backwards' }))).toEqual({
      events: wanted.events.toReversed(),
    })
    expect(await right(store.readAll({ filter: { types: [] } }))).toEqual({ events: [] })
  })
})

describe('closing', () => {
  it('leaves a client that was injected as it is, for the others that share it', async () => {
    const double = await start()
    const client = connect(double.connectionString)
    const [one, other] = [esdbEventStore(client), esdbEventStore(client, { tenant: 'acme' })]
    expect(one.client).toBe(client)
    await right(one.append(stream, notes(1, 1), 'no-stream'))
    await one.close()
    expect(await left(one.readStream(stream))).toEqual({ failure: 'StoreClosed' })
    expect((await right(other.readAll())).events).toEqual([])
    await other.close()
    expect((await client.appendToStream('still', jsonEvent({ type: 'There', data: {} }))).success).toBe(true)
  })

  it('refuses a client that has another inside than the one it was made for', () => {
    const { version } = jest.requireActual<{ readonly version: string }>('@eventstore/db-client/package.json')
    expect(version).toBe('6.2.1')
    expect(() => esdbEventStore({} as EventStoreDBClient)).toThrow(TypeError)
  })

  it('ends the reads that wait for a silent server, and waits for none of them', async () => {
    const { double, store } = await storeOnDouble({ timeoutMilliseconds: 2 ** 30 })
    await right(store.append(stream, notes(1, 1), 'no-stream'))
    double.misbehave({ does: 'silence', carriedOut: false, call: 'read', times: 'always' })
    const before = double.calls()['read'] ?? 0
    const reads = [left(store.readStream(stream)), left(store.readAll())]
    await until(() => double.calls()['read'] === before + 2)
    await store.close()
    for (const failure of await Promise.all(reads)) expect(failure).toEqual({ failure: 'StoreClosed' })
  })

  it('waits for the appends that it has begun', async () => {
    const { double, store } = await storeOnDouble()
    double.misbehave({ does: 'delay', milliseconds: 100, call: 'batch-append' })
    const appending = right(store.append(stream, notes(1, 1), 'no-stream'))
    await appendsTaken(double, 1)
    await store.close()
    expect(await appending).toMatchObject({ revision: 0 })
  })
})
