import { epochDayOf, type LocalDate, localDateAtMost } from './local-date.js'

/** Days in a row on which a period does not run, the first and the last of them included. */
export interface Standstill {
  readonly firstOn: LocalDate
  readonly lastOn: LocalDate
}

/**
 * The last day of a period that would be over on `endsOn`, later by each of its days on which it stood still. Standstills
 * may overlap, in any order; a day counts once, and only from the first day of the period until it is over: nothing
 * revives it. `leastUntil` gives, for the last day of a standstill, the day before which the period is not over then.
 */
export const endAfterStandstills = ({
  startsOn,
  endsOn,
  standstills,
  leastUntil,
}: {
  /** The first day that the period counts. */
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
  readonly standstills: ReadonlyArray<Standstill>
  readonly leastUntil?: (lastOn: LocalDate) => LocalDate
}): LocalDate => {
  let next = epochDayOf(startsOn)
  let end = epochDayOf(endsOn)
  for (const { firstOn, lastOn } of standstills.toSorted(byFirstDay)) {
    const [first, last] = [Math.max(next, epochDayOf(firstOn)), epochDayOf(lastOn)]
    if (first > end) break
    if (last < first) continue
    end += last - first + 1
    if (leastUntil !== undefined) end = Math.max(end, epochDayOf(leastUntil(lastOn)))
    next = last + 1
  }
  return localDateAtMost(end)
}

const byFirstDay = (one: Standstill, other: Standstill): number => epochDayOf(one.firstOn) - epochDayOf(other.firstOn)
