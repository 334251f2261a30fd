import * as fc from 'fast-check'
import { ask, factsOf, type Told } from '../help-desk.fixtures.js'
import { purchase, returnCase } from '../shop.fixtures.js'

// A purchase and the returns of it are streams of their own, and a store may tell one of them before the other.

const kettles = purchase('kettles', { quantity: 10, net: 10_000 })
const mugs = purchase('mugs', { sku: 'mug', quantity: 4, net: 2000 })
const early = returnCase('early', kettles)
const again = returnCase('again', kettles)
const ofMugs = returnCase('of mugs', mugs, 'mug')

const streams: ReadonlyArray<ReadonlyArray<Told>> = [
  [
    kettles.bought('2025-01-02 09:00'),
    kettles.delivered('2025-01-10 12:00', 1, 6),
    kettles.delivered('2025-02-20 12:00', 7, 10),
    kettles.refundReserved('kettles', '2025-02-01 09:00', 3000),
    kettles.refundSettled('kettles', '2025-02-02 09:00'),
  ],
  [
    mugs.bought('2025-01-02 09:00', { isTest: true }),
    mugs.delivered('2025-01-10 12:00', 1, 4),
    mugs.refundReserved('mugs', '2025-02-01 09:00', 500),
  ],
  [
    early.requested('2025-01-25 09:00', [{ quantity: 3, accepted: [{ quantity: 3 }] }]),
    early.authorised('2025-01-25 10:00', { paidBy: 'merchant', costMinor: '490' }),
    early.received('2025-01-30 12:00', 1, 3),
    early.disposed('2025-02-01 09:00', 1, 3, 'resell'),
  ],
  [
    again.requested('2025-01-25 09:00', [{ quantity: 3, accepted: [{ quantity: 2 }] }]),
    again.authorised('2025-01-25 10:00', { paidBy: 'customer' }),
    // The third kettle, sent back to the customer meanwhile, comes a second time.
    again.received('2025-02-10 12:00', 3, 4),
  ],
  [
    ofMugs.requested('2025-01-26 09:00', [{ quantity: 1, accepted: [{ quantity: 1 }] }], { isTest: true }),
    ofMugs.received('2025-01-30 12:00', 1, 1),
  ],
]

const others = purchase('others', { quantity: 1, net: 990 })
const alike: ReadonlyArray<ReadonlyArray<Told>> = [
  ...streams,
  // At the same time as the kettles, in each of its steps.
  [
    others.bought('2025-01-02 09:00'),
    others.delivered('2025-01-10 12:00', 1, 1),
    others.refundReserved('others', '2025-02-01 09:00', 990),
  ],
]

const metrics = ['purchases', 'refunds', 'return-requests', 'return-rate', 'return-cost', 'disposition-mix']

const figuresOf = (history: ReadonlyArray<Told>) => {
  const facts = factsOf(...history)
  return metrics.flatMap((metric) => ask(facts, metric).map(({ counted, ...figure }) => ({ ...figure, by: counted() })))
}

/** All events, those of each stream in their order. */
const interleaved = (order: ReadonlyArray<number>): ReadonlyArray<Told> => {
  const told = alike.map(() => 0)
  return order.flatMap((index) => {
    const next = told[index] ?? 0
    told[index] = next + 1
    return alike[index]?.[next] ?? []
  })
}

const all = alike.flatMap((events, index) => events.map(() => index))

it('gives the same figures, counted from the same events, however purchases and returns are interleaved', () => {
  const expected = figuresOf(alike.flat())
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (order) => {
      expect(figuresOf(interleaved(order))).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

it('gives the same figures, however often a stream is told from its beginning', () => {
  const expected = figuresOf(alike.flat())
  for (const again of alike) expect(figuresOf([...alike.flat(), ...again])).toEqual(expected)
})
