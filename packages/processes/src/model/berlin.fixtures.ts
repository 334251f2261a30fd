import { type Instant, instantOf } from '@aftersale/messages'

// The calendar of Berlin by the rules of 1996 alone, and days by their numbers: none of the domain's own calendar is used.

const DAY = 86_400_000
const HOUR = 3_600_000

/** The last Sunday of a month, 01:00 UTC, when the clocks are changed. */
const changeIn = (year: number, month: number): number => {
  const last = Date.UTC(year, month, 31)
  return last - new Date(last).getUTCDay() * DAY + HOUR
}

const changes = new Map<number, readonly [number, number]>()
const changesOf = (year: number): readonly [number, number] => {
  const known = changes.get(year) ?? [changeIn(year, 2), changeIn(year, 9)]
  changes.set(year, known)
  return known
}

const offsetAt = (milliseconds: number): number => {
  const [spring, autumn] = changesOf(new Date(milliseconds).getUTCFullYear())
  return spring <= milliseconds && milliseconds < autumn ? 2 * HOUR : HOUR
}

/** The day that the clocks of Berlin show at an instant, as `2025-06-02`. */
export const berlinDayOf = (instant: string): string => {
  const milliseconds = Date.parse(instant)
  return dayOf(milliseconds + offsetAt(milliseconds))
}

/** When the clocks of Berlin show that time of that day; none of those that they skip or show twice. */
export const berlinInstantOf = (day: string, time = '00:00'): Instant => {
  const local = Date.parse(`${day}T${time}:00.000Z`)
  const winter = local - HOUR
  return instantOf(offsetAt(winter) === HOUR ? winter : local - 2 * HOUR)
}

const dayOf = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10)

export const plusDays = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY)

export const daysFrom = (first: string, last: string): ReadonlyArray<string> => {
  const count = Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1)
  return Array.from({ length: count }, (_, index) => plusDays(first, index))
}

interface Length {
  readonly months: number
  readonly days: number
}

const SHAPE = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/

const lengthOf = (period: string): Length => {
  const [, years = '0', months = '0', weeks = '0', days = '0'] = SHAPE.exec(period) ?? []
  return { months: 12 * Number(years) + Number(months), days: 7 * Number(weeks) + Number(days) }
}

/** So much later, all months before all days; whether the month had no such day. */
export const plusPeriods = (
  day: string,
  periods: ReadonlyArray<string>,
): { readonly day: string; readonly isClamped: boolean } => {
  const lengths = periods.map(lengthOf)
  const months = lengths.reduce((sum, length) => sum + length.months, 0)
  const days = lengths.reduce((sum, length) => sum + length.days, 0)
  const [year = 0, month = 1, dayOfMonth = 1] = day.split('-').map(Number)
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  const moved = dayOf(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastOfMonth)))
  return { day: plusDays(moved, days), isClamped: dayOfMonth > lastOfMonth }
}
