import { ask, factsOf, figure, instant, type Told } from '../help-desk.fixtures.js'
import type { Figure, Question } from '../index.js'
import { unit } from '../units.fixtures.js'

const [a, b, c, d] = [unit('a'), unit('b'), unit('c'), unit('d')]

/**
 * Four pumps from 1 January, so that day 10 is the 11th: watched for 10, 20, 20 days, and the last one still. The figures
 * are worked out by hand in `units-at-risk.spec.ts`.
 */
const pumps: ReadonlyArray<Told> = [
  ...[a, b, c, d].map((one) => one.registered()),
  a.repaired('2025-01-06 00:00'),
  a.retired('2025-01-11 00:00'),
  b.repaired('2025-01-11 00:00'),
  b.repaired('2025-01-21 00:00'),
  b.repaired('2025-01-21 00:00'),
  b.retired('2025-01-21 00:00'),
  c.retired('2025-01-21 00:00'),
  d.repaired('2025-01-31 00:00'),
  // Looked after, and not repaired.
  d.repaired('2025-01-07 00:00', undefined, 'maintenance'),
]

const facts = factsOf(...pumps)
const mean = (question: Partial<Question> = {}): Figure => figure(facts, 'mean-cumulative-repairs', 'mean', question)

it('is of the window of use that is asked for, and says the fraction it is', () => {
  expect(mean({ window: 'P5D' })).toMatchObject({
    value: 0.25,
    exact: '1/4',
    numerator: null,
    denominator: 4,
    pending: 0,
    excluded: {},
    unit: 'per-unit',
    parameters: { window: 'P5D' },
  })
  expect(mean({ window: 'PT119H' }).value).toBe(0)
  expect(mean()).toMatchObject({ exact: '13/6', parameters: { window: 'P365D' } })
})

it('is a figure for each day of use that is asked for, in order, each day once', () => {
  const figures = ask(facts, 'mean-cumulative-repairs', { days: [30, 5, 20, 5] })
  expect(figures.map(({ variant, value, exact, numerator }) => [variant, exact ?? value, numerator])).toEqual([
    ['mean-day-5', '1/4', null],
    ['at-risk-day-5', 4, 4],
    ['mean-day-20', '7/6', null],
    ['at-risk-day-20', 3, 3],
    ['mean-day-30', '13/6', null],
    ['at-risk-day-30', 1, 1],
  ])
  expect(() => ask(facts, 'mean-cumulative-repairs', { days: [1.5] })).toThrow(
    new RangeError('1.5 is not a day of use, a whole number from 0 on'),
  )
})

it('watches those that are not retired until the time asked about, and no longer', () => {
  const asOf = instant('2025-01-20 00:00')
  // By then neither of the two repairs of day 20 was made; b, c and d are watched for 19 days.
  expect(mean({ asOf, window: 'P20D' })).toMatchObject({ exact: '1/2', denominator: 4 })
  expect(figure(facts, 'mean-cumulative-repairs', 'at-risk', { asOf, window: 'P19D' }).value).toBe(3)
  expect(figure(facts, 'mean-cumulative-repairs', 'at-risk', { asOf, window: 'P20D' }).value).toBe(0)
})

it('counts by the day on which units were registered, and apart by what they are', () => {
  const other = unit('other', { sku: 'valve' })
  const later = factsOf(...pumps, other.registered('2025-03-01 00:00'), other.repaired('2025-03-02 00:00'))
  const figures = ask(later, 'mean-cumulative-repairs', { by: ['product', 'month'], window: 'P5D' })
  expect(
    figures
      .filter(({ variant }) => variant === 'mean')
      .map(({ segment, exact }) => [segment.product, segment.month, exact]),
  ).toEqual([
    ['pump', '2025-01', '1/4'],
    ['valve', '2025-03', '1/1'],
  ])
  expect(figure(later, 'mean-cumulative-repairs', 'mean', { from: '2025-02-01' })).toMatchObject({
    exact: '1/1',
    denominator: 1,
  })
})

it('leaves out units of whose beginning nothing is known, and what is told of a unit that nobody watched', () => {
  const unknown = unit('unknown')
  const before = [unknown.repaired('2025-01-02 00:00'), a.repaired('2025-01-12 00:00')]
  const { value, excluded } = figure(factsOf(...pumps, ...before), 'mean-cumulative-repairs', 'mean', {
    window: 'P12D',
  })
  expect({ value, excluded }).toEqual({ value: 0.5, excluded: { incomplete: 1 } })
})

it('takes a unit that was sold again for another one', () => {
  const sold = unit('sold')
  const told = factsOf(
    sold.registered(),
    sold.repaired('2025-01-03 00:00'),
    sold.retired('2025-01-05 00:00', 'returned'),
    sold.resold('2025-02-01 00:00'),
    sold.repaired('2025-02-04 00:00'),
    sold.repaired('2025-02-05 00:00'),
  )
  expect(ask(told, 'mean-cumulative-repairs', { days: [2, 3, 4] }).flatMap(({ exact }) => exact ?? [])).toEqual([
    '1/2',
    // Both were watched on day 3 of their use: one repair each so far, in the end two of one on day 4.
    '1/1',
    '3/2',
  ])
})

it('is counted from the beginnings and ends of the units, and their repairs by then', () => {
  const own = unit('own')
  const told = [
    own.registered(),
    own.repaired('2025-01-03 00:00'),
    own.repaired('2025-01-09 00:00'),
    own.retired('2025-02-01 00:00'),
  ]
  const ids = told.map(({ metadata }) => metadata.eventId)
  const { counted } = figure(factsOf(...told), 'mean-cumulative-repairs', 'mean', { window: 'P5D' })
  expect(counted().denominator).toEqual([ids[0], ids[1], ids[3]])
  expect(counted().numerator).toEqual([ids[0], ids[1], ids[3]])
})

it('has no value where there is no unit', () => {
  expect(figure(factsOf(), 'mean-cumulative-repairs', 'mean')).toMatchObject({ value: null, denominator: 0 })
})
