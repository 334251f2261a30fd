import { type EventStore, type EventToAppend, streamNameOf } from '@aftersale/event-store'
import { openLibsql, openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { startWireDouble } from '@aftersale/wire-double'
import { left, right } from './right-or-left.fixtures.js'
import { openedOn } from './servers.fixtures.js'
import { newFolder } from './stores.fixtures.js'
import { notesTogether, ticketNumber } from './ticket-commands.fixtures.js'

const serviceTicketId = ticketNumber(0, 1)
const stream = streamNameOf({ category: 'serviceTicket', id: serviceTicketId })
const notes = (called: string, count: number, text = ''): ReadonlyArray<EventToAppend> =>
  notesTogether({ serviceTicketId, called, turn: 1, stream, count, tenant: undefined }).map((note) => ({
    ...note,
    data: { ...(note.data as object), text },
  }))

interface FullStore {
  readonly store: EventStore
  /** The same, and does not wait long for an answer that will not come. */
  readonly impatient: EventStore
  readonly fillUp: () => Promise<void>
  readonly makeRoom: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** A file that may have no page more than it has. */
const fullSqlite = async (): Promise<FullStore> => {
  const folder = newFolder()
  const connections: Array<ReturnType<typeof openLibsql>> = []
  const opened = await openSqliteEventStore(folder.in('history.db'), {
    openDatabase: (path, access) => {
      const database = openLibsql(path, access)
      connections.push(database)
      return database
    },
  })()
  const store = right(opened)
  const limit = (pages: number): void => {
    for (const connection of connections) connection.prepare(`PRAGMA max_page_count = ${pages}`).get()
  }
  return {
    store,
    impatient: store,
    fillUp: async () => limit(1),
    makeRoom: async () => limit(100_000),
    discard: async () => {
      await store.close()
      folder.remove()
    },
  }
}

const impatience = { timeoutMilliseconds: 300, backoffMilliseconds: () => 10 }

/** A server that takes appends and does not say what came of them, as one does whose disk refuses a write. */
const serverThatCannotWrite = async (): Promise<FullStore> => {
  const double = await startWireDouble()
  const store = await openedOn(double.connectionString)
  const impatient = await openedOn(double.connectionString, impatience)
  return {
    store,
    impatient,
    fillUp: async () => {
      for (const call of ['append', 'batch-append'] as const) {
        double.misbehave({ does: 'refuse', call, code: 8, exception: 'unknown', times: 'always' })
      }
    },
    makeRoom: async () => double.behave(),
    discard: async () => {
      await store.close()
      await impatient.close()
      await double.stop()
    },
  }
}

/** EventStoreDB ends itself where it cannot write to its disk, in the middle of an append, and stays away. */
const serverThatEndsItself = async (): Promise<FullStore> => {
  const double = await startWireDouble()
  const store = await openedOn(double.connectionString)
  const impatient = await openedOn(double.connectionString, impatience)
  return {
    store,
    impatient,
    fillUp: () => double.kill(),
    makeRoom: () => double.start(),
    discard: async () => {
      await store.close()
      await impatient.close()
      await double.stop()
    },
  }
}

describe.each([
  { kind: 'SQLite', full: fullSqlite, answers: ['StoreUnavailable'] },
  // As far as the client had come when it gave up waiting.
  { kind: 'a server that cannot write', full: serverThatCannotWrite, answers: ['OutcomeUnknown', 'StoreUnavailable'] },
  { kind: 'a server that ended itself', full: serverThatEndsItself, answers: ['StoreUnavailable', 'OutcomeUnknown'] },
])('a store whose disk is full ($kind)', ({ full, answers }) => {
  it('says so by its type, has done nothing by halves, and takes the same append once there is room', async () => {
    const { store, impatient, fillUp, makeRoom, discard } = await full()
    try {
      right(await store.append(stream, notes('before', 2), 'no-stream')())
      const large = notes('large', 3, 'x'.repeat(100_000))
      await fillUp()
      expect(answers).toContain(left(await impatient.append(stream, large, 1)()).failure)
      await makeRoom()
      expect(right(await store.readStream(stream)()).lastRevision).toBe(1)
      expect(right(await store.append(stream, large, 1)())).toMatchObject({ revision: 4 })
      expect(right(await store.append(stream, large, 1)())).toMatchObject({ revision: 4 })
      const { events } = right(await store.readAll()())
      expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4])
    } finally {
      await discard()
    }
  })
})

it("tells a server's own limit, where it is below the store's", async () => {
  const double = await startWireDouble({ maxAppendSize: 10_000 })
  const store = await openedOn(double.connectionString)
  right(await store.append(stream, notes('before', 2), 'no-stream')())
  const large = notes('large', 3, 'x'.repeat(5000))
  expect(left(await store.append(stream, large, 1)())).toMatchObject({
    failure: 'AppendTooLarge',
    stream,
    limit: 10_000,
  })
  expect(right(await store.append(stream, notes('after', 1), 1)())).toMatchObject({ revision: 2 })
  await store.close()
  await double.stop()
})

describe('A store on a server that nothing but the wire limits', () => {
  const LARGEST = 16 * 1024 * 1024 - 16 * 1024

  it.each([
    ['an event of 17 MB', 'x'.repeat(17_000_000), 1],
    ['17 MB of many events', 'x'.repeat(17_000), 1000],
  ])('refuses %s as too large before anything is sent, and goes on', async (_what, text, count) => {
    const double = await startWireDouble({ maxAppendSize: 64_000_000 })
    const store = await openedOn(double.connectionString, { appendLimitBytes: 64_000_000 })
    right(await store.append(stream, notes('before', 2), 'no-stream')())
    const failure = left(await store.append(stream, notes('large', count, text), 1)())
    expect(failure).toEqual({ failure: 'AppendTooLarge', stream, bytes: expect.any(Number), limit: LARGEST })
    expect(double.calls()).toMatchObject({ 'batch-append': 1 })
    expect(right(await store.append(stream, notes('after', 1), 1)())).toMatchObject({ revision: 2 })
    await store.close()
    await double.stop()
  })

  it('takes what is as large as it may be, in one event or in many', async () => {
    const double = await startWireDouble({ maxAppendSize: 64_000_000 })
    const store = await openedOn(double.connectionString, { appendLimitBytes: 64_000_000 })
    const sizeOf = (events: ReadonlyArray<EventToAppend>): number =>
      events.reduce(
        (sum, { type, data, metadata }) => sum + 2 * type.length + JSON.stringify([data, metadata]).length - 3,
        0,
      )
    const room = (called: string, count: number): number => LARGEST - sizeOf(notes(called, count))
    const one = notes('one', 1, 'x'.repeat(room('one', 1)))
    const many = notes('many', 50, 'x'.repeat(Math.floor(room('many', 50) / 50)))
    expect(sizeOf(one)).toBe(LARGEST)
    expect(right(await store.append(stream, one, 'no-stream')())).toMatchObject({ revision: 0 })
    expect(right(await store.append(stream, many, 0)())).toMatchObject({ revision: 50 })
    await store.close()
    await double.stop()
  })
})
