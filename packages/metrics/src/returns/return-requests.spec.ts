import { factsOf, figure } from '../help-desk.fixtures.js'
import { purchase, returnCase } from '../shop.fixtures.js'

const first = purchase('first', { quantity: 5, net: 5000 })
const second = purchase('second', { quantity: 5, net: 5000 })
const excess = (quantity: number) => ({ quantity, reasons: ['QuantityExceedsAvailable'] })

/**
 * Credit note C1, two requests: three accepted whole; six of which five, of two purchases, and one too many.
 * C2, one request of two lines: four with nothing left, two never bought.
 */
const history = [
  first.bought('2025-01-02 09:00'),
  second.bought('2025-01-03 09:00'),
  returnCase('a', first).requested('2025-01-10 09:00', [{ quantity: 3, accepted: [{ quantity: 3 }] }], {
    reference: 'C1',
  }),
  returnCase('b', first).requested(
    '2025-01-10 09:00',
    [
      {
        quantity: 6,
        accepted: [{ quantity: 2 }, { purchaseId: second.purchaseId, quantity: 3 }],
        refused: excess(1),
      },
    ],
    { reference: 'C1' },
  ),
  returnCase('c', first).requested(
    '2025-01-11 09:00',
    [
      { quantity: 4, refused: excess(4) },
      { quantity: 2, refused: { quantity: 2, reasons: ['NeverBought'] } },
    ],
    { reference: 'C2' },
  ),
]

it.each([
  ['lines', 4],
  ['requests', 2],
  ['accepted-whole', 1],
  ['accepted-in-part', 1],
  ['refused', 2],
  ['refused-never-bought', 1],
  ['refused-nothing-left', 1],
  ['exceeds-what-is-left', 2],
  ['units-accepted', 8],
  ['units-in-excess', 5],
  ['customers-and-products-in-excess', 1],
  ['drawn-on-several-lines', 1],
  ['drawn-on-several-purchases', 1],
])('counts %s', (variant, expected) => {
  expect(figure(factsOf(...history), 'return-requests', variant).value).toBe(expected)
})

it('counts a case without a reference as a request of its own', () => {
  const more = returnCase('d', first).requested('2025-01-12 09:00', [{ quantity: 1, accepted: [{ quantity: 1 }] }])
  expect(figure(factsOf(...history, more), 'return-requests', 'requests').value).toBe(3)
})
