import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { anySignedMinor, percent } from './money.fixtures.js'
import { BasisPoints, halfUp, rateApplied, rateOf } from './rate.js'

it.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [5n, 3n, 2n],
  [-4n, 3n, -1n],
  [-5n, 3n, -2n],
  [0n, 7n, 0n],
  [1n, 2n, 1n],
  [-1n, 2n, -1n],
  [499n, 1000n, 0n],
])('%i / %i is %i', (numerator, denominator, rounded) => {
  expect(halfUp({ numerator, denominator })).toBe(rounded)
})

it.each([0n, -1n])('throws for a denominator of %i', (denominator) => {
  expect(() => halfUp({ numerator: 1n, denominator })).toThrow(RangeError)
  expect(() => halfUp({ numerator: -1n, denominator })).toThrow(RangeError)
})

it('is nearest, and the same for what is taken as for what is given', () => {
  fc.assert(
    fc.property(anySignedMinor, fc.bigInt({ min: 1n, max: 10n ** 6n }), (numerator, denominator) => {
      const rounded = halfUp({ numerator, denominator })
      const distance = 2n * (rounded * denominator - numerator)
      expect(distance <= denominator && -distance <= denominator).toBe(true)
      expect(halfUp({ numerator: -numerator, denominator })).toBe(-rounded)
    }),
  )
})

it('applies a rate in basis points and rounds once', () => {
  expect(rateApplied(23_900n, rateOf(percent(25)))).toBe(5975n)
  expect(rateApplied(10_818n, rateOf(percent(10)))).toBe(1082n)
  expect(rateApplied(-10_818n, rateOf(percent(10)))).toBe(-1082n)
  expect(rateApplied(17_925n, rateOf(percent(100)))).toBe(17_925n)
  expect(rateApplied(17_925n, rateOf(percent(0)))).toBe(0n)
})

it('applies an exact rate, half-up at each step, to a plan cancelled after 200 of 730 days', () => {
  const proRata = rateApplied(14_900n, { numerator: 730n - 200n, denominator: 730n })
  const tenth = rateApplied(proRata, rateOf(percent(10)))
  const fee = tenth < 2500n ? tenth : 2500n
  expect([proRata, fee, proRata - fee]).toEqual([10_818n, 1082n, 9736n])
})

it.each([
  [0, true],
  [2500, true],
  [10_000, true],
  [10_001, false],
  [-1, false],
  [0.5, false],
  [Number.NaN, false],
  ['2500', false],
])('%j as basis points: %s', (value, isOne) => {
  expect(E.isRight(BasisPoints.decode(value))).toBe(isOne)
})
