import { factsOf, figure, inShort } from '../help-desk.fixtures.js'
import { purchase, returnCase } from '../shop.fixtures.js'

const kettles = purchase('kettles', { quantity: 10, net: 10_000 })
const back = returnCase('back', kettles)

/** Ten kettles: six delivered in January, four in February; two of the first came back after 20 days, one after 40. */
const history = [
  kettles.bought('2025-01-02 09:00'),
  kettles.delivered('2025-01-10 12:00', 1, 6),
  kettles.delivered('2025-02-20 12:00', 7, 10),
  back.requested('2025-01-25 09:00', [{ quantity: 3, accepted: [{ quantity: 3 }] }]),
  back.received('2025-01-30 12:00', 1, 2),
  back.received('2025-02-19 12:00', 3, 3, 'second'),
]

it('counts the units that came back within the window of the units delivered', () => {
  const rate = figure(factsOf(...history), 'return-rate', 'within', { asOf: '2025-06-01T00:00:00.000Z' as never })
  expect(inShort(rate)).toBe('2/10')
  expect(rate.value).toBe(0.2)
  expect(rate.parameters).toEqual({ window: 'P30D' })
})

it('leaves what may still come back pending, unit by unit, and counts at once what did', () => {
  const asOf = '2025-03-01T00:00:00.000Z' as never
  expect(inShort(figure(factsOf(...history), 'return-rate', 'within', { asOf }))).toBe('2/6 +4')
})

it('tells the cohorts by the month of their delivery', () => {
  const asOf = '2025-02-05T00:00:00.000Z' as never
  const early = figure(factsOf(...history), 'return-rate', 'within', { asOf, by: ['month'] })
  expect(early.segment).toEqual({ month: '2025-01' })
  expect(inShort(early)).toBe('2/2 +4')
})

it('counts what came back later only where it asks for no window', () => {
  expect(inShort(figure(factsOf(...history), 'return-rate', 'ever'))).toBe('3/10')
  const longer = figure(factsOf(...history), 'return-rate', 'within', { window: 'P40D' })
  expect(inShort(longer)).toBe('3/10')
})

it('counts no unit twice, delivered or received', () => {
  const again = [
    ...history,
    kettles.delivered('2025-01-11 12:00', 5, 6),
    back.received('2025-01-31 12:00', 1, 2, 'again'),
  ]
  expect(inShort(figure(factsOf(...again), 'return-rate', 'ever'))).toBe('3/10')
})

it('leaves out tests, and deliveries of what was never bought', () => {
  const test = purchase('test', { quantity: 2 })
  const unknown = purchase('unknown', { quantity: 3 })
  const facts = factsOf(
    test.bought('2025-01-02 09:00', { isTest: true }),
    test.delivered('2025-01-10 12:00', 1, 2),
    unknown.delivered('2025-01-10 12:00', 1, 3),
  )
  expect(inShort(figure(facts, 'return-rate', 'ever'))).toBe('0/0 {incomplete:3 test:2}')
  expect(figure(facts, 'return-rate', 'ever').value).toBeNull()
})

it('names the purchase where that tells that it was a test', () => {
  const test = purchase('test', { quantity: 2 })
  const [bought, delivered] = [
    test.bought('2025-01-02 09:00', { isTest: true }),
    test.delivered('2025-01-10 12:00', 1, 2),
  ]
  const { excluded } = figure(factsOf(bought, delivered), 'return-rate', 'ever').counted()
  expect(excluded.test).toEqual([delivered, bought].map(({ metadata }) => metadata.eventId))
})

it('rests on the delivery, and on what came back', () => {
  const { numerator, denominator } = figure(factsOf(...history), 'return-rate', 'within').counted()
  expect(numerator).toEqual([history[1], history[4]].map((event) => event?.metadata.eventId))
  expect(denominator).toEqual([history[1], history[4], history[2]].map((event) => event?.metadata.eventId))
})
