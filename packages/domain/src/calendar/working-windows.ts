import { type BusinessCalendar, hoursByWeekday } from './business-calendar.js'
import { type Span, unionOfSpans } from './interval.js'
import { dayOfWeekOfEpochDay, epochDayOf } from './local-date.js'
import { minuteOfDay } from './local-time.js'
import { instantOfLocalTime, localTimeOf, MILLISECONDS_A_DAY } from './zone-offsets.js'

/**
 * A calendar's working time within one year of UTC, on the instant line: in order, apart from each other.
 * `worked[i]` is the working time from the start of the year to `until[i]`.
 */
export interface WorkingYear {
  readonly from: ReadonlyArray<number>
  readonly until: ReadonlyArray<number>
  readonly worked: ReadonlyArray<number>
  readonly total: number
}

/** A calendar made ready to be measured against. */
export interface WorkingYears {
  readonly hasHours: boolean
  readonly of: (year: number) => WorkingYear
}

/** How much is kept; what exceeds it is worked out again when it is needed. */
const CALENDARS_KEPT = 64
const YEARS_KEPT = 128

const byCalendar = new WeakMap<BusinessCalendar, WorkingYears>()
const byContent = new Map<string, WorkingYears>()

/** Equal calendars share their windows: one arrives anew with every decoded command. */
export const workingYearsOf = (calendar: BusinessCalendar): WorkingYears => {
  const ready = byCalendar.get(calendar)
  if (ready !== undefined) return ready
  const content = JSON.stringify([calendar.zone, hoursByWeekday(calendar), calendar.holidays])
  const shared = byContent.get(content)
  const workingYears = shared ?? keepingYears(calendar)
  if (shared === undefined) {
    if (byContent.size >= CALENDARS_KEPT) byContent.clear()
    byContent.set(content, workingYears)
  }
  byCalendar.set(calendar, workingYears)
  return workingYears
}

const keepingYears = (calendar: BusinessCalendar): WorkingYears => {
  const kept = new Map<number, WorkingYear>()
  const windowsOfDay = dailyWindows(calendar)
  const ofYear = (year: number): WorkingYear => {
    const ready = kept.get(year)
    if (ready !== undefined) return ready
    const workingYear = workingYearOf(windowsOfDay, year)
    if (kept.size >= YEARS_KEPT) kept.clear()
    kept.set(year, workingYear)
    return workingYear
  }
  return { hasHours: hoursByWeekday(calendar).some((hours) => hours.length > 0), of: ofYear }
}

/** The windows that start on a local day, as instants; none on a holiday and on a day the zone left out. */
const dailyWindows = (calendar: BusinessCalendar): ((epochDay: number) => ReadonlyArray<Span>) => {
  const { zone } = calendar
  const holidays = new Set(calendar.holidays.map(epochDayOf))
  const minutes = hoursByWeekday(calendar).map((hours) =>
    hours.map(({ from, until }): Span => {
      const [start, end] = [minuteOfDay(from), minuteOfDay(until)]
      return [start, end <= start ? end + MINUTES_A_DAY : end]
    }),
  )
  return (epochDay) => {
    const windows = minutes[dayOfWeekOfEpochDay(epochDay) - 1] ?? []
    const midnight = epochDay * MILLISECONDS_A_DAY
    if (windows.length === 0 || holidays.has(epochDay)) return []
    const startsAt = localTimeOf(zone, instantOfLocalTime(zone, midnight))
    if (startsAt >= midnight + MILLISECONDS_A_DAY) return []
    return windows.map(([from, until]) => [
      instantOfLocalTime(zone, midnight + from * MILLISECONDS_A_MINUTE),
      instantOfLocalTime(zone, midnight + until * MILLISECONDS_A_MINUTE),
    ])
  }
}

const MINUTES_A_DAY = 1440
const MILLISECONDS_A_MINUTE = 60_000

const workingYearOf = (windowsOfDay: (epochDay: number) => ReadonlyArray<Span>, year: number): WorkingYear => {
  const [start, end] = [startOfYear(year), startOfYear(year + 1)]
  const spans: Span[] = []
  // A window starts on the local day that is at most one ahead of UTC's, and ends at most two days later.
  for (let day = start / MILLISECONDS_A_DAY - 3; day <= end / MILLISECONDS_A_DAY + 1; day += 1) {
    for (const [from, until] of windowsOfDay(day)) spans.push([Math.max(from, start), Math.min(until, end)])
  }
  const union = unionOfSpans(spans)
  let total = 0
  const worked = union.map(([from, until]) => (total += until - from))
  return { from: union.map(([from]) => from), until: union.map(([, until]) => until), worked, total }
}

/** `Date.UTC` reads the years 0 to 99 as 1900 to 1999. */
const startOfYear = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1)
