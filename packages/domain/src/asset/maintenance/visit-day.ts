import type { Instant } from '@aftersale/messages'
import { hoursByWeekday } from '../../calendar/business-calendar.js'
import {
  dayOfWeek,
  LAST_EPOCH_DAY,
  type LocalDate,
  localDateOf,
  localDateOfEpochDay,
  plusDays,
} from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'
import type { VisitCalendar } from './maintenance-plan.js'

/** The first day on or after `localDate` on which visits are made; 9999-12-31 where the calendar of days ends before. */
export const visitDayFrom = ({ weekly, holidays }: VisitCalendar, localDate: LocalDate): LocalDate => {
  const free = new Set<string>(holidays)
  const hours = weekly && hoursByWeekday({ weekly })
  const isVisitDay = (day: LocalDate): boolean => {
    if (free.has(day)) return false
    const weekday = dayOfWeek(day)
    return hours === undefined ? weekday < SATURDAY : (hours[weekday - 1] ?? []).length > 0
  }
  let day = localDate
  while (!isVisitDay(day) && day < LAST_DAY) day = plusDays(day, 1)
  return day
}

const SATURDAY = 6
export const LAST_DAY = localDateOfEpochDay(LAST_EPOCH_DAY)

/** The day in the zone; that of UTC on the first and the last days that can be written, where the zone's may be none. */
export const localDayOf = (at: Instant, zone: Zone): LocalDate => {
  const day = at.slice(0, 10) as LocalDate
  return day > '0000-01-01' && day < LAST_DAY ? localDateOf(at, zone) : day
}
