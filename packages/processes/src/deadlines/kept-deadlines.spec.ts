import { type EventStore, InMemoryEvents, inMemoryEventStore } from '@aftersale/event-store'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { ARMED_CATEGORY } from './deadlines-kept.js'
import { keptDeadlines } from './kept-deadlines.js'
import { at, doing, keeping, listIdOf, runAt, rungIn, setReminders } from './reminders.fixtures.js'
import { virtualClock } from './virtual-clock.js'

const keptIn = (store: EventStore) =>
  keptDeadlines(store, 'deadlines' as NonEmptyText, { tenant: undefined, now: () => at('12:00') })

const upTo = (commit: number) => ({ kind: 'all' as const, position: { commit, prepare: commit } })

const entries = (count: number) =>
  Array.from({ length: count }, (_, number) => ({ stream: `reminders-${listIdOf(number)}`, dueAt: at('16:00') }))

/** The calls to a store, and the positions that it was subscribed to after. */
const counted = (events: InMemoryEvents) => {
  const store = inMemoryEventStore({ events })
  const read: Array<string> = []
  const delivered: Array<string> = []
  const counting: EventStore = {
    ...store,
    readStream: (stream, how) => {
      read.push(stream)
      return store.readStream(stream, how)
    },
    subscribe: (start) => {
      const subscription = store.subscribe(start)
      return {
        ...subscription,
        async *[Symbol.asyncIterator]() {
          for await (const delivery of subscription) {
            if (delivery.kind === 'event') delivered.push(delivery.event.stream)
            yield delivery
          }
        },
      }
    },
  }
  return { store: counting, read, delivered }
}

describe('what a scheduler has armed', () => {
  it('is kept whole, in parts, and read back', async () => {
    const events = new InMemoryEvents()
    const store = inMemoryEventStore({ events })
    expect(await keptIn(store).last()).toEqual(E.right(undefined))

    await keptIn(store).keep({ checkpoint: upTo(3), armed: entries(2) })
    await keptIn(store).keep({ checkpoint: upTo(9), armed: entries(12_001) })

    expect(await keptIn(store).last()).toEqual(E.right({ checkpoint: upTo(9), armed: entries(12_001) }))
    expect(events.all.map(({ data }) => (data as { readonly part: number }).part)).toEqual([1, 1, 2, 3])
  })

  it('counts only where all parts are there: a torn one leaves the one before', async () => {
    const events = new InMemoryEvents()
    const store = inMemoryEventStore({ events })
    await keptIn(store).keep({ checkpoint: upTo(3), armed: entries(2) })
    let appends = 0
    const torn: EventStore = {
      ...store,
      append: (...append) => {
        appends += 1
        return appends === 1
          ? store.append(...append)
          : async () => E.left({ failure: 'StoreUnavailable', cause: 'full', why: 'no space left' })
      },
    }
    await keptIn(torn).keep({ checkpoint: upTo(9), armed: entries(5_001) })
    expect(await keptIn(store).last()).toEqual(E.right({ checkpoint: upTo(3), armed: entries(2) }))

    await keptIn(store).keep({ checkpoint: upTo(12), armed: entries(1) })
    expect(await keptIn(store).last()).toEqual(E.right({ checkpoint: upTo(12), armed: entries(1) }))
  })

  it('is small: seventy bytes a stream', async () => {
    const events = new InMemoryEvents()
    await keptIn(inMemoryEventStore({ events })).keep({ checkpoint: upTo(3), armed: entries(1000) })
    expect(JSON.stringify(events.all[0]?.data).length).toBeLessThan(70 * 1000 + 200)
  })
})

describe('a start', () => {
  it('reads what was kept and the events since, not the log from its beginning', async () => {
    const events = new InMemoryEvents()
    for (let list = 1; list <= 40; list += 1) await setReminders(events, [list, 'tea', at('16:00', 2 + list)])
    await runAt(events, at('09:00'), { keepAfterEvents: () => 30 })
    await doing(events, 7, { type: 'CancelReminder', name: 'tea' }, at('10:00'))
    await setReminders(events, [41, 'cake', at('15:00')])

    const { store, read, delivered } = counted(events)
    const run = keeping(events, virtualClock(at('11:00')), {}, store)
    await run.settled()
    expect(delivered).toEqual([`reminders-${listIdOf(7)}`, `reminders-${listIdOf(41)}`])
    expect(read.filter((stream) => stream.startsWith('reminders-'))).toEqual(delivered)
    expect(run.counts().armed).toBe(40)
    await run.stop()

    await runAt(events, at('12:00', 60))
    expect(rungIn(events)).toHaveLength(40)
    expect(rungIn(events)[0]).toBe('cake')
  })

  it('is as good from the beginning', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')], [2, 'cake', at('17:00')])
    await runAt(events, at('09:00'), { keepAfterEvents: () => 1 })
    const run = await runAt(events, at('16:30'), { from: 'beginning' })
    expect(run.counts()).toMatchObject({ armed: 1, fired: 1 })
  })

  it('does without what it cannot use: a checkpoint beyond the end of the store', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await keptIn(inMemoryEventStore({ events })).keep({ checkpoint: upTo(1_000), armed: entries(5) })
    const run = await runAt(events, at('18:00'))
    expect(rungIn(events)).toEqual(['tea'])
    expect(run.counts().armed).toBe(0)
  })

  it('and a run that hears of nothing keep nothing', async () => {
    const events = new InMemoryEvents()
    await setReminders(events, [1, 'tea', at('16:00')])
    await runAt(events, at('09:00'), { keepAfterEvents: () => 1 })
    const keptOnce = events.all.length
    await runAt(events, at('10:00'), { keepAfterEvents: () => 1 })
    await runAt(events, at('11:00'), { keepAfterEvents: () => 1 })
    expect(events.all.length).toBe(keptOnce)
    expect(events.all.filter(({ stream }) => stream.startsWith(ARMED_CATEGORY))).toHaveLength(1)
  })
})
