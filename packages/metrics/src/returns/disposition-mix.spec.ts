import { factsOf, figure, inShort } from '../help-desk.fixtures.js'
import { purchase, returnCase } from '../shop.fixtures.js'

const kettles = purchase('kettles', { quantity: 10, net: 10_000 })
const back = returnCase('back', kettles)

/** Eight came back: three to be sold again, one refurbished, one repaired, two scrapped, one not decided yet. */
const history = [
  kettles.bought('2025-01-02 09:00'),
  kettles.delivered('2025-01-10 12:00', 1, 10),
  back.requested('2025-01-15 09:00', [{ quantity: 8, accepted: [{ quantity: 8 }] }]),
  back.received('2025-01-30 12:00', 1, 8),
  back.disposed('2025-02-01 09:00', 1, 3, 'resell'),
  back.disposed('2025-02-01 09:05', 4, 4, 'refurbish'),
  back.disposed('2025-02-01 09:10', 5, 5, 'repair'),
  back.disposed('2025-02-03 09:00', 6, 7, 'scrap'),
]

it('is circular by what is sold again, refurbished or repaired, of all that was received', () => {
  const circularity = figure(factsOf(...history), 'disposition-mix', 'circularity')
  expect(inShort(circularity)).toBe('5/8')
  expect(circularity.value).toBe(5 / 8)
})

it.each([
  ['resell', '3/7 +1'],
  ['refurbish', '1/7 +1'],
  ['repair', '1/7 +1'],
  ['recycle', '0/7 +1'],
  ['scrap', '2/7 +1'],
  ['return-to-vendor', '0/7 +1'],
  ['return-to-customer', '0/7 +1'],
])('tells the share of %s, of what was decided on', (disposition, expected) => {
  expect(inShort(figure(factsOf(...history), 'disposition-mix', disposition))).toBe(expected)
})

it('knows nothing of what is decided later', () => {
  const asOf = '2025-02-02T00:00:00.000Z' as never
  expect(inShort(figure(factsOf(...history), 'disposition-mix', 'circularity', { asOf }))).toBe('5/8')
  expect(inShort(figure(factsOf(...history), 'disposition-mix', 'resell', { asOf }))).toBe('3/5 +3')
})

it('takes the first decision for each unit', () => {
  const again = [...history, back.disposed('2025-02-04 09:00', 7, 8, 'resell')]
  expect(inShort(figure(factsOf(...again), 'disposition-mix', 'resell'))).toBe('4/8')
})
