import type { Instant, PositiveInteger } from '@aftersale/messages'
import { daysBetween, type LocalDate, plusDays, startOfDay } from '../../calendar/local-date.js'
import { anchoredPeriodEnd, type Period } from '../../calendar/period.js'
import type { MaintenanceScheduleSetUp } from '../events.js'
import type { MaintenanceSchedule } from './maintenance-schedule.js'
import { LAST_DAY, localDayOf, visitDayFrom } from './visit-day.js'

/** The next maintenance of a schedule by time, which did not fall due yet. */
export interface NextSlot {
  readonly slot: PositiveInteger
  /** By the schedule. */
  readonly dueOn: LocalDate
  /** The first day on or after it on which visits are made. */
  readonly visitOn: LocalDate
  /** When it is to be proposed: at the start of that day, or as many days before as the schedule says; never before its set-up. */
  readonly dueAt: Instant
}

/** The day so many periods after another: always counted from it, so that a short month shortens no later one. */
const dayAfterPeriods = (anchor: LocalDate, period: Period, times: number): LocalDate =>
  anchoredPeriodEnd({ anchor, period, times, rule: 'event-day-excluded-no-roll' })

/** None where the schedule is by use or is over, where the calendar ends, or where it waits for the one before. */
export const nextSlotOf = (schedule: MaintenanceSchedule): NextSlot | undefined => {
  const { setUp, calendar, ended } = schedule
  const dueOn = ended === undefined ? nextDueOn(schedule) : undefined
  if (dueOn === undefined || dueOn === LAST_DAY) return undefined
  const visitOn = visitDayFrom(calendar, dueOn)
  const setUpOn = localDayOf(setUp.setUpAt, setUp.zone)
  const ahead: number = setUp.proposedDaysAhead ?? 0
  const dueAt =
    daysBetween(setUpOn, visitOn) <= ahead ? setUp.setUpAt : startOfDay(plusDays(visitOn, -ahead), setUp.zone)
  return { slot: nextNumberOf(schedule), dueOn, visitOn, dueAt }
}

/** Of the slots that are known, the greatest number; the next is one more. */
export const nextNumberOf = ({ setUp, slots }: MaintenanceSchedule): PositiveInteger => {
  const last = slots.at(-1)
  return last === undefined ? setUp.firstSlot : ((last.slot + 1) as PositiveInteger)
}

const nextDueOn = (schedule: MaintenanceSchedule): LocalDate | undefined => {
  const { setUp, slots } = schedule
  if (!('period' in setUp.every)) return undefined
  const { period } = setUp.every
  const last = slots.at(-1)
  if (setUp.counting === 'from-anchor' || last === undefined) {
    return dayAfterPeriods(setUp.anchorOn, period, nextNumberOf(schedule))
  }
  switch (last.standing.status) {
    case 'due':
    case 'booked':
      return undefined
    case 'performed':
      return dayAfterPeriods(localDayOf(last.standing.performedAt, setUp.zone), period, 1)
    case 'skipped':
      return dayAfterPeriods(last.dueOn, period, 1)
  }
}

/** The first slot on or after the day of the set-up; none where that lies beyond the calendar. */
export const firstSlotByTime = (
  { anchorOn, zone, setUpAt }: Pick<MaintenanceScheduleSetUp['data'], 'anchorOn' | 'zone' | 'setUpAt'>,
  period: Period,
): PositiveInteger | undefined => {
  const setUpOn = localDayOf(setUpAt, zone)
  const isOwed = (slot: number): boolean => dayAfterPeriods(anchorOn, period, slot) >= setUpOn
  let [over, owed] = [0, 1]
  while (!isOwed(owed)) [over, owed] = [owed, owed * 2]
  while (owed - over > 1) {
    const middle = Math.floor((over + owed) / 2)
    if (isOwed(middle)) owed = middle
    else over = middle
  }
  return dayAfterPeriods(anchorOn, period, owed) === LAST_DAY ? undefined : (owed as PositiveInteger)
}
