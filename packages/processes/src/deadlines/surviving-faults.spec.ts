import { type EventStore, InMemoryEvents } from '@aftersale/event-store'
import { type Fault, faultAt, faultyStore, seededRandom } from '../running/faults.fixtures.js'
import type { DeadlinesSettings } from './deadlines-settings.js'
import { at, doing, keeping, ofReminders, runAt, rungIn, setReminders } from './reminders.fixtures.js'
import { virtualClock } from './virtual-clock.js'

/** Raise it before a release. */
const ROUNDS = Number(process.env['DEADLINE_FAULT_ROUNDS'] ?? 15)

/** What a month of downtime leaves: four that are due, one of which arms a fifth; one cancelled, one still to come. */
const aMonthLater = at('12:00', 30)
const aMonth = async (): Promise<InMemoryEvents> => {
  const events = new InMemoryEvents()
  await setReminders(
    events,
    [1, 'third', at('16:00', 4)],
    [2, 'first', at('16:00', 2), { next: { name: 'second', dueAt: at('16:00', 3) } }],
    [1, 'fourth', at('16:00', 5)],
    [3, 'fifth', at('16:00', 6)],
    [3, 'cancelled', at('16:00', 7)],
    [2, 'not yet', at('16:00', 31)],
  )
  await doing(events, 3, { type: 'CancelReminder', name: 'cancelled' }, at('09:00'))
  return events
}

const inOrder = ['first', 'second', 'third', 'fourth', 'fifth']

const runUntilCrash = async (
  store: EventStore,
  crashed: Promise<void>,
  events: InMemoryEvents,
  now = aMonthLater,
  settings: Partial<DeadlinesSettings> = {},
): Promise<void> => {
  const run = keeping(events, virtualClock(now), settings, store)
  await Promise.race([run.settled(), crashed])
  await run.stop()
}

const idsOf = (events: InMemoryEvents): ReadonlyArray<string> =>
  events.all.map(({ metadata }) => (metadata as { readonly eventId: string }).eventId)

describe('a fault at any one call to the store', () => {
  const faults: ReadonlyArray<Fault> = ['unavailable', 'unanswered', 'crashed-before', 'crashed-after']

  it.each(faults)('fires nothing twice, loses nothing, and keeps the order: %s', async (fault) => {
    const undisturbed = await aMonth()
    let calls = 0
    const counting = faultyStore(undisturbed, () => {
      calls += 1
      return 'none'
    })
    const settings = { concurrency: 1, keepAfterEvents: () => 5 }
    await runUntilCrash(counting.store, counting.crashed, undisturbed, aMonthLater, settings)
    expect(rungIn(undisturbed)).toEqual(inOrder)
    expect(calls).toBeGreaterThan(20)

    for (let number = 0; number < calls; number += 1) {
      const events = await aMonth()
      const { store, crashed } = faultyStore(events, faultAt(number, fault))
      await runUntilCrash(store, crashed, events, aMonthLater, settings)
      await runAt(events, aMonthLater)

      expect({ number, rung: rungIn(events) }).toEqual({ number, rung: inOrder })
    }
  })
})

describe('two runs at once', () => {
  it('fire each deadline once between them, in order', async () => {
    const events = await aMonth()
    const runs = [1, 2].map(() => keeping(events, virtualClock(aMonthLater)))
    await Promise.all(runs.map((run) => run.settled()))
    await Promise.all(runs.map((run) => run.stop()))
    expect(rungIn(events)).toEqual(inOrder)
  })

  it('need not even have the same name, or the same settings', async () => {
    const events = await aMonth()
    const runs = [
      keeping(events, virtualClock(aMonthLater), { name: 'others' as never, concurrency: 1 }),
      keeping(events, virtualClock(aMonthLater), { from: 'beginning', keepAfterEvents: () => 1 }),
    ]
    await Promise.all(runs.map((run) => run.settled()))
    await Promise.all(runs.map((run) => run.stop()))
    expect(rungIn(events)).toEqual(inOrder)
  })
})

describe('faults at random, with two runs at once and what people do between', () => {
  it(`leave each reminder rung once, or cancelled, in ${ROUNDS} rounds`, async () => {
    const seed = Number(process.env['DEADLINE_FAULT_SEED'] ?? process.env['CHECK_SEED'] ?? Date.now() % 1_000_000)
    for (let round = 0; round < ROUNDS; round += 1) {
      const random = seededRandom(seed + round)
      const fault = (): Fault => {
        const dice = random()
        if (dice < 0.1) return 'unavailable'
        if (dice < 0.2) return 'unanswered'
        if (dice < 0.23) return 'crashed-before'
        return dice < 0.26 ? 'crashed-after' : 'none'
      }
      const events = new InMemoryEvents()
      const set: Array<string> = []
      for (let day = 3; day < 9; day += 1) {
        for (let number = 0; number < 3; number += 1) {
          const name = `day ${day}, number ${number}`
          set.push(name)
          await setReminders(events, [1 + Math.floor(random() * 3), name, at('12:00', day + Math.floor(random() * 4))])
        }
        const cancelled = set[Math.floor(random() * set.length)]
        for (const list of [1, 2, 3]) {
          if (random() < 0.3 && cancelled !== undefined) {
            await doing(events, list, { type: 'CancelReminder', name: cancelled }, at('09:00', day))
          }
        }
        const now = at('18:00', day)
        await Promise.all(
          [1, 2].map(() => {
            const { store, crashed } = faultyStore(events, fault)
            const keepAfterEvents = () => 1 + Math.floor(random() * 4)
            const from = random() < 0.2 ? 'beginning' : 'kept'
            return runUntilCrash(store, crashed, events, now, { keepAfterEvents, from })
          }),
        )
      }
      await runAt(events, at('18:00', 20))

      const cancelled = ofReminders(events)
        .filter(({ type }) => type === 'ReminderCancelled')
        .map(({ data }) => (data as { readonly name: string }).name)
      const answered = [...rungIn(events), ...cancelled].sort()
      expect({ seed, round, answered }).toEqual({ seed, round, answered: [...set].sort() })
      expect(new Set(idsOf(events)).size).toBe(events.all.length)
    }
  })
})
