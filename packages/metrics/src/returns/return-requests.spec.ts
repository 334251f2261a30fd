import { factsOf, figure, type Told } from '../help-desk.fixtures.js'
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

describe('what is said to a request after it was made', () => {
  const accepted = returnCase('later', first)
  const asked = accepted.requested('2025-01-10 09:00', [{ quantity: 3, accepted: [{ quantity: 3 }] }])
  const value = (variant: string, ...events: ReadonlyArray<Told>) =>
    figure(factsOf(...events), 'return-requests', variant).value

  it('refuses what was drawn on, be it at the same instant', () => {
    for (const at of ['2025-01-10 09:00', '2025-01-11 09:00']) {
      expect(value('refused', asked, accepted.refusedFor(at, 'ReceiptRequired'))).toBe(1)
    }
  })

  it('takes back what a policy set aside had refused', () => {
    const refused = accepted.refusedFor('2025-01-11 09:00', 'ReceiptRequired')
    const overridden = accepted.overridden('2025-01-12 09:00', 'ReceiptRequired', 3)
    const events = [asked, refused, overridden]
    expect(value('accepted-whole', ...events)).toBe(1)
    expect(value('refused', ...events)).toBe(0)
    const { numerator } = figure(factsOf(...events), 'return-requests', 'accepted-whole').counted()
    expect(new Set(numerator)).toEqual(new Set(events.map(({ metadata }) => metadata.eventId)))
  })

  it('draws on nothing that another return was given meanwhile', () => {
    const events = [asked, accepted.reservationRefused('2025-01-10 09:01', 'QuantityExceedsAvailable')]
    expect(value('refused-nothing-left', ...events)).toBe(1)
    expect(value('units-in-excess', ...events)).toBe(3)
  })
})
