import { type Fraction, sumOfParts } from './exact-fraction.js'

/** How long a unit was watched, and when in that time it was repaired: milliseconds of its own use. */
export interface WatchedUnit {
  readonly watchedFor: number
  readonly repairs: ReadonlyArray<number>
}

/** Units that are still watched at that time of their use: those whose observation ends then or later. */
export const atRisk = (units: ReadonlyArray<WatchedUnit>, at: number): number =>
  units.reduce((count, { watchedFor }) => (watchedFor >= at ? count + 1 : count), 0)

/**
 * How many repairs a unit has had on average by that time of its use: over the times of repair up to then, the sum of the
 * repairs of that time by the units at risk at it (Nelson–Aalen for recurrent events). 0 where nothing was repaired.
 */
export const meanCumulativeRepairs = (units: ReadonlyArray<WatchedUnit>, until: number): Fraction => {
  const repairs = units
    .flatMap(({ repairs: ofUnit }) => ofUnit.filter((at) => at <= until))
    .sort((left, right) => left - right)
  const ends = units.map(({ watchedFor }) => watchedFor).sort((left, right) => left - right)
  // Times with the same units at risk are one part of the sum.
  const byUnitsAtRisk = new Map<number, bigint>()
  let ended = 0
  for (const at of repairs) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) < at) ended += 1
    const watched = ends.length - ended
    byUnitsAtRisk.set(watched, (byUnitsAtRisk.get(watched) ?? 0n) + 1n)
  }
  return sumOfParts([...byUnitsAtRisk].map(([watched, count]) => [count, BigInt(watched)]))
}
