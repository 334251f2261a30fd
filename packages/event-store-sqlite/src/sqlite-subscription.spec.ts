import type { SubscriptionState } from '@aftersale/event-store'
import { openLibsql } from './open-libsql.js'
import type { OpenSqliteDatabase, SqliteStatement } from './sqlite-database.js'
import { newFolder, noteAdded, opened, right, streamNumber } from './sqlite-files.fixtures.js'

const folder = newFolder()
afterAll(() => folder.remove())

/** A way to connect under which nothing can be read while the lock is held. */
const lockable = () => {
  const lock = { isHeld: false }
  const unlessHeld = (statement: SqliteStatement): SqliteStatement => {
    const letThrough = (): SqliteStatement => {
      if (lock.isHeld) throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
      return statement
    }
    return {
      run: (...values) => statement.run(...values),
      get: (...values) => letThrough().get(...values),
      all: (...values) => letThrough().all(...values),
      raw: (toggle) => statement.raw(toggle),
    }
  }
  const openDatabase: OpenSqliteDatabase = (path, access) => {
    const database = openLibsql(path, access)
    return {
      prepare: (sql) => unlessHeld(database.prepare(sql)),
      exec: (sql) => database.exec(sql),
      close: () => database.close(),
    }
  }
  return { lock, openDatabase }
}

/** Gives up only so that a failing test ends. */
const untilIt = async (is: () => boolean): Promise<void> => {
  for (let look = 0; !is(); look += 1) {
    if (look > 4000) throw new Error('It never was')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

describe('A subscription to a file that is locked', () => {
  it('says that it is reconnecting, and is live again once the lock is let go of, though nothing is new', async () => {
    const { lock, openDatabase } = lockable()
    const path = folder.in('locked.db')
    const store = await opened(path, { openDatabase, lockWaitMilliseconds: 20 })
    const stream = streamNumber(1)
    right(await store.append(stream, [noteAdded(stream, 1)], 'no-stream')())

    const subscription = store.subscribe({ to: 'category', category: 'serviceTicket', after: 'beginning' })
    const status = (): SubscriptionState['status'] => subscription.state().status
    const delivered: Array<string> = []
    const loop = (async () => {
      for await (const { kind } of subscription) delivered.push(kind)
    })()
    await untilIt(() => status() === 'live')

    lock.isHeld = true
    await untilIt(() => status() === 'reconnecting')
    expect(subscription.state()).toMatchObject({ attempt: expect.any(Number), why: 'database is locked' })
    lock.isHeld = false
    await untilIt(() => status() === 'live')

    await store.close()
    await loop
    expect(delivered).toEqual(['event', 'caught-up'])
    expect(subscription.state()).toEqual({ status: 'stopped', because: { failure: 'StoreClosed' } })
  })

  it('lets the process do other things meanwhile, also where a lock is not to be waited for', async () => {
    const { lock, openDatabase } = lockable()
    const store = await opened(folder.in('impatient.db'), { openDatabase, lockWaitMilliseconds: 0 })
    lock.isHeld = true
    const subscription = store.subscribe({ to: 'all', after: 'beginning' })
    const delivered: Array<string> = []
    const loop = (async () => {
      for await (const { kind } of subscription) delivered.push(kind)
    })()
    await untilIt(() => subscription.state().status === 'reconnecting')
    lock.isHeld = false
    await untilIt(() => subscription.state().status === 'live')
    await store.close()
    await loop
    expect(delivered).toEqual(['caught-up'])
  })
})
