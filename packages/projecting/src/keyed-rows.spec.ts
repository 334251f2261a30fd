import { InMemoryEvents } from '@aftersale/event-store'
import {
  inMemoryTarget,
  type KeyedRows,
  keyedInMemory,
  keyedInSqlite,
  type RowOf,
  type RowsByKey,
  rowsByKey,
  runProjection,
  sqliteTarget,
} from './index.js'
import {
  appended,
  memoryDatabase,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  type TicketEvent,
  ticketEvents,
  ticketResolved,
} from './tickets.fixtures.js'

const columns = {
  notes: 'integer',
  minutes: 'bigint',
  share: 'real',
  isResolved: 'boolean',
  resolvedBy: 'text?',
} as const
type Row = RowOf<typeof columns>

/** A ticket goes away once the bot has resolved it. */
const effort: KeyedRows<TicketEvent, typeof columns> = {
  name: 'effort',
  version: 1,
  follows: { to: 'category', category: 'serviceTicket' },
  catalogue: ticketEvents,
  table: 'ticket',
  key: 'ticketId',
  columns,
  indexed: ['resolvedBy'],
  rowOf: ({ recorded }) => recorded.stream.slice(-2),
  evolve: (
    row = { notes: 0, minutes: 9_007_199_254_740_993n, share: 0, isResolved: false, resolvedBy: null },
    { event },
  ) => {
    switch (event.type) {
      case 'NoteAdded':
        if (event.data.text === 'bad') throw new Error('bad')
        return {
          ...row,
          notes: row.notes + 1,
          minutes: row.minutes + BigInt(event.data.minutes),
          share: 1 / (row.notes + 1),
        }
      case 'TicketResolved':
        return event.data.by === 'bot' ? undefined : { ...row, isResolved: true, resolvedBy: event.data.by }
    }
  },
}

const [one, two, three] = [streamNumber(1), streamNumber(2), streamNumber(3)]

describe('Rows by key', () => {
  it('are made by a pure function, the same in SQLite and in memory', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    const memory = inMemoryTarget<RowsByKey<Row>>(rowsByKey())
    await appended(store, one, noteAdded(one, 1, 'a', 2), noteAdded(one, 2, 'b', 2), noteAdded(one, 3, 'c', 5))
    await appended(store, two, noteAdded(two, 1), ticketResolved(two, 2))
    await appended(store, three, noteAdded(three, 1), ticketResolved(three, 2, 'bot'))
    const runs = [
      runProjection(store, keyedInSqlite(effort), sqliteTarget(database), { batch: { events: 2 } }),
      runProjection(store, keyedInMemory(effort), memory),
    ]
    expect(await Promise.all(runs.map((run) => run.caughtUp()))).toEqual([true, true])
    expect(rowsIn(database, 'effort_ticket').map(({ minutes: _, ...row }) => row)).toEqual([
      { ticketId: '01', notes: 3, share: 1 / 3, isResolved: 0, resolvedBy: null },
      { ticketId: '02', notes: 1, share: 1, isResolved: 1, resolvedBy: 'agent-7' },
    ])
    // Past 2^53, where a driver's number would have lost a digit.
    expect(database.prepare('SELECT CAST(minutes AS TEXT) AS minutes FROM effort_ticket ORDER BY 1').all()).toEqual([
      { minutes: '9007199254740994' },
      { minutes: '9007199254741002' },
    ])
    expect(memory.rowsOf('effort')?.entries()).toEqual([
      ['01', { notes: 3, minutes: 9_007_199_254_741_002n, share: 1 / 3, isResolved: false, resolvedBy: null }],
      ['02', { notes: 1, minutes: 9_007_199_254_740_994n, share: 1, isResolved: true, resolvedBy: 'agent-7' }],
    ])
    await Promise.all(runs.map((run) => run.stop()))
  })

  it('hold nothing of an event that could not be handled, and go on from what they held before', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    const memory = inMemoryTarget<RowsByKey<Row>>(rowsByKey())
    await appended(store, one, noteAdded(one, 1), noteAdded(one, 2, 'bad'), noteAdded(one, 3))
    await appended(store, two, noteAdded(two, 1))
    const wrong: typeof effort = {
      ...effort,
      evolve: (row, happened) => {
        const after = effort.evolve(row, happened)
        return happened.recorded.stream === two && after !== undefined ? { ...after, notes: 0.5 } : after
      },
    }
    const runs = [
      runProjection(store, keyedInSqlite(wrong), sqliteTarget(database)),
      runProjection(store, keyedInMemory(effort), memory),
    ]
    await Promise.all(runs.map((run) => run.caughtUp()))
    expect(rowsIn(database, 'effort_ticket')).toMatchObject([{ ticketId: '01', notes: 1 }])
    expect(memory.rowsOf('effort')?.get('01')).toMatchObject({ notes: 1 })
    const [inSqlite, inMemory] = runs
    expect(right((await inSqlite?.parkedEvents()()) as never)).toMatchObject([
      { error: 'Error: bad' },
      { because: 'behind' },
      { error: 'TypeError: notes holds integer, and was given what is none: number' },
    ])
    expect(inMemory?.progress()).toMatchObject({ parked: 2, projected: 2 })
    await Promise.all(runs.map((run) => run.stop()))

    const fixed = runProjection(
      store,
      keyedInMemory({
        ...effort,
        evolve: (row, happened) =>
          happened.event.type === 'NoteAdded'
            ? effort.evolve(row, {
                ...happened,
                event: { type: 'NoteAdded', data: { ...happened.event.data, text: 'ok' as never } },
              })
            : row,
      }),
      memory,
    )
    await fixed.caughtUp()
    expect(right(await fixed.retryParked()())).toEqual({ projected: 2, parked: 0 })
    expect(memory.rowsOf('effort')?.get('01')).toMatchObject({ notes: 3 })
    expect(right(await fixed.rebuild()())).toMatchObject({ rows: 'equal', outcome: 'switched' })
    await fixed.stop()
  })

  it('in memory are put back where a projection throws after it has changed them', async () => {
    const store = storeOf(new InMemoryEvents())
    const memory = inMemoryTarget<RowsByKey<number>>(rowsByKey())
    await appended(store, one, noteAdded(one, 1, 'a', 2), noteAdded(one, 2, 'bad', 3))
    const {
      table: _table,
      key: _key,
      columns: _columns,
      indexed: _indexed,
      rowOf: _rowOf,
      evolve: _evolve,
      ...rest
    } = effort
    const run = runProjection(
      store,
      {
        ...rest,
        project: (rows: RowsByKey<number>, { event, recorded }) => {
          if (event.type !== 'NoteAdded') return
          rows.set(recorded.stream, (rows.get(recorded.stream) ?? 0) + event.data.minutes)
          rows.set('last', event.data.minutes)
          if (event.data.text !== 'bad') return
          rows.delete('last')
          rows.set('new', 1)
          throw new Error('bad')
        },
      },
      memory,
    )
    await run.caughtUp()
    expect(memory.rowsOf('effort')?.entries()).toEqual([
      ['last', 2],
      [one, 2],
    ])
    await run.stop()
  })

  it('are written many at once, and few or none where a batch changes few or none', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    for (let number = 1; number <= 99; number += 1) {
      await appended(store, streamNumber(number), noteAdded(streamNumber(number), 1))
    }
    const run = runProjection(store, keyedInSqlite(effort), sqliteTarget(database))
    await run.caughtUp()
    expect(rowsIn(database, 'effort_ticket')).toHaveLength(99)
    await run.stop()
  })

  it('have a key that is no other column', () => {
    expect(() => keyedInSqlite({ ...effort, key: 'notes' })).toThrow('notes is the key')
  })
})
