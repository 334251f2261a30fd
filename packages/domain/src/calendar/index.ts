export { epochMillisecondsOf, Instant } from '@aftersale/messages'
export {
  aroundTheClock,
  BusinessCalendar,
  holidaysWithin,
  isWorkingDay,
  OpeningHours,
  WeeklyHours,
} from './business-calendar.js'
export { Duration, type DurationBrand, durationOf, instantPlus, millisecondsOf } from './duration.js'
export { type Interval, type Pause, unionOf } from './interval.js'
export {
  dayOfWeek,
  daysBetween,
  endOfDay,
  LocalDate,
  type LocalDateBrand,
  LocalMonth,
  type LocalMonthBrand,
  localDateOf,
  localMonthOf,
  plusDays,
  startOfDay,
} from './local-date.js'
export { LocalTime, type LocalTimeBrand } from './local-time.js'
export { type AnchoredPeriod, anchoredPeriodEnd, Period, type PeriodBrand, PeriodRule } from './period.js'
export type { Standstill } from './standstill.js'
export { dueAfter, workingMilliseconds } from './working-time.js'
export { Zone, type ZoneBrand } from './zone.js'
export { instantOfLocalTime } from './zone-offsets.js'
