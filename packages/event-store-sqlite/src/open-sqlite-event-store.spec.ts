import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { APPLICATION_ID, FORMAT_VERSION, layOut } from './file-format.js'
import { openSqliteEventStore, type SqliteEventStoreOptions } from './open-sqlite-event-store.js'
import { pragma, type SqliteAccess, type SqliteDatabase } from './sqlite-database.js'
import {
  asAnyUser,
  drivers,
  left,
  newFolder,
  noteAdded,
  opened,
  rememberingConnections,
  right,
  streamNumber,
} from './sqlite-files.fixtures.js'

const stream = streamNumber(1)
const folder = newFolder()
const openHandles: Array<{ close: () => unknown }> = []
let files = 0

/** A path that no other test uses. */
const newPath = (): string => {
  files += 1
  return folder.in(`${files}.db`)
}

describe.each(drivers)('by %s', (_driver, connect) => {
  const openFile = (path: string, options: SqliteEventStoreOptions = {}) =>
    openSqliteEventStore(path, { openDatabase: connect, ...options })
  const openedFile = (path: string, options: SqliteEventStoreOptions = {}) =>
    opened(path, { openDatabase: connect, ...options })

  /**
   * A closed file with that many events of one stream. It is a copy: of the file itself, the driver lets go only when
   * the closed store's statements are garbage-collected.
   */
  const fileWith = async (count: number): Promise<string> => {
    const original = newPath()
    const store = await openedFile(original)
    const events = Array.from({ length: count }, (_, number) => noteAdded(stream, number))
    right(await store.append(stream, events, 'no-stream')())
    await store.close()
    const path = newPath()
    copyFileSync(original, path)
    return path
  }

  const connectedTo = (path: string): SqliteDatabase => {
    const database = connect(path, 'read-write')
    openHandles.push(database)
    return database
  }

  it('opens a file that another process lays out between two looks at it', async () => {
    const path = newPath()
    const rival = connectedTo(path)
    /** Lays out the file, if it can, once the first thing is known about it. */
    const watched = (database: SqliteDatabase): SqliteDatabase => ({
      prepare: (sql) => {
        if (sql === 'PRAGMA user_version') {
          try {
            layOut(rival)
          } catch {
            // Kept out: the look at the file is one.
          }
        }
        return database.prepare(sql)
      },
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
    })
    const openDatabase = (at: string, access: SqliteAccess) => watched(connect(at, access))

    const store = right(await openSqliteEventStore(path, { openDatabase })())
    expect(right(await store.append(stream, [noteAdded(stream, 0)], 'no-stream')())).toMatchObject({ revision: 0 })
    await store.close()
  })

  const revisionsIn = async (path: string, readOnly = true): Promise<ReadonlyArray<number>> => {
    const store = await openedFile(path, { readOnly })
    const { events } = right(await store.readStream(stream)())
    await store.close()
    return events.map(({ revision }) => revision)
  }

  afterEach(() => {
    for (const handle of openHandles.splice(0)) handle.close()
  })

  describe('a connection', () => {
    it('writes ahead in a log and flushes each commit to the disk, on every handle', async () => {
      const path = newPath()
      const { openDatabase, connections } = rememberingConnections(connect)
      const stores = [
        await openedFile(path, { openDatabase }),
        await openedFile(path, { openDatabase, tenant: 'acme' }),
      ]
      expect(connections).toHaveLength(2)
      for (const connection of connections) {
        expect(pragma(connection, 'journal_mode')).toBe('wal')
        // 2 is FULL: sqlite.org/pragma.html#pragma_synchronous.
        expect(pragma(connection, 'synchronous')).toBe(2)
        expect(pragma(connection, 'fullfsync')).toBe(1)
        expect(pragma(connection, 'busy_timeout')).toBe(0)
      }
      for (const store of stores) await store.close()
    })

    it('marks the file as ours', async () => {
      const database = connectedTo(await fileWith(0))
      expect([pragma(database, 'application_id'), pragma(database, 'user_version')]).toEqual([
        APPLICATION_ID,
        FORMAT_VERSION,
      ])
    })

    it('leaves one file with everything in it when the last handle is closed', async () => {
      expect(await revisionsIn(await fileWith(3))).toEqual([0, 1, 2])
    })

    it('takes any name that a file can have', async () => {
      for (const name of ['a%20b ?mode=memory#1&é.db', 'file:x.db', ':memory:', 'libsql:x']) {
        const store = await openedFile(folder.in(name))
        right(await store.append(stream, [noteAdded(stream, 0)], 'no-stream')())
        await store.close()
        expect(await revisionsIn(folder.in(name))).toEqual([0])
        expect(readdirSync(folder.path)).toContain(name)
      }
    })

    it('lays out a new file once, however many open it at the same time', async () => {
      const path = newPath()
      const stores = await Promise.all([openedFile(path), openedFile(path), openedFile(path)])
      for (const [index, store] of stores.entries()) {
        right(await store.append(stream, [noteAdded(stream, index)], index === 0 ? 'no-stream' : index - 1)())
      }
      for (const store of stores) await store.close()
      expect(await revisionsIn(path)).toEqual([0, 1, 2])
    })

    it('lays out a file of no bytes', async () => {
      const path = newPath()
      writeFileSync(path, '')
      const store = await openedFile(path, { mustExist: true })
      expect(right(await store.readAll()())).toEqual({ events: [] })
      await store.close()
    })
  })

  describe('opening what is no store', () => {
    it('says that the folder is missing, and creates none', async () => {
      const path = folder.in('nowhere/history.db')
      expect(left(await openFile(path)())).toEqual({
        failure: 'FileNotUsable',
        because: 'folder-missing',
        path,
      })
      expect(existsSync(folder.in('nowhere'))).toBe(false)
    })

    it('says that the file is missing where it is only to be read or must exist, and creates none', async () => {
      const path = newPath()
      const missing = { failure: 'FileNotUsable', because: 'missing', path }
      expect(left(await openFile(path, { readOnly: true })())).toEqual(missing)
      expect(left(await openFile(path, { mustExist: true })())).toEqual(missing)
      expect(existsSync(path)).toBe(false)
    })

    it('says that a folder is not a file', async () => {
      const notAFile = { failure: 'FileNotUsable', because: 'not-a-file', path: folder.path }
      expect(left(await openFile(folder.path)())).toEqual(notAFile)
      expect(left(await openFile(folder.path, { readOnly: true })())).toEqual(notAFile)
    })

    it('says that a text is not a database, and leaves it as it was', async () => {
      for (const text of ['{"stream":"…"}', 'not a database '.repeat(1000)]) {
        const path = newPath()
        writeFileSync(path, text)
        const failure = { failure: 'NotAnEventStore', path, why: 'it is not a SQLite database' }
        expect(left(await openFile(path)())).toEqual(failure)
        expect(left(await openFile(path, { readOnly: true })())).toEqual(failure)
        expect(readFileSync(path, 'utf8')).toBe(text)
      }
    })

    it("leaves another program's database as it was", async () => {
      const path = newPath()
      const foreign = connect(path, 'read-write')
      foreign.exec('CREATE TABLE customers (id INTEGER PRIMARY KEY)')
      foreign.close()
      const before = readFileSync(path)
      expect(left(await openFile(path)())).toEqual({
        failure: 'NotAnEventStore',
        path,
        why: 'it is the database of another program',
      })
      expect(readFileSync(path).equals(before)).toBe(true)
      expect(existsSync(`${path}-wal`)).toBe(false)
    })

    it('refuses a file of a later version, to write and to read', async () => {
      const path = await fileWith(1)
      const database = connectedTo(path)
      database.exec('PRAGMA user_version = 7')
      const failure = { failure: 'NewerFormat', path, version: 7, supported: FORMAT_VERSION }
      expect(left(await openFile(path)())).toEqual(failure)
      expect(left(await openFile(path, { readOnly: true })())).toEqual(failure)
    })

    it('says that a file cut short is damaged', async () => {
      const path = await fileWith(200)
      truncateSync(path, 4096 * Math.floor(statSync(path).size / 4096 / 2))
      const opening = await openFile(path)()
      expect(left(opening)).toMatchObject({ failure: 'StoreUnavailable', cause: 'corrupt' })
    })

    it('says which event was damaged, and reads the others', async () => {
      const path = await fileWith(3)
      connectedTo(path).exec(`UPDATE events SET data = '{"number":' WHERE position = 1`)
      const store = await openedFile(path, { readOnly: true })
      expect(left(await store.readStream(stream)())).toEqual({
        failure: 'StoreUnavailable',
        cause: 'corrupt',
        why: `${path}: the data of the event at position 1 is not JSON`,
      })
      expect(right(await store.readStream(stream, { from: 2 })()).events).toHaveLength(1)
      await store.close()
    })
  })

  describe('a lock that another process holds', () => {
    it('is waited for, and then it is told', async () => {
      const path = await fileWith(1)
      connectedTo(path).exec('BEGIN IMMEDIATE')
      expect(left(await openFile(path, { lockWaitMilliseconds: 30 })())).toEqual({
        failure: 'StoreUnavailable',
        cause: 'locked',
        why: expect.stringContaining('database is locked'),
      })
    })

    it('is got over when it is let go in time', async () => {
      const path = await fileWith(1)
      const other = connectedTo(path)
      other.exec('BEGIN IMMEDIATE')
      setTimeout(() => other.exec('ROLLBACK'), 20)
      const opening = await openFile(path, { lockWaitMilliseconds: 60_000 })()
      await right(opening).close()
      expect(await revisionsIn(path)).toEqual([0])
    })

    it('does not keep a reader out', async () => {
      const path = await fileWith(2)
      connectedTo(path).exec('BEGIN IMMEDIATE')
      expect(await revisionsIn(path)).toEqual([0, 1])
    })

    it('keeps a reader out where it is for that process alone', async () => {
      const path = await fileWith(2)
      const other = connectedTo(path)
      other.exec('PRAGMA locking_mode = EXCLUSIVE')
      other.exec('BEGIN IMMEDIATE')
      other.exec('COMMIT')
      const opening = await openFile(path, { readOnly: true, lockWaitMilliseconds: 30 })()
      expect(left(opening)).toMatchObject({ failure: 'StoreUnavailable', cause: 'locked' })
    })
  })

  describe('a file that may only be read', () => {
    it('is read, and appends to it are refused', async () => {
      const path = await fileWith(2)
      const before = readFileSync(path)
      const store = await openedFile(path, { readOnly: true })
      expect(right(await store.readStream(stream)()).events).toHaveLength(2)
      const refused = {
        failure: 'StoreUnavailable',
        cause: 'read-only',
        why: `${path}: the file was opened only to read it`,
      }
      const append = { stream, events: [noteAdded(stream, 2)], expected: 'any' as const }
      expect(left(await store.append(append.stream, append.events, append.expected)())).toEqual(refused)
      expect(left(await store.appendAll([append])())).toEqual(refused)
      await store.close()
      expect(readFileSync(path).equals(before)).toBe(true)
    })

    it('is told when it is opened to write', async () => {
      const path = await fileWith(2)
      chmodSync(path, 0o444)
      chmodSync(folder.path, 0o755)
      const opening = await asAnyUser(() => openFile(path)())
      expect(left(opening)).toMatchObject({ failure: 'StoreUnavailable', cause: 'read-only' })
    })

    it('is told to be forbidden where it may not even be read, or its folder may not be looked into', async () => {
      const path = await fileWith(1)
      const forbidden = { failure: 'StoreUnavailable', cause: 'access-denied', why: `${path}: permission denied` }
      chmodSync(folder.path, 0o755)
      chmodSync(path, 0o000)
      expect(left(await asAnyUser(() => openFile(path, { readOnly: true })()))).toEqual(forbidden)
      expect(left(await asAnyUser(() => openFile(path)()))).toEqual(forbidden)
      chmodSync(folder.path, 0o600)
      try {
        expect(left(await asAnyUser(() => openFile(path)()))).toEqual(forbidden)
      } finally {
        chmodSync(folder.path, 0o755)
      }
    })

    it('is read in a folder where no file can be made beside it', async () => {
      const path = await fileWith(2)
      for (const beside of ['-wal', '-shm']) if (existsSync(path + beside)) chmodSync(path + beside, 0o444)
      chmodSync(path, 0o444)
      chmodSync(folder.path, 0o555)
      try {
        expect(await asAnyUser(() => revisionsIn(path))).toEqual([0, 1])
      } finally {
        chmodSync(folder.path, 0o755)
      }
    })

    it('is refused in such a folder while its latest events stand only in the log beside it', async () => {
      const original = newPath()
      const store = await openedFile(original)
      right(await store.append(stream, [noteAdded(stream, 0)], 'no-stream')())
      const path = newPath()
      copyFileSync(original, path)
      copyFileSync(`${original}-wal`, `${path}-wal`)
      await store.close()
      chmodSync(folder.path, 0o555)
      try {
        expect(left(await asAnyUser(() => openFile(path, { readOnly: true })()))).toEqual({
          failure: 'StoreUnavailable',
          cause: 'read-only',
          why: `${path}: its latest events are still in ${path}-wal, which can't be read here; open and close the store once where it may be written`,
        })
      } finally {
        chmodSync(folder.path, 0o755)
      }
      expect(await revisionsIn(path)).toEqual([0])
    })

    it('follows what others append', async () => {
      const path = await fileWith(1)
      const reader = await openedFile(path, { readOnly: true, pollMilliseconds: 1 })
      const writer = await openedFile(path)
      const revisions: Array<unknown> = []
      for await (const delivery of reader.subscribe({ to: 'stream', stream, after: 'beginning' })) {
        if (delivery.kind === 'event') revisions.push(delivery.event.revision)
        if (revisions.length === 3) break
        if (delivery.kind === 'caught-up') {
          right(await writer.append(stream, [noteAdded(stream, revisions.length)], revisions.length - 1)())
        }
      }
      expect(revisions).toEqual([0, 1, 2])
      await reader.close()
      await writer.close()
    })
  })

  describe('a tenant', () => {
    it('has a name of lower-case letters and digits', () => {
      expect(() => openFile(newPath(), { tenant: 'A-1' })).toThrow(TypeError)
    })
  })
})

afterAll(() => folder.remove())
