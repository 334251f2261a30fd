import { InMemoryEvents } from '@aftersale/event-store'
import { runProjection, type SqliteProjection, type Switch, sqliteTarget } from './index.js'
import type { SqliteDatabase } from './sqlite/sqlite-database.js'
import {
  appended,
  memoryDatabase,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  type TicketEvent,
  tickets,
  undecodableNote,
} from './tickets.fixtures.js'

const one = streamNumber(1)
const two = streamNumber(2)

/** Another table, and other rows. */
const shorter: SqliteProjection<TicketEvent> = {
  ...tickets,
  version: 2,
  tables: { total: 'stream TEXT PRIMARY KEY, minutes INTEGER NOT NULL, replayed INTEGER NOT NULL' },
  project: (rows, { event, recorded, replay }) => {
    if (event.type !== 'NoteAdded') return
    rows.run(
      `INSERT INTO ${rows.table('total')} VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET minutes = minutes + excluded.minutes, replayed = replayed + excluded.replayed`,
      recorded.stream,
      event.data.minutes,
      replay ? 1 : 0,
    )
  },
}

const tablesIn = (database: SqliteDatabase): ReadonlyArray<unknown> =>
  database
    .prepare(`SELECT name FROM sqlite_schema WHERE name LIKE 'tickets%' AND type IN ('table', 'view') ORDER BY name`)
    .all()
    .map((row) => (row as { readonly name: string }).name)

describe('A raised version', () => {
  it('makes its rows from the beginning while the old ones are served, and takes their place at the same place', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a', 5))
    const old = runProjection(store, tickets, sqliteTarget(database))
    await old.caughtUp()
    await old.stop()
    await appended(store, one, noteAdded(one, 2, 'b', 7))

    const switches: Array<Switch> = []
    const seenAtSwitch: Array<unknown> = []
    const run = runProjection(store, shorter, sqliteTarget(database), {
      onSwitched: (done) => {
        switches.push(done)
        seenAtSwitch.push(...rowsIn(database, 'tickets_total'))
      },
    })
    expect(await run.caughtUp()).toBe(true)
    expect(switches).toEqual([{ from: 1, to: 2, outcome: 'switched', rows: 'not-compared' }])
    // Where the old rows stood still, and not a step further: nobody follows them any more.
    expect(seenAtSwitch).toEqual([{ stream: one, minutes: 5, replayed: 1 }])
    expect(rowsIn(database, 'tickets_total')).toEqual([{ stream: one, minutes: 12, replayed: 1 }])
    expect(tablesIn(database)).toEqual(['tickets_total', 'tickets_total_g2'])
    await run.stop()
  })

  it('keeps the old rows following where the program still has the version before', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2))
    const old = runProjection(store, tickets, sqliteTarget(database))
    await old.caughtUp()
    await old.stop()
    // What the new version can't handle and the old one can holds the switch back.
    const strict: SqliteProjection<TicketEvent> = {
      ...shorter,
      project: (rows, happened) => {
        if (happened.recorded.revision === 1) throw new Error('not yet')
        shorter.project(rows, happened)
      },
    }
    const run = runProjection(store, strict, sqliteTarget(database), { previous: tickets })
    const position = await appended(store, one, noteAdded(one, 3))
    expect(await run.reached(position, 100_000)).toEqual({ committed: true, projected: true })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ stream: one, notes: 3 }])
    while (JSON.stringify(run.state()) !== '{"status":"rebuilding","served":"live","heldBackBy":2}') {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    const [first] = right(await run.parkedEvents()())
    expect(first).toMatchObject({ generation: 2, because: 'threw', error: 'Error: not yet', replay: true })
    right(await run.skipParked(first?.id ?? 0, 'of no use to the new rows')())
    expect(await run.caughtUp()).toBe(true)
    expect(rowsIn(database, 'tickets_total')).toEqual([{ stream: one, minutes: 2, replayed: 2 }])
    expect(tablesIn(database)).toEqual(['tickets_total', 'tickets_total_g2'])
    await run.stop()
  })

  it('goes on with a rebuild that was broken off, and gives up one of a version in between', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, ...Array.from({ length: 30 }, (_, index) => noteAdded(one, index)))
    const old = runProjection(store, tickets, sqliteTarget(database))
    await old.caughtUp()
    await old.stop()

    const handled: Array<number> = []
    const upTo = (end: number): SqliteProjection<TicketEvent> => ({
      ...shorter,
      project: (rows, happened) => {
        if (happened.recorded.revision >= end) throw new Error('no further')
        handled.push(happened.recorded.revision)
        shorter.project(rows, happened)
      },
    })
    const options = { batch: { events: 5 }, parkedAtMost: 0 }
    const brokenOff = runProjection(store, upTo(17), sqliteTarget(database), options)
    expect(await brokenOff.over).toMatchObject({ because: { failure: 'TooManyParked' } })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ notes: 30 }])
    handled.length = 0
    const resumed = runProjection(store, upTo(100), sqliteTarget(database), options)
    await resumed.caughtUp()
    expect(handled).toEqual(Array.from({ length: 13 }, (_, index) => index + 17))
    await resumed.stop()

    const third = runProjection(store, { ...shorter, version: 3 }, sqliteTarget(database))
    await third.stop()
    const fourth = runProjection(store, { ...shorter, version: 4 }, sqliteTarget(database))
    await fourth.caughtUp()
    expect(rowsIn(database, 'tickets_total')).toEqual([{ stream: one, minutes: 30, replayed: 30 }])
    expect(tablesIn(database)).toHaveLength(2)
    await fourth.stop()
  })

  it('leaves the old rows following where too much of it cannot be handled', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2), noteAdded(one, 3))
    const old = runProjection(store, tickets, sqliteTarget(database))
    await old.caughtUp()
    await old.stop()
    const hopeless: SqliteProjection<TicketEvent> = {
      ...shorter,
      project: () => {
        throw new Error('never')
      },
    }
    const run = runProjection(store, hopeless, sqliteTarget(database), { previous: tickets, parkedAtMost: 2 })
    expect(await run.caughtUp()).toBe(false)
    const position = await appended(store, one, noteAdded(one, 4))
    expect(await run.reached(position, 100_000)).toEqual({ committed: true, projected: true })
    const stoppedBecause = { failure: 'TooManyParked', projection: 'tickets', parked: 2 }
    expect(run.state()).toEqual({ status: 'rebuilding', served: 'live', heldBackBy: 2, stoppedBecause })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ stream: one, notes: 4 }])
    await run.stop()
  })

  it('is not undone by a program of the version before', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    const fresh = runProjection(store, shorter, sqliteTarget(database))
    await fresh.caughtUp()
    await fresh.stop()
    expect(await runProjection(store, tickets, sqliteTarget(database)).over).toEqual({
      status: 'stopped',
      because: { failure: 'OutdatedProjection', projection: 'tickets', version: 1, served: 2 },
    })
  })

  it('is asked for where the layout or what is followed has changed without it', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    const fresh = runProjection(store, tickets, sqliteTarget(database))
    await fresh.caughtUp()
    await fresh.stop()
    for (const [changed, what] of [
      [{ ...tickets, tables: shorter.tables }, 'layout'],
      [{ ...tickets, follows: { to: 'all' } as const }, 'follows'],
    ] as const) {
      expect(await runProjection(store, changed, sqliteTarget(database)).over).toEqual({
        status: 'stopped',
        because: { failure: 'DefinitionChanged', projection: 'tickets', version: 1, what },
      })
    }
  })
})

describe('A rebuild of the same version', () => {
  it('finds the rows equal and switches to the new ones, also while events come in', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    for (let number = 1; number <= 40; number += 1) {
      await appended(store, streamNumber(number % 7), noteAdded(streamNumber(number % 7), number, `${number},`))
    }
    const run = runProjection(store, tickets, sqliteTarget(database), { batch: { events: 3 } })
    await run.caughtUp()
    const rebuilt = run.rebuild()()
    for (let number = 41; number <= 80; number += 1) {
      await appended(store, streamNumber(number % 7), noteAdded(streamNumber(number % 7), number, `${number},`))
      await new Promise(setImmediate)
    }
    expect(right(await rebuilt)).toEqual({ from: 1, to: 2, outcome: 'switched', rows: 'equal' })
    await run.caughtUp()
    const position = await appended(store, two, noteAdded(two, 81, 'last'))
    await run.reached(position, 100_000)
    const rows = rowsIn(database, 'tickets_ticket')
    expect(rows.reduce((sum, { notes }) => sum + Number(notes), 0)).toBe(81)
    expect(tablesIn(database)).toEqual(['tickets_ticket', 'tickets_ticket_g2'])
    await run.stop()
  })

  it('tells what differs, down to the type of a value, and keeps the old rows where that was asked for', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, '7'))
    const run = runProjection(store, tickets, sqliteTarget(database))
    await run.caughtUp()
    database.exec(`UPDATE tickets_ticket_g1 SET resolvedBy = X'37'`)
    const difference = {
      table: 'ticket',
      rows: [
        { only: 'new', row: `'${one}', 1, 1, '7', NULL` },
        { only: 'old', row: `'${one}', 1, 1, '7', X'37'` },
      ],
    }
    expect(right(await run.rebuild('keep')())).toEqual({ from: 1, to: 2, outcome: 'kept-old', rows: difference })
    expect(tablesIn(database)).toEqual(['tickets_ticket', 'tickets_ticket_g1'])
    expect(run.state()).toEqual({ status: 'live' })
    expect(right(await run.rebuild()())).toEqual({ from: 1, to: 2, outcome: 'switched', rows: difference })
    expect(rowsIn(database, 'tickets_ticket')).toMatchObject([{ resolvedBy: null }])
    await run.stop()
  })

  it('switches though an event is parked, where it is parked in the served rows as well', async () => {
    const store = storeOf(new InMemoryEvents())
    await appended(store, one, undecodableNote(one, 1), noteAdded(one, 2))
    await appended(store, two, noteAdded(two, 1))
    const run = runProjection(store, tickets, sqliteTarget(memoryDatabase()))
    await run.caughtUp()
    expect(right(await run.rebuild()())).toMatchObject({ outcome: 'switched', rows: 'equal' })
    expect(run.progress()).toMatchObject({ parked: 2, projected: 1 })
    await run.stop()
  })
})
