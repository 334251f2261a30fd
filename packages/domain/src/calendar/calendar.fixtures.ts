import { type Instant, instantOf, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'
import * as fc from 'fast-check'
import type { BusinessCalendar, OpeningHours } from './business-calendar.js'
import type { Pause } from './interval.js'
import { type LocalDate, localDateOfEpochDay } from './local-date.js'
import type { LocalTime } from './local-time.js'
import type { Zone } from './zone.js'

export const berlin = 'Europe/Berlin' as Zone
export const newYork = 'America/New_York' as Zone

/** An instant written with its offset, as people and the worked figures do. */
export const at = (textWithOffset: string): Instant => instantOf(Date.parse(textWithOffset))

export const hours = (from: string, until: string): OpeningHours => ({
  from: from as LocalTime,
  until: until as LocalTime,
})

export const calendar = (
  zone: Zone,
  { weekdays, weekends = [] }: { weekdays: ReadonlyArray<OpeningHours>; weekends?: ReadonlyArray<OpeningHours> },
  ...holidays: ReadonlyArray<string>
): BusinessCalendar => ({
  calendarId: 'desk' as NonEmptyText,
  version: 1 as PositiveInteger,
  zone,
  weekly: {
    monday: weekdays,
    tuesday: weekdays,
    wednesday: weekdays,
    thursday: weekdays,
    friday: weekdays,
    saturday: weekends,
    sunday: weekends,
  },
  holidays: holidays as ReadonlyArray<LocalDate>,
})

export const officeHours = calendar(berlin, { weekdays: [hours('09:00', '17:00')] })

export const nightShift = calendar(berlin, { weekdays: [hours('22:00', '06:00')], weekends: [hours('22:00', '06:00')] })

export const wholeDays = calendar(berlin, { weekdays: [hours('00:00', '24:00')], weekends: [hours('00:00', '24:00')] })

/** Among them one half an hour's summer time, one that skipped a day, one that changes at midnight, one with none. */
export const anyZone: fc.Arbitrary<Zone> = fc.constantFrom(
  ...([
    'UTC',
    'Europe/Berlin',
    'Europe/Lisbon',
    'America/New_York',
    'America/Sao_Paulo',
    'America/St_Johns',
    'Africa/Casablanca',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Auckland',
    'Antarctica/Troll',
  ] as ReadonlyArray<string> as ReadonlyArray<Zone>),
)

const anyTime: fc.Arbitrary<LocalTime> = fc
  .integer({ min: 0, max: 24 * 4 - 1 })
  .map((quarter) => `${`${quarter >> 2}`.padStart(2, '0')}:${`${(quarter & 3) * 15}`.padStart(2, '0')}` as LocalTime)

const anyHours: fc.Arbitrary<ReadonlyArray<OpeningHours>> = fc.array(
  fc.record({ from: anyTime, until: fc.oneof(anyTime, fc.constant('24:00' as LocalTime)) }),
  { maxLength: 2 },
)

/** Instants of the years 1990 to 2037. */
export const anyInstant: fc.Arbitrary<Instant> = fc
  .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2038, 0) })
  .map(instantOf)

/** Instants of two months around a change of the clocks in both hemispheres. */
export const anyNearbyInstant: fc.Arbitrary<Instant> = fc
  .integer({ min: Date.UTC(2025, 2, 1), max: Date.UTC(2025, 4, 1) })
  .map(instantOf)

export const anyCalendar: fc.Arbitrary<BusinessCalendar> = fc.record({
  calendarId: fc.constant('any' as NonEmptyText),
  version: fc.constant(1 as PositiveInteger),
  zone: anyZone,
  weekly: fc.record({
    monday: anyHours,
    tuesday: anyHours,
    wednesday: anyHours,
    thursday: anyHours,
    friday: anyHours,
    saturday: anyHours,
    sunday: anyHours,
  }),
  holidays: fc.array(
    fc
      .integer({ min: Date.UTC(2025, 2, 1), max: Date.UTC(2025, 4, 1) })
      .map((day) => localDateOfEpochDay(Math.floor(day / 86_400_000))),
    { maxLength: 8 },
  ),
})

export const anyPause: fc.Arbitrary<Pause> = fc
  .tuple(anyNearbyInstant, fc.option(anyNearbyInstant, { freq: 6, nil: undefined }))
  .map(([from, until]) => (until === undefined ? { from } : { from, until }))
