import type { Instant, PolicyRef } from '@aftersale/messages'
import { endOfDay, type LocalDate, localDateOf } from '../calendar/local-date.js'
import { type AnchoredPeriod, anchoredPeriodEnd } from '../calendar/period.js'
import type { Zone } from '../calendar/zone.js'
import type { HolidayCalendar } from './holiday-calendar.js'

/** How a policy counts: by a rule, in a zone, with the public holidays of a calendar that it names. */
export interface CountedPeriod extends Omit<AnchoredPeriod, 'anchor' | 'holidays'> {
  readonly zone: Zone
  readonly calendarRef?: PolicyRef | undefined
}

export interface PeriodEnd {
  readonly anchorOn: LocalDate
  readonly lastOn: LocalDate
  readonly endsAtExclusive: Instant
  /** The rule moves a last day by a calendar that was not given: the end may lie later. */
  readonly calendarMissing: boolean
}

/** When a policy's period ends that is counted from the day on which `anchoredAt` lies in the policy's zone. */
export const policyPeriodEnd = (
  counted: CountedPeriod,
  anchoredAt: Instant,
  calendars: ReadonlyArray<HolidayCalendar> = [],
): PeriodEnd => policyPeriodEndFrom(counted, localDateOf(anchoredAt, counted.zone), calendars)

/** The same from a day. */
export const policyPeriodEndFrom = (
  { zone, calendarRef, ...counted }: CountedPeriod,
  anchorOn: LocalDate,
  calendars: ReadonlyArray<HolidayCalendar> = [],
): PeriodEnd => {
  const calendar = calendarRef === undefined ? undefined : calendarNamed(calendars, calendarRef)
  const lastOn = anchoredPeriodEnd({ ...counted, anchor: anchorOn, holidays: calendar?.holidays ?? [] })
  return {
    anchorOn,
    lastOn,
    endsAtExclusive: endOfDay(lastOn, zone),
    calendarMissing: counted.rule === 'event-day-excluded' && calendarRef !== undefined && calendar === undefined,
  }
}

const calendarNamed = (calendars: ReadonlyArray<HolidayCalendar>, { policyId, version }: PolicyRef) =>
  calendars.find((calendar) => calendar.calendarId === policyId && calendar.version === version)
