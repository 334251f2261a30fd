import { ask, factsOf, figure, inShort } from '../help-desk.fixtures.js'
import { purchase } from '../shop.fixtures.js'

const history = [
  purchase('a', { quantity: 3, net: 1000 }).bought('2025-01-02 09:00'),
  purchase('b', { quantity: 2, net: 599 }).bought('2025-01-03 09:00'),
  purchase('c', { currency: 'JPY', net: 5800 }).bought('2025-02-03 09:00'),
  purchase('d', { net: 100 }).bought('2025-02-04 09:00', { isTest: true }),
]

it.each([
  ['count', 3],
  ['lines', 3],
  ['units', 6],
  ['value-EUR', 1599],
  ['value-JPY', 5800],
])('tells the %s of what was bought', (variant, expected) => {
  expect(figure(factsOf(...history), 'purchases', variant).value).toBe(expected)
})

it('counts by the time of the purchase, and leaves tests out', () => {
  const january = { from: '2025-01-01', until: '2025-02-01' }
  expect(inShort(figure(factsOf(...history), 'purchases', 'count', january))).toBe('2/2')
  const february = { from: '2025-02-01', until: '2025-03-01' }
  expect(inShort(figure(factsOf(...history), 'purchases', 'count', february))).toBe('1/1 {test:1}')
})

it('has no value of a currency that nothing was bought in', () => {
  expect(ask(factsOf(), 'purchases').map(({ variant }) => variant)).toEqual(['count', 'lines', 'units'])
})
