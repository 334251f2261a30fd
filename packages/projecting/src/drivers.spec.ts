import { InMemoryEvents } from '@aftersale/event-store'
import Libsql from 'libsql'
import { runProjection, type SqliteDatabase, sqliteTarget } from './index.js'
import {
  appended,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  tickets,
  undecodableNote,
} from './tickets.fixtures.js'

interface NodeSqlite {
  readonly DatabaseSync: new (location: string) => SqliteDatabase
}

const { DatabaseSync } = (process.getBuiltinModule('node:sqlite') ?? {}) as Partial<NodeSqlite>

/** The drivers that this Node.js can run. */
const drivers: ReadonlyArray<readonly [name: string, open: () => SqliteDatabase]> = [
  ['libsql', () => new Libsql(':memory:')],
  ...(DatabaseSync === undefined ? [] : [['node:sqlite', () => new DatabaseSync(':memory:')] as const]),
]

describe.each(drivers)('With the driver %s', (_name, open) => {
  const [one, two] = [streamNumber(1), streamNumber(2)]

  it('a projection catches up, parks, retries, rebuilds and goes on', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = open()
    await appended(store, one, noteAdded(one, 1, 'a'), noteAdded(one, 2, 'b'))
    await appended(store, two, undecodableNote(two, 1), noteAdded(two, 2))
    const stumbling: typeof tickets = {
      ...tickets,
      project: (rows, happened) => {
        tickets.project(rows, happened)
        if (happened.recorded.revision === 1) rows.run(`INSERT INTO ${rows.table('ticket')} (stream) VALUES (NULL)`)
      },
    }
    const run = runProjection(store, stumbling, sqliteTarget(database))
    await run.caughtUp()
    expect(right(await run.parkedEvents()()).map(({ because }) => because)).toEqual(['threw', 'undecodable', 'behind'])
    await run.stop()

    const fixed = runProjection(store, tickets, sqliteTarget(database))
    await fixed.caughtUp()
    expect(right(await fixed.retryParked()())).toEqual({ projected: 1, parked: 2 })
    expect(right(await fixed.rebuild()())).toMatchObject({ outcome: 'switched', rows: 'equal' })
    expect(rowsIn(database, 'tickets_ticket').map((row) => ({ ...row }))).toEqual([
      { stream: one, notes: 2, minutes: 2, texts: 'ab', resolvedBy: null },
    ])
    await fixed.stop()
  })

  it('a projection reads back what it wrote: text, numbers, bytes, nothing', async () => {
    const store = storeOf(new InMemoryEvents())
    const read: Array<unknown> = []
    await appended(store, one, noteAdded(one, 1))
    const run = runProjection(
      store,
      {
        ...tickets,
        tables: { value: 'a, b, c, d, e' },
        indexes: [{ table: 'value', on: 'a, b' }],
        project: (rows) => {
          const value = rows.table('value')
          rows.run(`INSERT INTO ${value} VALUES (?, ?, ?, ?, ?)`, 'text', 7, 0.5, new Uint8Array([1, 2]), null)
          rows.run(`INSERT INTO ${value} (a, b) VALUES (?, ?)`, 'big', 9_007_199_254_740_993n)
          read.push({ ...rows.get(`SELECT * FROM ${value} WHERE a = ?`, 'text') })
          read.push(rows.get(`SELECT * FROM ${value} WHERE a = ?`, 'nowhere'))
          read.push(rows.all(`SELECT CAST(b AS TEXT) AS b FROM ${value} WHERE a = ?`, 'big').map((row) => ({ ...row })))
        },
      },
      sqliteTarget(open()),
    )
    await run.caughtUp()
    expect(read).toEqual([
      { a: 'text', b: 7, c: 0.5, d: new Uint8Array([1, 2]), e: null },
      undefined,
      [{ b: '9007199254740993' }],
    ])
    await run.stop()
  })
})
