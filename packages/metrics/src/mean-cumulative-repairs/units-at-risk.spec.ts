import * as fc from 'fast-check'
import { inText, numberOf, sumOfParts } from './exact-fraction.js'
import { atRisk, meanCumulativeRepairs, type WatchedUnit } from './units-at-risk.js'

const unit = (watchedFor: number, ...repairs: ReadonlyArray<number>): WatchedUnit => ({ watchedFor, repairs })

/** Four machines, watched for 10, 20, 20 and 40 days; day by day, each figure worked out by hand. */
const machines = [unit(10, 5), unit(20, 10, 20, 20), unit(20), unit(40, 30)]

it.each([
  [4, '0/1'],
  // One repair among four.
  [5, '1/4'],
  // The one of day 10 is at risk on its last day.
  [10, '1/2'],
  [19, '1/2'],
  // Two of one machine on one day, three being watched: 1/2 + 2/3.
  [20, '7/6'],
  // One is left: 7/6 + 1.
  [30, '13/6'],
  [365, '13/6'],
])('by day %d it is %s', (day, mean) => {
  expect(inText(meanCumulativeRepairs(machines, day))).toBe(mean)
})

it.each([
  [0, 4],
  [10, 4],
  [11, 3],
  [20, 3],
  [21, 1],
  [40, 1],
  [41, 0],
])('on day %d, %d are watched', (day, watched) => {
  expect(atRisk(machines, day)).toBe(watched)
})

const anyUnits = fc.array(
  fc
    .record({ watchedFor: fc.integer({ min: 0, max: 50 }), repairs: fc.array(fc.integer({ min: 0, max: 50 })) })
    .map(({ watchedFor, repairs }) => unit(watchedFor, ...repairs.filter((at) => at <= watchedFor))),
  { minLength: 1, maxLength: 20 },
)

it('is the plain mean where every unit was watched to the end', () => {
  fc.assert(
    fc.property(anyUnits, (units) => {
      const repairs = units.reduce((sum, { repairs: ofUnit }) => sum + ofUnit.length, 0)
      const all = units.map(({ repairs: ofUnit }) => unit(50, ...ofUnit))
      expect(meanCumulativeRepairs(all, 50)).toEqual(sumOfParts([[BigInt(repairs), BigInt(units.length)]]))
    }),
    { numRuns: 100 },
  )
})

it('never falls, and is no less than what repairs by all units give', () => {
  fc.assert(
    fc.property(anyUnits, fc.integer({ min: 0, max: 49 }), (units, day) => {
      const [before, after] = [day, day + 1].map((until) => numberOf(meanCumulativeRepairs(units, until))) as [
        number,
        number,
      ]
      expect(after).toBeGreaterThanOrEqual(before)
      const repairs = units.flatMap(({ repairs: ofUnit }) => ofUnit.filter((at) => at <= day))
      expect(before).toBeGreaterThanOrEqual(numberOf(sumOfParts([[BigInt(repairs.length), BigInt(units.length)]])))
    }),
    { numRuns: 100 },
  )
})

it('is exact, in lowest terms, and a number however long the fraction is', () => {
  expect(
    inText(
      sumOfParts([
        [2n, 6n],
        [1n, 6n],
      ]),
    ),
  ).toBe('1/2')
  expect(numberOf({ numerator: 9n, denominator: 41n })).toBe(9 / 41)
  const many = sumOfParts(Array.from({ length: 2000 }, (_, index) => [1n, BigInt(index + 1)] as const))
  expect(numberOf(many)).toBeCloseTo(8.178368103610282, 12)
})
