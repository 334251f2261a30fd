import type { EventToAppend } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { openLibsql } from './open-libsql.js'
import { type OpenSqliteDatabase, pragma, type SqliteDatabase } from './sqlite-database.js'
import type { SqliteEventStore } from './sqlite-event-store.js'
import {
  left,
  newFolder,
  noteAdded,
  opened,
  rememberingConnections,
  right,
  streamNumber,
} from './sqlite-files.fixtures.js'

const [first, second] = [streamNumber(1), streamNumber(2)]
const folder = newFolder()
let files = 0

const newPath = (): string => {
  files += 1
  return folder.in(`${files}.db`)
}

afterAll(() => folder.remove())

/** The streams and revisions in the file, in store order. */
const eventsIn = async (store: SqliteEventStore): Promise<ReadonlyArray<string>> => {
  const { events } = right(await store.readAll()())
  expect(events.map(({ position }) => position.commit)).toEqual(events.map((_, index) => index))
  return events.map(({ stream, revision }) => `${stream === first ? 'first' : 'second'}@${revision}`)
}

const largeNote = (stream: string, number: number): EventToAppend => noteAdded(stream, number, 'x'.repeat(200_000))

describe('a disk that is full', () => {
  const storeWithRoomFor = async (pages: number) => {
    const { openDatabase, connections } = rememberingConnections()
    const path = newPath()
    const store = await opened(path, { openDatabase })
    right(await store.append(first, [noteAdded(first, 0)], 'no-stream')())
    const [connection] = connections as [SqliteDatabase]
    const setRoom = (more: number): unknown =>
      pragma(connection, `max_page_count = ${Number(pragma(connection, 'page_count')) + more}`)
    setRoom(pages)
    return { store, path, setRoom }
  }

  it('is told, with nothing half done', async () => {
    const { store, path } = await storeWithRoomFor(3)
    const events = [noteAdded(first, 1), noteAdded(first, 2), largeNote(first, 3)]
    expect(left(await store.append(first, events, 0)())).toEqual({
      failure: 'StoreUnavailable',
      cause: 'full',
      why: `${path}: database or disk is full`,
    })
    expect(await eventsIn(store)).toEqual(['first@0'])
    await store.close()
  })

  it('takes the same append once there is room', async () => {
    const { store, setRoom } = await storeWithRoomFor(3)
    const events = [noteAdded(first, 1), largeNote(first, 2)]
    expect(E.isLeft(await store.append(first, events, 0)())).toBe(true)
    setRoom(1000)
    expect(right(await store.append(first, events, 0)())).toEqual({ revision: 2, position: { commit: 2, prepare: 2 } })
    await store.close()
  })

  it('refuses what is too large for it, and takes what was appended at the same time and is not', async () => {
    const { store } = await storeWithRoomFor(3)
    const outcomes = await Promise.all([
      store.append(first, [noteAdded(first, 1)], 0)(),
      store.append(second, [largeNote(second, 0)], 'no-stream')(),
      store.append(first, [noteAdded(first, 2)], 1)(),
    ])
    expect(outcomes.map(E.isRight)).toEqual([true, false, true])
    expect(left(outcomes[1])).toMatchObject({ failure: 'StoreUnavailable', cause: 'full' })
    expect(await eventsIn(store)).toEqual(['first@0', 'first@1', 'first@2'])
    await store.close()
  })

  it('takes none of several appends that belong together', async () => {
    const { store } = await storeWithRoomFor(3)
    const appends = [
      { stream: second, events: [noteAdded(second, 0)], expected: 'no-stream' as const },
      { stream: first, events: [largeNote(first, 1)], expected: 0 },
    ]
    expect(left(await store.appendAll(appends)())).toMatchObject({ failure: 'StoreUnavailable', cause: 'full' })
    expect(await eventsIn(store)).toEqual(['first@0'])
    right(await store.append(second, [noteAdded(second, 0)], 'no-stream')())
    expect(await eventsIn(store)).toEqual(['first@0', 'second@0'])
    await store.close()
  })
})

describe('a commit that fails', () => {
  /** The next commit is refused with this error: before it took effect, or as if the answer alone had been lost. */
  const storeWhoseCommitFails = async (error: object, taken: 'not-committed' | 'committed') => {
    let armed = false
    const openDatabase: OpenSqliteDatabase = (path, access) => {
      const database = openLibsql(path, access)
      return {
        exec: (sql) => database.exec(sql),
        close: () => database.close(),
        prepare: (sql) => {
          const statement = database.prepare(sql)
          if (sql !== 'COMMIT') return statement
          const run = (): unknown => {
            if (!armed) return statement.run()
            armed = false
            if (taken === 'committed') statement.run()
            throw Object.assign(new Error('as told by the driver'), error)
          }
          return { run, get: () => statement.get(), all: () => statement.all(), raw: () => statement.raw() }
        },
      }
    }
    const path = newPath()
    const store = await opened(path, { openDatabase })
    right(await store.append(first, [noteAdded(first, 0)], 'no-stream')())
    armed = true
    return { store, path }
  }

  const flushFailed = { code: 'SQLITE_IOERR_FSYNC', rawCode: 1034 }

  it('leaves the outcome unknown where the disk failed, and names the event ids to look for', async () => {
    for (const taken of ['not-committed', 'committed'] as const) {
      const { store, path } = await storeWhoseCommitFails(flushFailed, taken)
      const events = [noteAdded(first, 1), noteAdded(first, 2)]
      expect(left(await store.append(first, events, 0)())).toEqual({
        failure: 'OutcomeUnknown',
        stream: first,
        eventIds: events.map(({ metadata }) => metadata.eventId),
        why: `${path}: the disk failed while the transaction was committed: as told by the driver`,
      })
      const there = taken === 'committed' ? ['first@0', 'first@1', 'first@2'] : ['first@0']
      expect(await eventsIn(store)).toEqual(there)
      expect(right(await store.append(first, events, 0)())).toEqual({
        revision: 2,
        position: { commit: 2, prepare: 2 },
      })
      await store.close()
    }
  })

  it('tells each append that was to be committed with it', async () => {
    const { store } = await storeWhoseCommitFails(flushFailed, 'not-committed')
    const outcomes = await Promise.all([
      store.append(first, [noteAdded(first, 1)], 0)(),
      store.append(second, [noteAdded(second, 0)], 'no-stream')(),
    ])
    expect(outcomes.map(left)).toMatchObject([
      { failure: 'OutcomeUnknown', stream: first, eventIds: [noteAdded(first, 1).metadata.eventId] },
      { failure: 'OutcomeUnknown', stream: second, eventIds: [noteAdded(second, 0).metadata.eventId] },
    ])
    await store.close()
  })

  it('is certain to have written nothing where the disk was full', async () => {
    const { store } = await storeWhoseCommitFails({ code: 'SQLITE_FULL', rawCode: 13 }, 'not-committed')
    expect(left(await store.append(first, [noteAdded(first, 1)], 0)())).toMatchObject({
      failure: 'StoreUnavailable',
      cause: 'full',
    })
    expect(await eventsIn(store)).toEqual(['first@0'])
    await store.close()
  })
})

describe('a lock that another process holds', () => {
  it('is told when it lasts longer than the wait, and nothing was written', async () => {
    const path = newPath()
    const store = await opened(path, { lockWaitMilliseconds: 30 })
    const other = openLibsql(path, 'read-write')
    other.exec('BEGIN IMMEDIATE')
    const outcomes = await Promise.all([
      store.append(first, [noteAdded(first, 0)], 'no-stream')(),
      store.append(second, [noteAdded(second, 0)], 'no-stream')(),
    ])
    const locked = { failure: 'StoreUnavailable', cause: 'locked', why: `${path}: database is locked` }
    expect(outcomes.map(left)).toEqual([locked, locked])
    other.exec('COMMIT')
    expect(await eventsIn(store)).toEqual([])
    right(await store.append(first, [noteAdded(first, 0)], 'no-stream')())
    other.close()
    await store.close()
  })

  it('is waited for while this process goes on with other things', async () => {
    const path = newPath()
    const store = await opened(path, { lockWaitMilliseconds: 60_000 })
    const other = openLibsql(path, 'read-write')
    other.exec('BEGIN IMMEDIATE')
    const appending = store.append(first, [noteAdded(first, 0)], 'no-stream')()
    // These run on the event loop that a wait inside of SQLite would hold up for a minute.
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await eventsIn(store)).toEqual([])
    other.exec('COMMIT')
    expect(right(await appending)).toEqual({ revision: 0, position: { commit: 0, prepare: 0 } })
    other.close()
    await store.close()
  })
})

describe('closing', () => {
  it('answers the appends that were called for before', async () => {
    const path = newPath()
    const store = await opened(path)
    const appending = store.append(first, [noteAdded(first, 0)], 'no-stream')()
    await store.close()
    expect(right(await appending)).toEqual({ revision: 0, position: { commit: 0, prepare: 0 } })
    const again = await opened(path)
    expect(await eventsIn(again)).toEqual(['first@0'])
    await again.close()
  })
})
