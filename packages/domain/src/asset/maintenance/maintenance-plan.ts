import { NonEmptyText, optional, type PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { WeeklyHours } from '../../calendar/business-calendar.js'
import { LocalDate } from '../../calendar/local-date.js'
import { Period } from '../../calendar/period.js'
import { MeterValue } from '../meters/meter-value.js'

/** By time, or by use: whenever the meter has gone `units` further, counted from `from`, 0 where absent. */
export const MaintenanceInterval = t.union(
  [
    record({ period: Period }, 'MaintenanceByTime'),
    record({ meter: NonEmptyText, units: PositiveInteger, from: optional(MeterValue) }, 'MaintenanceByUse'),
  ],
  'MaintenanceInterval',
)
export type MaintenanceInterval = t.TypeOf<typeof MaintenanceInterval>

/** A number of days, 1 to 366. */
export const DaysAhead = t.refinement(PositiveInteger, (days) => days <= 366, 'DaysAhead')
export type DaysAhead = t.TypeOf<typeof DaysAhead>

const SomeHours = t.refinement(
  WeeklyHours,
  (weekly) => Object.values(weekly).some((hours) => hours.length > 0),
  'WeeklyHours with a working day',
)

/**
 * The days on which visits are made, at one version: those on which hours start where `weekly` is given, Monday to Friday
 * where it is not; never a holiday. A `BusinessCalendar` and a `HolidayCalendar` both are one.
 */
export const VisitCalendar = record(
  {
    calendarId: NonEmptyText,
    version: PositiveInteger,
    weekly: optional(SomeHours),
    holidays: t.readonlyArray(LocalDate),
  },
  'VisitCalendar',
)
export type VisitCalendar = t.TypeOf<typeof VisitCalendar>

export const calendarRefOf = ({ calendarId, version }: VisitCalendar): PolicyRef => ({ policyId: calendarId, version })
