import { InMemoryEvents } from '@aftersale/event-store'
import { type ParkedEvent, runProjection, type SqliteProjection, sqliteTarget } from './index.js'
import {
  appended,
  left,
  memoryDatabase,
  noteAdded,
  right,
  rowsIn,
  storeOf,
  streamNumber,
  type TicketEvent,
  ticketResolved,
  tickets,
  undecodableNote,
} from './tickets.fixtures.js'

const one = streamNumber(1)
const two = streamNumber(2)

/** Throws at notes that say `bad`, after it has changed rows for them. */
const stumbling: SqliteProjection<TicketEvent> = {
  ...tickets,
  project: (rows, happened) => {
    tickets.project(rows, happened)
    if (happened.event.type === 'NoteAdded' && happened.event.data.text === 'bad') throw new RangeError('cannot be')
  },
}

const row = (stream: string, texts: string, resolvedBy: string | null = null) => ({
  stream,
  notes: texts.length,
  minutes: texts.length,
  texts,
  resolvedBy,
})

describe('An event that cannot be handled', () => {
  it('is parked with its error, its changes put back, and later events of its stream wait behind it', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a'), noteAdded(one, 2, 'bad'), noteAdded(one, 3, 'c'))
    await appended(store, two, noteAdded(two, 1, 'x'), undecodableNote(two, 2), ticketResolved(two, 3))
    const told: Array<ParkedEvent> = []
    const run = runProjection(store, stumbling, sqliteTarget(database), { onParked: (event) => told.push(event) })
    await run.caughtUp()

    expect(rowsIn(database, 'tickets_ticket')).toEqual([row(one, 'a'), row(two, 'x')])
    expect(run.progress()).toMatchObject({ projected: 2, parked: 4, checkpoint: { position: { commit: 5 } } })
    const parked = right(await run.parkedEvents()())
    expect(told).toEqual(parked)
    expect(
      parked.map(({ key, because, error, recorded }) => ({ key, because, error, revision: recorded.revision })),
    ).toEqual([
      { key: one, because: 'threw', error: 'RangeError: cannot be', revision: 1 },
      { key: one, because: 'behind', error: 'an earlier event of its key is parked', revision: 2 },
      { key: two, because: 'undecodable', error: expect.stringContaining('UndecodableEvent'), revision: 1 },
      { key: two, because: 'behind', error: 'an earlier event of its key is parked', revision: 2 },
    ])
    // Raw: as the store gave it.
    expect(parked[2]?.recorded).toMatchObject({ type: 'NoteAdded', data: { text: '', minutes: -1 }, stream: two })
    await run.stop()
  })

  it('is tried again after a fix, and what works leaves the table, in order', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'bad', 3), noteAdded(one, 2, 'c'), noteAdded(one, 3, 'd'))
    await appended(store, two, undecodableNote(two, 1), noteAdded(two, 2))
    const broken = runProjection(store, stumbling, sqliteTarget(database))
    await broken.caughtUp()
    expect(right(await broken.retryParked()())).toEqual({ projected: 0, parked: 5 })
    expect(right(await broken.parkedEvents()()).map(({ attempts }) => attempts)).toEqual([2, 1, 1, 2, 1])
    await broken.stop()

    const fixed = runProjection(store, tickets, sqliteTarget(database))
    await fixed.caughtUp()
    expect(right(await fixed.retryParked()())).toEqual({ projected: 3, parked: 2 })
    expect(fixed.progress()).toMatchObject({ projected: 3, parked: 2 })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([
      { stream: one, notes: 3, minutes: 5, texts: 'badcd', resolvedBy: null },
    ])
    // What comes now is no longer held up.
    const position = await appended(store, one, noteAdded(one, 4, 'e'))
    expect(await fixed.reached(position, 100_000)).toEqual({ committed: true, projected: true })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([
      { stream: one, notes: 4, minutes: 6, texts: 'badcde', resolvedBy: null },
    ])
    await fixed.stop()
  })

  it('is left out for good where somebody says so, who says why, and those behind it go on', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a'), undecodableNote(one, 2), noteAdded(one, 3, 'c'))
    const run = runProjection(store, tickets, sqliteTarget(database))
    await run.caughtUp()
    expect(left(await run.skipParked(77, 'no such event')())).toEqual({ failure: 'NotParked', id: 77 })
    const [poison] = right(await run.parkedEvents()())
    expect(right(await run.skipParked(poison?.id ?? 0, 'written by a broken import')())).toEqual({
      projected: 1,
      parked: 0,
    })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([row(one, 'ac')])
    expect(right(await run.skippedEvents()())).toEqual([
      { recorded: poison?.recorded, error: poison?.error, reason: 'written by a broken import' },
    ])

    // Also in the rows that a rebuild makes.
    expect(right(await run.rebuild('keep')())).toMatchObject({ outcome: 'switched', rows: 'equal' })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([row(one, 'ac')])
    expect(run.progress()).toMatchObject({ projected: 2, skipped: 1, parked: 0 })
    await run.stop()
  })

  it('stops the run where too many are parked, before the one that would be too much', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a'), undecodableNote(one, 2), noteAdded(one, 3), noteAdded(one, 4))
    await appended(store, two, noteAdded(two, 1, 'x'))
    const run = runProjection(store, tickets, sqliteTarget(database), { parkedAtMost: 2 })
    expect(await run.over).toEqual({
      status: 'stopped',
      because: { failure: 'TooManyParked', projection: 'tickets', parked: 2 },
    })
    expect(run.progress()).toMatchObject({ parked: 2, checkpoint: { position: { commit: 2 } } })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([row(one, 'a')])
    // They can be dealt with all the same.
    expect(right(await run.parkedEvents()())).toHaveLength(2)
  })

  it('is not what was waited for: the write is committed, and its rows are not there', async () => {
    const store = storeOf(new InMemoryEvents())
    const run = runProjection(store, tickets, sqliteTarget(memoryDatabase()))
    const position = await appended(store, one, undecodableNote(one, 1))
    expect(await run.reached(position, 100_000)).toEqual({ committed: true, projected: false, because: 'parked' })
    await run.stop()
  })

  it('waits by the key that the projection says, not by its stream', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, undecodableNote(one, 1))
    await appended(store, two, noteAdded(two, 1))
    const run = runProjection(store, { ...tickets, keyOf: () => 'all of them' }, sqliteTarget(database))
    await run.caughtUp()
    expect(right(await run.parkedEvents()()).map(({ because }) => because)).toEqual(['undecodable', 'behind'])
    await run.stop()
  })

  it('is one whose values SQLite refuses, and one for which a projection asks for what SQLite has no value for', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a'))
    await appended(store, two, noteAdded(two, 1, 'b'))
    const refused: SqliteProjection<TicketEvent> = {
      ...tickets,
      project: (rows, { event, recorded }) => {
        const value = event.type === 'NoteAdded' && event.data.text === 'a' ? null : (true as unknown as string)
        rows.run(`INSERT INTO ${rows.table('ticket')} VALUES (?, 1, ?, '', NULL)`, recorded.stream, value)
      },
    }
    const run = runProjection(store, refused, sqliteTarget(database))
    await run.caughtUp()
    expect(right(await run.parkedEvents()()).map(({ error }) => error)).toEqual([
      expect.stringContaining('NOT NULL constraint failed'),
      'TypeError: parameter 2 is no value of SQLite: boolean',
    ])
    await run.stop()
  })
})
