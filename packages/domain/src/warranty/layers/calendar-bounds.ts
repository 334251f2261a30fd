import type { Instant } from '@aftersale/messages'
import { endOfDay, epochDayOf, type LocalDate, localDateOf, localDateOfEpochDay } from '../../calendar/local-date.js'
import type { Zone } from '../../calendar/zone.js'

// Days and instants can be written in the years 0000 to 9999 alone. What lies at their edge is moved inside by a day or
// two, so that it has a day in every zone, and an end.

const FIRST = '0000-01-03' as LocalDate
const LAST = '9999-12-29' as LocalDate

/** The day that the zone's clocks show then. */
export const dayIn = (zone: Zone, at: Instant): LocalDate => {
  if (at.slice(0, 10) < FIRST) return FIRST
  return at.slice(0, 10) > LAST ? LAST : localDateOf(at, zone)
}

/** The last day that a layer can have: what would last longer ends on it. */
export const withinCalendar = (lastOn: LocalDate): LocalDate => (lastOn > LAST ? LAST : lastOn)

export const dayAfter = (day: LocalDate): LocalDate =>
  withinCalendar(localDateOfEpochDay(epochDayOf(withinCalendar(day)) + 1))

export const dayBefore = (day: LocalDate): LocalDate =>
  day <= FIRST ? FIRST : localDateOfEpochDay(epochDayOf(day) - 1)

export const endsAtExclusiveOf = (lastOn: LocalDate, zone: Zone): Instant => endOfDay(withinCalendar(lastOn), zone)
