import { ask, factsOf, figure, inShort, instant } from '../help-desk.fixtures.js'
import { purchase, returnCase } from '../shop.fixtures.js'

const kettles = purchase('kettles', { quantity: 10, net: 10_000 })
const asked = (name: string, at: string, more = {}) =>
  returnCase(name, kettles).requested(at, [{ quantity: 1, accepted: [{ quantity: 1 }] }], more)
const authorised = (name: string, at: string, label?: object, currency?: string) => [
  asked(name, at),
  returnCase(name, kettles).authorised(at, label as never, currency),
]

/**
 * Labels of €4.90, €6.15 and £3.20 that the shop pays for; one that the customer pays for, one without a price, and a
 * return that was brought to the shop.
 */
const history = [
  ...authorised('a', '2025-01-10 09:00', { paidBy: 'merchant', costMinor: '490' }),
  ...authorised('b', '2025-01-12 09:00', { paidBy: 'merchant', costMinor: '615' }),
  ...authorised('c', '2025-01-13 09:00', { paidBy: 'merchant', costMinor: '320' }, 'GBP'),
  ...authorised('d', '2025-01-14 09:00', { paidBy: 'customer', costMinor: '490' }),
  ...authorised('e', '2025-01-15 09:00', { paidBy: 'merchant' }),
  ...authorised('f', '2025-01-16 09:00'),
]

it('adds up what the labels cost that the shop pays for, currency by currency', () => {
  const facts = factsOf(...history)
  expect(inShort(figure(facts, 'return-cost', 'labels'))).toBe('3/3 {cost-unknown:1 paid-by-customer:1}')
  const euros = figure(facts, 'return-cost', 'value-EUR')
  expect(inShort(euros)).toBe('1105/2 {cost-unknown:1 paid-by-customer:1}')
  expect({ value: euros.value, unit: euros.unit, currency: euros.currency }).toEqual({
    value: 1105,
    unit: 'minor',
    currency: 'EUR',
  })
  expect(figure(facts, 'return-cost', 'value-GBP').value).toBe(320)
  expect(ask(facts, 'return-cost').map(({ variant }) => variant)).toEqual(['labels', 'value-EUR', 'value-GBP'])
})

it('counts each return by the day on which its label was issued', () => {
  const period = { from: '2025-01-11', until: '2025-01-13' }
  expect(figure(factsOf(...history), 'return-cost', 'value-EUR', period).value).toBe(615)
  const asOf = instant('2025-01-11 00:00')
  expect(inShort(figure(factsOf(...history), 'return-cost', 'labels', { asOf }))).toBe('1/1')
})

it('tells what was authorised once, however often it is heard of', () => {
  expect(inShort(figure(factsOf(...history, ...history), 'return-cost', 'value-GBP'))).toBe('320/1')
})

it('leaves out tests, and what was never asked for', () => {
  const label = { paidBy: 'merchant', costMinor: '490' }
  const facts = factsOf(
    asked('test', '2025-01-10 09:00', { isTest: true }),
    returnCase('test', kettles).authorised('2025-01-10 09:00', label),
    returnCase('unknown', kettles).authorised('2025-01-10 09:00', label),
  )
  expect(inShort(figure(facts, 'return-cost', 'labels'))).toBe('0/0 {incomplete:1 test:1}')
  expect(figure(facts, 'return-cost', 'labels').value).toBeNull()
})

it('rests on the authorisation', () => {
  const { numerator } = figure(factsOf(...history), 'return-cost', 'value-EUR').counted()
  expect(numerator).toEqual([history[1], history[3]].map((event) => event?.metadata.eventId))
})
