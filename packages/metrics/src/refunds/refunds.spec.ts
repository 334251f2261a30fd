import { ask, factsOf, figure, inShort } from '../help-desk.fixtures.js'
import { purchase } from '../shop.fixtures.js'

const kettle = purchase('kettle', { net: 10_000 })
const toaster = purchase('toaster', { currency: 'GBP', net: 10_000 })

/** Two paid, after one and three days; one failed; one still on its way; one in pounds. */
const history = [
  kettle.bought('2025-01-02 09:00'),
  toaster.bought('2025-01-02 09:00'),
  kettle.refundReserved('a', '2025-01-10 09:00', 1793),
  kettle.refundSettled('a', '2025-01-11 09:00'),
  kettle.refundReserved('b', '2025-01-10 10:00', 1792, 'store-credit'),
  kettle.refundSettled('b', '2025-01-13 10:00'),
  kettle.refundReserved('c', '2025-01-10 11:00', 500),
  kettle.refundFailed('c', '2025-01-12 11:00'),
  kettle.refundReserved('d', '2025-01-10 12:00', 700),
  toaster.refundReserved('e', '2025-01-10 13:00', 250),
  toaster.refundSettled('e', '2025-01-10 13:00'),
]

it('counts what was paid, and tells apart what failed and what is on its way', () => {
  expect(inShort(figure(factsOf(...history), 'refunds', 'count'))).toBe('3/3 +1 {not-paid:1}')
})

it('adds amounts up currency by currency', () => {
  const facts = factsOf(...history)
  const euros = figure(facts, 'refunds', 'value-EUR')
  expect({ value: euros.value, unit: euros.unit, currency: euros.currency }).toEqual({
    value: 3585,
    unit: 'minor',
    currency: 'EUR',
  })
  expect(figure(facts, 'refunds', 'value-GBP').value).toBe(250)
  expect(ask(facts, 'refunds').map(({ variant }) => variant)).toEqual(['count', 'median', 'value-EUR', 'value-GBP'])
})

it('tells how long a refund takes', () => {
  expect(figure(factsOf(...history), 'refunds', 'median').value).toBe(86_400)
})

it('counts a refund that failed and was paid after all', () => {
  const paid = [...history, kettle.refundSettled('c', '2025-01-14 11:00')]
  expect(inShort(figure(factsOf(...paid), 'refunds', 'count'))).toBe('4/4 +1')
})

it('does not know yet what is paid later', () => {
  const asOf = '2025-01-12T00:00:00.000Z' as never
  expect(inShort(figure(factsOf(...history), 'refunds', 'count', { asOf }))).toBe('2/2 +3')
})
