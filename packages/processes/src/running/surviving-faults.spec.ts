import { type EventStore, InMemoryEvents, inMemoryEventStore, streamNameOf } from '@aftersale/event-store'
import { type Fault, faultAt, faultyStore, seededRandom } from './faults.fixtures.js'
import { factsIn, running, send, settle, storyOf, untilQuiet } from './running.fixtures.js'
import { cancelOrder, ITEMS, orderIdOf, placeOrder, shelf, shelfId } from './shelf-orders.fixtures.js'

/** Raise it before a release. */
const ROUNDS = Number(process.env['PROCESS_FAULT_ROUNDS'] ?? 30)

/** Two orders, of which the shelf can serve one; the other is refused. A third is cancelled. */
const aMorning = async (): Promise<InMemoryEvents> => {
  const events = new InMemoryEvents()
  await send(events, placeOrder(1, ITEMS - 1), placeOrder(2, 2), placeOrder(3, 1), cancelOrder(3))
  return events
}

/** Items that are held for orders which are not confirmed; and those held at all. */
const holds = (events: InMemoryEvents): { readonly held: number; readonly leaked: ReadonlyArray<string> } => {
  const confirmed = new Set<string>()
  const over = new Set<string>()
  let holdsNow: ReadonlyMap<string, number> = shelf.decider.initial
  for (const { stream, type, data } of factsIn(events)) {
    const { orderId } = data as { readonly orderId: string }
    if (type === 'OrderConfirmed') confirmed.add(orderId)
    if (type === 'OrderCancelled' || type === 'OrderRefused') over.add(orderId)
    if (stream !== streamNameOf({ category: shelf.category, id: shelfId })) continue
    holdsNow = shelf.decider.evolve(holdsNow, { type, data } as never)
  }
  const active = [...holdsNow].filter(([, items]) => items > 0)
  return {
    held: active.reduce((sum, [, items]) => sum + items, 0),
    leaked: active.map(([orderId]) => orderId).filter((orderId) => over.has(orderId) || !confirmed.has(orderId)),
  }
}

/** Runs until all is quiet, or until the store crashes. */
const runUntilCrash = async (
  store: EventStore,
  crashed: Promise<void>,
  events: InMemoryEvents,
  settings: Parameters<typeof running>[1] = {},
): Promise<void> => {
  const run = running(store, settings)
  await Promise.race([untilQuiet(run, events), crashed])
  await run.stop()
}

describe('a fault at any one call to the store', () => {
  const faults: ReadonlyArray<Fault> = ['unavailable', 'unanswered', 'crashed-before', 'crashed-after']

  it.each(faults)('leaves the same as none, once everything has run to its end: %s', async (fault) => {
    const undisturbed = await aMorning()
    let calls = 0
    const counting = faultyStore(undisturbed, () => {
      calls += 1
      return 'none'
    })
    await runUntilCrash(counting.store, counting.crashed, undisturbed, { concurrency: 1 })
    expect(storyOf(undisturbed)).toEqual({
      'order 01': ['OrderPlaced', 'OrderConfirmed'],
      'shelf 01': ['ItemsHeld'],
      'order 02': ['OrderPlaced', 'OrderRefused'],
      'order 03': ['OrderPlaced', 'OrderCancelled'],
    })
    expect(calls).toBeGreaterThan(10)

    for (let number = 0; number < calls; number += 1) {
      const events = await aMorning()
      const { store, crashed } = faultyStore(events, faultAt(number, fault))
      await runUntilCrash(store, crashed, events, { concurrency: 1 })
      await settle(events)

      expect({ number, story: storyOf(events) }).toEqual({ number, story: storyOf(undisturbed) })
    }
  })
})

describe('faults at random, with duplicates', () => {
  it(`break no rule and leave no hold behind, in ${ROUNDS} rounds`, async () => {
    const seed = Number(process.env['PROCESS_FAULT_SEED'] ?? process.env['CHECK_SEED'] ?? Date.now() % 1_000_000)
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
      for (let step = 0; step < 6; step += 1) {
        await send(events, placeOrder(step, 1 + Math.floor(random() * 3)))
        if (random() < 0.4) await send(events, cancelOrder(step)).catch(() => undefined)
        const runners = [1, 2].map(() => faultyStore(events, fault))
        await Promise.all(
          runners.map(({ store, crashed }) =>
            runUntilCrash(store, crashed, events, { from: random() < 0.3 ? 'beginning' : 'checkpoint' }),
          ),
        )
      }
      await settle(events)

      const { held, leaked } = holds(events)
      expect({ seed, round, leaked, isWithin: held <= ITEMS }).toEqual({ seed, round, leaked: [], isWithin: true })
      const ids = events.all.map(({ metadata }) => (metadata as { readonly eventId: string }).eventId)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('are noticed by this test: a shelf that forgets its holds is caught', async () => {
    const events = await aMorning()
    await inMemoryEventStore({ events }).append(
      `shelf-${shelfId}`,
      [{ type: 'ItemsHeld', data: { ...placeOrder(3, 1).data }, metadata: events.all[0]?.metadata as never }],
      'any',
    )()
    expect(holds(events).leaked).toEqual([orderIdOf(3)])
  })
})
