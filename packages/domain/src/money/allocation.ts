import * as E from 'fp-ts/lib/Either.js'

/** There is an amount, and no line with any weight to take it. */
export interface NothingToAllocateOver {
  readonly reason: 'NothingToAllocateOver'
  readonly totalMinor: bigint
}

export interface NegativeWeight {
  readonly reason: 'NegativeWeight'
  /** Which of the weights, from 0. */
  readonly index: number
  readonly weight: bigint
}

/**
 * The amount split over lines in proportion to their weights, by largest remainder: each line gets what is whole of its
 * quota, and what is left goes, a minor unit each, to the lines that lost most; of equal ones to the first. The shares
 * add up to the amount, each less than one minor unit from its quota. A negative amount is split as the positive one.
 *
 * For an amount that is split once, and its shares kept. Beware: of 1 more to split, a line may get 1 less (weights
 * 6, 6, 2: of 10 they get 4, 4, 2 and of 11 they get 5, 5, 1), so that parts split one by one need not add up to the
 * whole split at once. What is taken over time goes by `shareOfUnits` and `derivedTax`.
 */
export const allocate = (
  totalMinor: bigint,
  weights: ReadonlyArray<bigint>,
): E.Either<NothingToAllocateOver | NegativeWeight, ReadonlyArray<bigint>> => {
  const index = weights.findIndex((weight) => weight < 0n)
  const negative = weights[index]
  if (negative !== undefined) return E.left({ reason: 'NegativeWeight', index, weight: negative })

  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (whole === 0n) {
    return totalMinor === 0n ? E.right(weights.map(() => 0n)) : E.left({ reason: 'NothingToAllocateOver', totalMinor })
  }
  return E.right(
    totalMinor < 0n
      ? byLargestRemainder(-totalMinor, weights, whole).map((share) => -share)
      : byLargestRemainder(totalMinor, weights, whole),
  )
}

const byLargestRemainder = (
  totalMinor: bigint,
  weights: ReadonlyArray<bigint>,
  whole: bigint,
): ReadonlyArray<bigint> => {
  const shares = weights.map((weight) => (totalMinor * weight) / whole)
  const left = shares.reduce((rest, share) => rest - share, totalMinor)
  const lines = weights.map((weight, line) => ({ line, remainder: (totalMinor * weight) % whole }))
  // A stable sort: lines that lost as much stay in their order.
  lines.sort((one, other) => (one.remainder === other.remainder ? 0 : one.remainder > other.remainder ? -1 : 1))
  const rounded = new Set(lines.filter((_, rank) => BigInt(rank) < left).map(({ line }) => line))
  return shares.map((share, line) => (rounded.has(line) ? share + 1n : share))
}
