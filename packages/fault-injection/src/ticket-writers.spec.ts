import { inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { inspect } from './asked-appends.fixtures.js'
import { ticketWriters } from './ticket-writers.fixtures.js'

it('writers of tickets have work for every kind of answer, and are told the truth by a store without faults', async () => {
  const store = inMemoryEventStore()
  const writers = ticketWriters({ stores: [store], tenant: undefined, writers: 8, seed: 1, restMilliseconds: 0 })
  while (writers.acknowledged() < 400) await new Promise((resolve) => setImmediate(resolve))
  const asked = await writers.stop()
  const all = await store.readAll({ maxCount: 1_000_000 })()
  if (E.isLeft(all)) throw new Error(JSON.stringify(all.left))
  const inspected = inspect(asked, all.right.events)
  expect(inspected.acknowledged).toBe(writers.acknowledged())
})
