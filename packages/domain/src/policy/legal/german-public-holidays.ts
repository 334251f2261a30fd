import type { NonEmptyText, PositiveInteger } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { HolidayCalendar } from '../holiday-calendar.js'

/** The public holidays of all Länder, of 2025 and 2026 only. Easter Sunday is 20 April 2025 and 5 April 2026. */
export const germanPublicHolidays: HolidayCalendar = {
  calendarId: 'german-public-holidays' as NonEmptyText,
  version: 1 as PositiveInteger,
  holidays: [
    '2025-01-01',
    '2025-04-18',
    '2025-04-21',
    '2025-05-01',
    '2025-05-29',
    '2025-06-09',
    '2025-10-03',
    '2025-12-25',
    '2025-12-26',
    '2026-01-01',
    '2026-04-03',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-25',
    '2026-10-03',
    '2026-12-25',
    '2026-12-26',
  ] as ReadonlyArray<string> as ReadonlyArray<LocalDate>,
}
