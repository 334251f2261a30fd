import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EventStore, InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import Libsql from 'libsql'
import { runProjection, type SqliteDatabase, type Stalled, sqliteTarget, type Timers } from './index.js'
import {
  appended,
  left,
  memoryDatabase,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  surveyAnswered,
  tickets,
} from './tickets.fixtures.js'

const one = streamNumber(1)
const two = streamNumber(2)

describe('A checkpoint', () => {
  it('of a store that is behind it, as one restored from a backup is, stops the run with what was found', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2))
    const first = runProjection(store, tickets, sqliteTarget(database))
    await first.caughtUp()
    await first.stop()

    const restored = storeOf(new InMemoryEvents())
    await appended(restored, one, noteAdded(one, 1))
    const run = runProjection(restored, tickets, sqliteTarget(database))
    expect(await run.over).toMatchObject({
      status: 'stopped',
      because: { failure: 'StoreWentBack', stream: one, revision: 1, found: 'nothing' },
    })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ notes: 2 }])
  })

  it('of a store that was restored and has grown past it again is noticed by the event that stands there now', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2))
    const first = runProjection(store, tickets, sqliteTarget(database))
    await first.caughtUp()
    await first.stop()

    const grown = storeOf(new InMemoryEvents())
    await appended(grown, one, noteAdded(one, 1), noteAdded(one, 20), noteAdded(one, 21), noteAdded(one, 22))
    const run = runProjection(grown, tickets, sqliteTarget(database))
    expect(await run.over).toMatchObject({
      because: {
        failure: 'StoreWentBack',
        stream: one,
        revision: 1,
        found: 'another-event',
        why: expect.stringContaining('restored from a backup'),
      },
    })
    expect(await run.caughtUp()).toBe(false)
    // An operator who knows better may say so.
    const trusting = runProjection(grown, tickets, sqliteTarget(database), { trustStore: true })
    expect(await trusting.caughtUp()).toBe(true)
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ notes: 4 }])
    await trusting.stop()
  })

  it('that a filter had moved on is not trusted where events stand now that the filter would have let through', async () => {
    const purchase = streamNumber(1, 'purchase')
    for (const before of [[], [noteAdded(one, 1)]]) {
      const store = storeOf(new InMemoryEvents())
      const database = memoryDatabase()
      if (before.length > 0) await appended(store, one, ...before)
      await appended(store, purchase, ...[2, 3, 4, 5].map((number) => noteAdded(purchase, number)))
      const first = runProjection(store, tickets, sqliteTarget(database))
      await first.caughtUp()
      await first.stop()
      const again = runProjection(store, tickets, sqliteTarget(database))
      expect(await again.caughtUp()).toBe(true)
      await again.stop()

      const grown = storeOf(new InMemoryEvents())
      if (before.length > 0) await appended(grown, one, ...before)
      await appended(grown, two, noteAdded(two, 1))
      await appended(grown, purchase, ...[2, 3, 4, 5].map((number) => noteAdded(purchase, number)))
      const run = runProjection(grown, tickets, sqliteTarget(database))
      expect(await run.over).toMatchObject({
        because: { failure: 'StoreWentBack', stream: two, revision: 0, found: 'another-event' },
      })
    }
  })

  it('that a filter had moved on is not trusted where just at it an event stands now that it would have let through', async () => {
    const purchase = streamNumber(1, 'purchase')
    for (const leftOut of [[], [2, 3]]) {
      const before = leftOut.map((number) => noteAdded(purchase, number))
      const store = storeOf(new InMemoryEvents())
      const database = memoryDatabase()
      await appended(store, purchase, ...before, noteAdded(purchase, 4))
      const first = runProjection(store, tickets, sqliteTarget(database))
      await first.caughtUp()
      await first.stop()

      const grown = storeOf(new InMemoryEvents())
      if (before.length > 0) await appended(grown, purchase, ...before)
      await appended(grown, two, noteAdded(two, 1))
      const run = runProjection(grown, tickets, sqliteTarget(database))
      expect(await run.over).toMatchObject({
        because: { failure: 'StoreWentBack', stream: two, revision: 0, found: 'another-event' },
      })
    }
  })

  it('at which no event of the store stands, as some stores tell, is not usable', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    const purchase = streamNumber(1, 'purchase')
    await appended(store, purchase, noteAdded(purchase, 1))
    const first = runProjection(store, tickets, sqliteTarget(database))
    await first.caughtUp()
    await first.stop()

    const failure = { failure: 'BadArgument', why: 'after: no event of this store stands there' } as const
    const other: EventStore = { ...store, readAll: () => async () => E.left(failure) }
    const run = runProjection(other, tickets, sqliteTarget(database))
    expect(await run.over).toEqual({
      status: 'stopped',
      because: { failure: 'CheckpointNotUsable', why: 'after: no event of this store stands there' },
    })
  })

  it('whose last event is of a stream that nobody may read by its name is taken as it is', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1))
    const foreign: EventStore = {
      ...store,
      subscribe: (start) => {
        const subscription = store.subscribe(start)
        return {
          ...subscription,
          async *[Symbol.asyncIterator]() {
            for await (const delivery of subscription) {
              yield delivery.kind === 'event'
                ? { ...delivery, event: { ...delivery.event, stream: 'of another program' } }
                : delivery
            }
          },
        }
      },
    }
    for (const notes of [1, 2]) {
      const run = runProjection(foreign, tickets, sqliteTarget(database))
      expect(await run.caughtUp()).toBe(true)
      expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ stream: 'of another program', notes }])
      await run.stop()
      await appended(store, one, noteAdded(one, notes + 1))
    }
  })

  it('that lies behind the end of the store, where the last event is there, is refused by the subscription', async () => {
    const memory = new InMemoryEvents()
    const database = memoryDatabase()
    const store = storeOf(memory)
    await appended(store, one, noteAdded(one, 1))
    await appended(store, streamNumber(1, 'purchase'), noteAdded(one, 2))
    const first = runProjection(store, tickets, sqliteTarget(database))
    await first.caughtUp()
    await first.stop()
    const restored = storeOf(new InMemoryEvents())
    await appended(restored, one, noteAdded(one, 1))
    expect(await runProjection(restored, tickets, sqliteTarget(database)).over).toMatchObject({
      because: { failure: 'CheckpointNotUsable' },
    })
  })

  it('moves for every delivery and never back: what comes again is counted and changes nothing', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), surveyAnswered(one, 2), noteAdded(one, 3))
    const stuttering: EventStore = {
      ...store,
      subscribe: (start) => {
        const subscription = store.subscribe(start)
        return {
          ...subscription,
          async *[Symbol.asyncIterator]() {
            for await (const delivery of subscription) {
              yield delivery
              if (delivery.kind === 'event') yield delivery
            }
          },
        }
      },
    }
    const run = runProjection(stuttering, tickets, sqliteTarget(database), { batch: { events: 2 } })
    await run.caughtUp()
    expect(run.progress()).toMatchObject({ projected: 2, unknown: 1, repeated: 3 })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ notes: 2 }])
    await run.stop()
  })

  it('of another kind than was followed before stops the run', async () => {
    const store = storeOf(new InMemoryEvents())
    await appended(store, one, noteAdded(one, 1))
    const changing: EventStore = {
      ...store,
      subscribe: (start) => ({
        ...store.subscribe(start),
        async *[Symbol.asyncIterator]() {
          const read = right(await store.readStream(one)())
          const [event] = read.events
          if (event === undefined) return
          yield { kind: 'event', event, checkpoint: { kind: 'all', position: event.position } } as const
          yield { kind: 'checkpoint', checkpoint: { kind: 'link', stream: '$ce-serviceTicket', revision: 7 } } as const
        },
      }),
    }
    expect(await runProjection(changing, tickets, sqliteTarget(memoryDatabase())).over).toMatchObject({
      because: { failure: 'CheckpointNotUsable' },
    })
  })
})

describe('Another run of the same projection on the same database', () => {
  it('is noticed: one of the two stops, and no event is counted twice', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
    const databases = [new Libsql(join(folder, 'rows.db')), new Libsql(join(folder, 'rows.db'))]
    try {
      const store = storeOf(new InMemoryEvents())
      const [left, right] = databases.map((database) => runProjection(store, tickets, sqliteTarget(database)))
      await Promise.all([left?.caughtUp(), right?.caughtUp()])
      for (let number = 1; number <= 50; number += 1) {
        await appended(store, one, noteAdded(one, number))
        await new Promise(setImmediate)
      }
      const end = await Promise.race([left?.over, right?.over])
      expect(end).toMatchObject({ status: 'stopped', because: { failure: 'Overtaken', projection: 'tickets' } })
      const survivor = left?.state().status === 'stopped' ? right : left
      await survivor?.reached({ commit: 49, prepare: 49 }, 100_000)
      expect(rowsIn(databases[0] as SqliteDatabase, 'tickets_ticket')).toMatchObject([{ notes: 50, minutes: 50 }])
      await survivor?.stop()
    } finally {
      for (const database of databases) database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('ends where the other one has put rebuilt rows in the place of those that it follows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
    const databases = [new Libsql(join(folder, 'rows.db')), new Libsql(join(folder, 'rows.db'))]
    const [ours, theirs] = databases
    try {
      const store = storeOf(new InMemoryEvents())
      await appended(store, one, noteAdded(one, 1))
      const old = runProjection(store, tickets, sqliteTarget(ours as SqliteDatabase))
      await old.caughtUp()
      const fresh = runProjection(store, { ...tickets, version: 2 }, sqliteTarget(theirs as SqliteDatabase))
      await fresh.caughtUp()
      await appended(store, one, noteAdded(one, 2))
      expect(await old.over).toMatchObject({ because: { failure: 'Overtaken' } })
      await fresh.stop()
    } finally {
      for (const database of databases) database.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('A database that cannot be used', () => {
  it('is waited for while another connection holds its lock', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
    const [database, other] = [new Libsql(join(folder, 'rows.db')), new Libsql(join(folder, 'rows.db'))]
    try {
      const store = storeOf(new InMemoryEvents())
      const run = runProjection(store, tickets, sqliteTarget(database), { lockWaitMilliseconds: 100_000 })
      await run.caughtUp()
      other.exec('BEGIN IMMEDIATE')
      const position = await appended(store, one, noteAdded(one, 1))
      expect(await run.reached(position, 30)).toEqual({ committed: true, projected: false, because: 'timeout' })
      other.exec('ROLLBACK')
      expect(await run.reached(position, 100_000)).toEqual({ committed: true, projected: true })
      await run.stop()

      other.exec('BEGIN IMMEDIATE')
      const impatient = runProjection(store, tickets, sqliteTarget(database), { lockWaitMilliseconds: 5 })
      expect(await impatient.over).toMatchObject({ because: { failure: 'TargetUnavailable', cause: 'locked' } })
      other.exec('ROLLBACK')
    } finally {
      database.close()
      other.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('stops the run, and parks no event for it, even where the projection swallows what was thrown', async () => {
    for (const code of ['SQLITE_FULL', 'SQLITE_IOERR', 'SQLITE_READONLY']) {
      const store = storeOf(new InMemoryEvents())
      const database = memoryDatabase()
      await appended(store, one, noteAdded(one, 1))
      const failing: SqliteDatabase = {
        exec: (sql) => database.exec(sql),
        prepare: (sql) => {
          if (sql.startsWith('UPDATE "tickets_ticket')) throw Object.assign(new Error(code), { code })
          return database.prepare(sql)
        },
      }
      const swallowing: typeof tickets = {
        ...tickets,
        project: (rows, happened) => {
          try {
            tickets.project(rows, happened)
          } catch {
            // As a projection shouldn't.
          }
        },
      }
      for (const projection of [tickets, swallowing]) {
        const run = runProjection(store, projection, sqliteTarget(failing))
        expect(await run.over).toMatchObject({ because: { failure: 'TargetUnavailable', why: code } })
        expect(right(await run.parkedEvents()())).toEqual([])
        expect(rowsIn(database, 'tickets_ticket')).toEqual([])
      }
    }
  })

  it('is told where what was asked for needs a run that could not begin', async () => {
    const closed: SqliteDatabase = {
      exec: () => {
        throw Object.assign(new Error('closed'), { code: 'SQLITE_NOTADB' })
      },
      prepare: () => {
        throw Object.assign(new Error('closed'), { code: 'SQLITE_NOTADB' })
      },
    }
    const run = runProjection(storeOf(new InMemoryEvents()), tickets, sqliteTarget(closed))
    const end = { status: 'stopped', because: { failure: 'TargetUnavailable', cause: 'corrupt', why: 'closed' } }
    expect(left(await run.parkedEvents()())).toEqual({ failure: 'RunOver', end })
    expect(left(await run.rebuild()())).toEqual({ failure: 'RunOver', end })
  })
})

/** A clock that stands until it is moved. */
const handMoved = (): Timers & { readonly move: (milliseconds: number) => Promise<void> } => {
  let now = 0
  let alarms: Array<{ readonly at: number; readonly callBack: () => void }> = []
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate)
  }
  return {
    now: () => now,
    after: (milliseconds, callBack) => {
      const alarm = { at: now + milliseconds, callBack }
      alarms.push(alarm)
      return () => {
        alarms = alarms.filter((one) => one !== alarm)
      }
    },
    move: async (milliseconds) => {
      await turns()
      now += milliseconds
      const due = alarms.filter(({ at }) => at <= now)
      alarms = alarms.filter(({ at }) => at > now)
      for (const { callBack } of due) callBack()
      await turns()
    },
  }
}

describe('A run', () => {
  it('sounds the alarm once where there is something to read and the checkpoint does not move', async () => {
    const timers = handMoved()
    const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
    const [database, other] = [new Libsql(join(folder, 'rows.db')), new Libsql(join(folder, 'rows.db'))]
    const store = storeOf(new InMemoryEvents())
    const stalls: Array<Stalled> = []
    try {
      const run = runProjection(store, tickets, sqliteTarget(database), {
        timers,
        lockWaitMilliseconds: 1_000_000,
        stall: { afterMilliseconds: 60_000, onStall: (stalled) => stalls.push(stalled) },
      })
      await run.caughtUp()
      await timers.move(200_000)
      // Nothing to read: nothing stalls.
      expect(stalls).toEqual([])
      other.exec('BEGIN IMMEDIATE')
      await appended(store, one, noteAdded(one, 1))
      await timers.move(59_000)
      await timers.move(60_000)
      await timers.move(60_000)
      await timers.move(60_000)
      expect(stalls).toEqual([
        { checkpoint: undefined, lag: expect.objectContaining({ events: 1 }), forMilliseconds: expect.any(Number) },
      ])
      other.exec('ROLLBACK')
      await timers.move(100)
      expect(run.progress().projected).toBe(1)
      const stopped = run.stop()
      await timers.move(1)
      await stopped
    } finally {
      database.close()
      other.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('fails where its alarm throws, and sounds it no more', async () => {
    const timers = handMoved()
    const folder = mkdtempSync(join(tmpdir(), 'aftersale-projecting-'))
    const [database, other] = [new Libsql(join(folder, 'rows.db')), new Libsql(join(folder, 'rows.db'))]
    const store = storeOf(new InMemoryEvents())
    let sounded = 0
    const onStall = () => {
      sounded += 1
      throw new Error('no pager')
    }
    try {
      const run = runProjection(store, tickets, sqliteTarget(database), {
        timers,
        lockWaitMilliseconds: 1_000_000,
        stall: { afterMilliseconds: 60_000, onStall },
      })
      await run.caughtUp()
      other.exec('BEGIN IMMEDIATE')
      await appended(store, one, noteAdded(one, 1))
      for (let moves = 0; moves < 4; moves += 1) await timers.move(60_000)
      other.exec('ROLLBACK')
      await timers.move(1000)
      expect(await run.over).toEqual({ status: 'failed', why: 'Error: no pager' })
      expect(sounded).toBe(1)
    } finally {
      database.close()
      other.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it('tells how many events it is behind, and by how long', async () => {
    const timers = handMoved()
    const store = storeOf(new InMemoryEvents())
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2))
    const run = runProjection(store, tickets, sqliteTarget(memoryDatabase()), { timers })
    const lag = right(await run.lag()())
    expect(lag.events).toBe(2)
    expect(lag.atLeast).toBe(false)
    await timers.move(20)
    await timers.move(20)
    expect(run.state()).toEqual({ status: 'live' })
    expect(right(await run.lag()())).toEqual({ events: 0, atLeast: false, milliseconds: 0 })
    await run.stop()
  })

  it('comes back by itself where the store cannot be reached for a while', async () => {
    const store = storeOf(new InMemoryEvents())
    await appended(store, one, noteAdded(one, 1))
    let refusals = 2
    const flaky: EventStore = {
      ...store,
      subscribe: (start) => {
        const subscription = store.subscribe(start)
        if (refusals === 0) return subscription
        refusals -= 1
        void subscription.stop()
        const why = { failure: 'StoreUnavailable', cause: 'unreachable', why: 'no route' } as const
        return { ...subscription, state: () => ({ status: 'stopped', because: why }) }
      },
    }
    const timers = handMoved()
    const run = runProjection(flaky, tickets, sqliteTarget(memoryDatabase()), { timers })
    await timers.move(20)
    expect(run.state()).toEqual({ status: 'reconnecting', attempt: 1, why: 'no route' })
    for (let moves = 0; moves < 10; moves += 1) await timers.move(100)
    expect(run.state()).toEqual({ status: 'live' })
    expect(run.progress().projected).toBe(1)
    await run.stop()
  })

  it('stops with the reason where the store is closed, and fails with what was thrown where a store throws', async () => {
    const store = inMemoryEventStore()
    const run = runProjection(store, tickets, sqliteTarget(memoryDatabase()))
    await run.caughtUp()
    await store.close()
    expect(await run.over).toEqual({ status: 'stopped', because: { failure: 'StoreClosed' } })

    const throwing: EventStore = {
      ...inMemoryEventStore(),
      subscribe: () => {
        throw new TypeError('no store at all')
      },
    }
    const failed = runProjection(throwing, tickets, sqliteTarget(memoryDatabase()))
    expect(await failed.over).toEqual({ status: 'failed', why: 'TypeError: no store at all' })
  })

  it('follows one stream, and all with a filter, each with checkpoints of its kind', async () => {
    const store = storeOf(new InMemoryEvents())
    await appended(store, one, noteAdded(one, 1))
    await appended(store, two, noteAdded(two, 1), surveyAnswered(two, 2))
    const database = memoryDatabase()
    const ofOne = runProjection(
      store,
      { ...tickets, name: 'ofOne', follows: { to: 'stream', stream: one } },
      sqliteTarget(database),
    )
    const notes = runProjection(
      store,
      { ...tickets, name: 'notes', follows: { to: 'all', filter: { types: ['NoteAdded'] } } },
      sqliteTarget(database),
    )
    expect(await Promise.all([ofOne.caughtUp(), notes.caughtUp()])).toEqual([true, true])
    expect(ofOne.progress().checkpoint).toEqual({ kind: 'stream', stream: one, revision: 0 })
    expect(right(await ofOne.lag()())).toMatchObject({ events: 0 })
    expect(notes.progress()).toMatchObject({ checkpoint: { kind: 'all', position: { commit: 2 } }, unknown: 0 })
    expect(rowsIn(database, 'ofOne_ticket')).toMatchObject([{ stream: one }])
    expect(rowsIn(database, 'notes_ticket')).toMatchObject([{ stream: one }, { stream: two }])
    await Promise.all([ofOne.stop(), notes.stop()])
  })

  it('does not begin for a name, a version, a table or an index that can be none', async () => {
    const store = storeOf(new InMemoryEvents())
    for (const wrong of [
      { ...tickets, name: 'my-tickets' },
      { ...tickets, version: 0 },
    ]) {
      expect(() => runProjection(store, wrong, sqliteTarget(memoryDatabase()))).toThrow(TypeError)
    }
    for (const wrong of [
      { ...tickets, tables: {} },
      { ...tickets, tables: { 'a b': 'x' } },
      { ...tickets, indexes: [{ table: 'nowhere', on: 'x' }] },
    ]) {
      expect(await runProjection(store, wrong, sqliteTarget(memoryDatabase())).over).toMatchObject({ status: 'failed' })
    }
  })
})
