import { NonEmptyText, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { instantPlus } from './duration.js'
import type { Interval } from './interval.js'
import { dayOfWeek, LocalDate, localDateOf } from './local-date.js'
import { LocalTime } from './local-time.js'
import { Zone } from './zone.js'

/** Hours can end at 24:00, not start then. Keeps the type, where a brand would ask every literal for another one. */
const StartTime = t.refinement(LocalTime, (time) => time !== '24:00', 'LocalTime before 24:00')

/**
 * Local wall-clock hours. `until` at or before `from` ends on the next day (a night shift), and all of it belongs to the
 * day it starts on.
 */
export const OpeningHours = record({ from: StartTime, until: LocalTime }, 'OpeningHours')
export type OpeningHours = t.TypeOf<typeof OpeningHours>

const HoursOfDay = t.readonlyArray(OpeningHours)

export const WeeklyHours = record(
  {
    monday: HoursOfDay,
    tuesday: HoursOfDay,
    wednesday: HoursOfDay,
    thursday: HoursOfDay,
    friday: HoursOfDay,
    saturday: HoursOfDay,
    sunday: HoursOfDay,
  },
  'WeeklyHours',
)
export type WeeklyHours = t.TypeOf<typeof WeeklyHours>

/** When a desk works, at one version: its hours in each week, on the clocks of its zone, but for its holidays. */
export const BusinessCalendar = record(
  {
    calendarId: NonEmptyText,
    version: PositiveInteger,
    zone: Zone,
    weekly: WeeklyHours,
    /** Local days on which no hours start. */
    holidays: t.readonlyArray(LocalDate),
  },
  'BusinessCalendar',
)
export type BusinessCalendar = t.TypeOf<typeof BusinessCalendar>

/** Every hour of every day: its working time is elapsed time. */
export const aroundTheClock = (zone: Zone): BusinessCalendar => ({
  calendarId: 'around-the-clock' as NonEmptyText,
  version: 1 as PositiveInteger,
  zone,
  weekly: {
    monday: WHOLE_DAY,
    tuesday: WHOLE_DAY,
    wednesday: WHOLE_DAY,
    thursday: WHOLE_DAY,
    friday: WHOLE_DAY,
    saturday: WHOLE_DAY,
    sunday: WHOLE_DAY,
  },
  holidays: [],
})

const WHOLE_DAY: ReadonlyArray<OpeningHours> = [{ from: '00:00' as LocalTime, until: '24:00' as LocalTime }]

/** From Monday on. */
export const hoursByWeekday = ({
  weekly,
}: Pick<BusinessCalendar, 'weekly'>): ReadonlyArray<ReadonlyArray<OpeningHours>> => [
  weekly.monday,
  weekly.tuesday,
  weekly.wednesday,
  weekly.thursday,
  weekly.friday,
  weekly.saturday,
  weekly.sunday,
]

/** Whether the desk has hours that start on that day. What of a night shift reaches into it makes no working day. */
export const isWorkingDay = (calendar: BusinessCalendar, localDate: LocalDate): boolean =>
  !calendar.holidays.includes(localDate) && (hoursByWeekday(calendar)[dayOfWeek(localDate) - 1] ?? []).length > 0

/**
 * The holidays within the interval that took hours away, in order; each counts that any instant of the interval lies on.
 * They tell why a due instant is later than the week alone would have it.
 */
export const holidaysWithin = (calendar: BusinessCalendar, { from, until }: Interval): ReadonlyArray<LocalDate> => {
  if (until <= from) return []
  const [first, last] = [localDateOf(from, calendar.zone), localDateOf(instantPlus(until, -1), calendar.zone)]
  const openOtherwise: BusinessCalendar = { ...calendar, holidays: [] }
  return [...new Set(calendar.holidays)]
    .filter((holiday) => first <= holiday && holiday <= last && isWorkingDay(openOtherwise, holiday))
    .sort()
}
