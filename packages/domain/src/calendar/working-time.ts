import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'
import type { BusinessCalendar } from './business-calendar.js'
import { type Interval, type Pause, type Span, spansOf, unionOfSpans } from './interval.js'
import { type WorkingYear, type WorkingYears, workingYearsOf } from './working-windows.js'
import { yearOf } from './zone-offsets.js'

/**
 * The calendar's working time within the interval, but for pauses: measure(calendar ∩ interval \ ⋃ pauses). Pauses may
 * overlap, in any order; one still open counts to the interval's end. 0 where the interval is empty.
 */
export const workingMilliseconds = (
  calendar: BusinessCalendar,
  interval: Interval,
  pauses: ReadonlyArray<Pause> = [],
): number => {
  const workingYears = workingYearsOf(calendar)
  const [from, until] = [epochMillisecondsOf(interval.from), epochMillisecondsOf(interval.until)]
  const rest = unionOfSpans(pauses.length === 0 ? [] : within(spansOf(pauses), from, until))
  return rest.reduce(
    (worked, [start, end]) => worked - workedBetween(workingYears, start, end),
    workedBetween(workingYears, from, until),
  )
}

/**
 * The least instant from `start` on at which that much working time has elapsed without pauses, so that a due instant
 * is the end of a day and not the start of the next. `start` itself where nothing is asked for; undefined where the
 * calendar never has that much time, a pause is still open before it, or it lies beyond the year 9999.
 */
export const dueAfter = (
  calendar: BusinessCalendar,
  start: Instant,
  milliseconds: number,
  pauses: ReadonlyArray<Pause> = [],
): Instant | undefined => {
  if (milliseconds <= 0) return start
  const workingYears = workingYearsOf(calendar)
  let from = epochMillisecondsOf(start)
  let missing = milliseconds
  for (const [pausedAt, resumedAt] of unionOfSpans(within(spansOf(pauses), from, Number.POSITIVE_INFINITY))) {
    const worked = workedBetween(workingYears, from, pausedAt)
    if (worked >= missing) break
    missing -= worked
    from = resumedAt
  }
  const due = reach(workingYears, from, missing)
  return due === undefined ? undefined : instantOf(due)
}

/** 9999-12-31T23:59:59.999Z. */
const LAST_INSTANT = 253_402_300_799_999
const LAST_YEAR = 9999

const within = (spans: ReadonlyArray<Span>, from: number, until: number): ReadonlyArray<Span> =>
  spans.map(([start, end]) => [Math.max(start, from), Math.min(end, until)])

const workedBetween = (workingYears: WorkingYears, from: number, until: number): number => {
  if (until <= from) return 0
  const [first, last] = [yearOf(from), yearOf(until)]
  let worked = workedUntil(workingYears.of(last), until) - workedUntil(workingYears.of(first), from)
  for (let year = first; year < last; year += 1) worked += workingYears.of(year).total
  return worked
}

/** Working time from the start of the year to that instant of it. */
const workedUntil = ({ from, until, worked }: WorkingYear, instant: number): number => {
  const index = firstAtLeast(until, instant)
  const [start, end, total] = [from[index], until[index], worked[index]]
  if (start === undefined || end === undefined || total === undefined) return worked.at(-1) ?? 0
  return total - (end - Math.max(start, Math.min(instant, end)))
}

const reach = (workingYears: WorkingYears, from: number, milliseconds: number): number | undefined => {
  if (!workingYears.hasHours || from + milliseconds > LAST_INSTANT) return undefined
  let missing = milliseconds + workedUntil(workingYears.of(yearOf(from)), from)
  for (let year = yearOf(from); year <= LAST_YEAR; year += 1) {
    const workingYear = workingYears.of(year)
    if (missing <= workingYear.total) {
      const index = firstAtLeast(workingYear.worked, missing)
      return (workingYear.until[index] ?? 0) - ((workingYear.worked[index] ?? 0) - missing)
    }
    missing -= workingYear.total
  }
  return undefined
}

/** The index of the first of the ascending values that is not below `least`; their number where all are. */
const firstAtLeast = (values: ReadonlyArray<number>, least: number): number => {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
