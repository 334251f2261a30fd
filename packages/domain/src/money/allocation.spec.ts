import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from './allocation.js'
import { anyMinor, anySignedMinor } from './money.fixtures.js'

it.each([
  [100n, [600n, 400n], [60n, 40n]],
  [1000n, [3333n, 3333n, 3334n], [333n, 333n, 334n]],
  [1n, [1n, 1n, 1n], [1n, 0n, 0n]],
  [2n, [1n, 1n, 1n], [1n, 1n, 0n]],
  [5n, [1n, 2n, 1n], [1n, 3n, 1n]],
  [7n, [0n, 3n, 0n], [0n, 7n, 0n]],
  [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
  [-100n, [1n, 1n, 1n], [-34n, -33n, -33n]],
  [0n, [3n, 4n], [0n, 0n]],
  [0n, [], []],
  [0n, [0n, 0n], [0n, 0n]],
  [10n ** 18n - 1n, [1n, 1n], [5n * 10n ** 17n, 5n * 10n ** 17n - 1n]],
])('%i over %p is %p', (total, weights, shares) => {
  expect(allocate(total, weights)).toEqual(E.right(shares))
})

it('gives what is left to the lines that lost most, wherever they stand', () => {
  // Quotas 0.9, 1.2 and 1.9: two minor units are left, for the first and the last.
  expect(allocate(4n, [9n, 12n, 19n])).toEqual(E.right([1n, 1n, 2n]))
  // Quotas 1.2, 0.9 and 1.9, in another order: for the last two.
  expect(allocate(4n, [12n, 9n, 19n])).toEqual(E.right([1n, 1n, 2n]))
  // Quotas 1.4, 1.3 and 1.3: one is left, for the first.
  expect(allocate(4n, [14n, 13n, 13n])).toEqual(E.right([2n, 1n, 1n]))
  expect(allocate(4n, [13n, 13n, 14n])).toEqual(E.right([1n, 1n, 2n]))
})

it('refuses an amount that no line can take', () => {
  expect(allocate(1n, [])).toEqual(E.left({ reason: 'NothingToAllocateOver', totalMinor: 1n }))
  expect(allocate(-5n, [0n, 0n])).toEqual(E.left({ reason: 'NothingToAllocateOver', totalMinor: -5n }))
})

it('refuses a weight below nothing', () => {
  expect(allocate(1n, [5n, -2n, -3n])).toEqual(E.left({ reason: 'NegativeWeight', index: 1, weight: -2n }))
  expect(allocate(0n, [-2n, 2n])).toEqual(E.left({ reason: 'NegativeWeight', index: 0, weight: -2n }))
})

it('may give a line less of a larger amount, which is why it is for amounts that are split once', () => {
  expect(allocate(10n, [6n, 6n, 2n])).toEqual(E.right([4n, 4n, 2n]))
  expect(allocate(11n, [6n, 6n, 2n])).toEqual(E.right([5n, 5n, 1n]))
})

const anyWeights = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 20n }), anyMinor), { minLength: 1, maxLength: 8 })
  .filter((weights) => weights.some((weight) => weight > 0n))

const sharesOf = (total: bigint, weights: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const allocated = allocate(total, weights)
  if (E.isLeft(allocated)) throw new Error(allocated.left.reason)
  return allocated.right
}

const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((total, amount) => total + amount, 0n)

it('adds up to the amount exactly, each share less than a minor unit from its quota', () => {
  fc.assert(
    fc.property(anySignedMinor, anyWeights, (total, weights) => {
      const shares = sharesOf(total, weights)
      const whole = sum(weights)
      expect(sum(shares)).toBe(total)
      for (const [line, share] of shares.entries()) {
        const offBy = share * whole - total * (weights[line] ?? 0n)
        expect(offBy < whole && -offBy < whole).toBe(true)
      }
    }),
  )
})

it('is monotone: a line never gets less than one with less weight, nor than an equal one after it', () => {
  fc.assert(
    fc.property(anyMinor, anyWeights, (total, weights) => {
      const shares = sharesOf(total, weights)
      for (const [line, share] of shares.entries()) {
        for (const [other, otherShare] of shares.entries()) {
          const [weight, otherWeight] = [weights[line] ?? 0n, weights[other] ?? 0n]
          if (weight > otherWeight || (weight === otherWeight && line < other)) {
            expect(share >= otherShare).toBe(true)
          }
        }
      }
    }),
  )
})

it('depends on proportions alone, and mirrors an amount that is given into one that is taken', () => {
  fc.assert(
    fc.property(anyMinor, anyWeights, fc.bigInt({ min: 1n, max: 1000n }), (total, weights, factor) => {
      const shares = sharesOf(total, weights)
      const scaled = weights.map((weight) => weight * factor)
      expect(sharesOf(total, scaled)).toEqual(shares)
      expect(sharesOf(-total, weights).map((share) => -share)).toEqual(shares)
    }),
  )
})
