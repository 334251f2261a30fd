import { InMemoryEvents } from '@aftersale/event-store'
import { runProjection, sqliteTarget } from './index.js'
import {
  appended,
  memoryDatabase,
  noteAdded,
  rowsIn,
  storeOf,
  streamNumber,
  surveyAnswered,
  ticketResolved,
  tickets,
} from './tickets.fixtures.js'

const one = streamNumber(1)
const two = streamNumber(2)

describe('A projection at work', () => {
  it('makes rows from what is in the store, then from what is appended', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1, 'a', 5), noteAdded(one, 2, 'b', 7))
    const run = runProjection(store, tickets, sqliteTarget(database))
    expect(run.state()).toEqual({ status: 'catching-up' })
    expect(await run.caughtUp()).toBe(true)
    expect(rowsIn(database, 'tickets_ticket')).toEqual([
      { stream: one, notes: 2, minutes: 12, texts: 'ab', resolvedBy: null },
    ])

    await appended(store, two, noteAdded(two, 1, 'c', 1))
    const position = await appended(store, one, ticketResolved(one, 3))
    expect(await run.reached(position, 100_000)).toEqual({ committed: true, projected: true })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([
      { stream: one, notes: 2, minutes: 12, texts: 'ab', resolvedBy: 'agent-7' },
      { stream: two, notes: 1, minutes: 1, texts: 'c', resolvedBy: null },
    ])
    await run.stop()
    expect(run.state()).toEqual({ status: 'stopped', because: 'asked' })
  })

  it('goes on after the last event that it was given, whether or not it made rows from it', async () => {
    const store = storeOf(new InMemoryEvents())
    const database = memoryDatabase()
    await appended(store, one, noteAdded(one, 1), surveyAnswered(one, 2))
    await appended(store, streamNumber(1, 'purchase'), noteAdded(one, 3))
    const first = runProjection(store, tickets, sqliteTarget(database))
    await first.caughtUp()
    expect(first.progress()).toMatchObject({
      checkpoint: { kind: 'all', position: { commit: 2, prepare: 2 } },
      lastEvent: { stream: one, revision: 1, type: 'SurveyAnswered' },
      projected: 1,
      unknown: 1,
    })
    await first.stop()

    await appended(store, one, noteAdded(one, 4))
    const second = runProjection(store, tickets, sqliteTarget(database))
    await second.caughtUp()
    expect(second.progress()).toMatchObject({ projected: 2, unknown: 1, repeated: 0 })
    expect(rowsIn(database, 'tickets_ticket')).toEqual([
      { stream: one, notes: 2, minutes: 2, texts: 'xx', resolvedBy: null },
    ])
    await second.stop()
  })
})
