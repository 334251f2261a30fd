import { cumulativeShare } from '../money/cumulative-share.js'
import type { UnitRuns } from './unit-runs.js'

/**
 * What those units carry of an amount that the whole line of `quantity` units has, in its minor units: each unit k the
 * amount c(k) − c(k − 1), cumulative half-up. So it depends on which units they are and on nothing else; taken lowest
 * first, k units carry c(k); a unit that is given back gets its own value back, and all units carry the whole exactly.
 * Throws a RangeError for a unit above `quantity`.
 */
export const valueOf = (
  { totalMinor, quantity }: { readonly totalMinor: bigint; readonly quantity: number },
  units: UnitRuns,
): bigint => {
  const upTo = (unit: number): bigint => cumulativeShare(totalMinor, { part: BigInt(unit), whole: BigInt(quantity) })
  return units.reduce((sum, { first, last }) => sum + upTo(last) - upTo(first - 1), 0n)
}
