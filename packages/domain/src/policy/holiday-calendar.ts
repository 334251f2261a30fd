import { NonEmptyText, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'

/**
 * The days that are free beside Saturdays and Sundays, at one version. Policies name it by its id and version, and it
 * arrives beside them. A `BusinessCalendar` is one too.
 */
export const HolidayCalendar = record(
  { calendarId: NonEmptyText, version: PositiveInteger, holidays: t.readonlyArray(LocalDate) },
  'HolidayCalendar',
)
export type HolidayCalendar = t.TypeOf<typeof HolidayCalendar>
