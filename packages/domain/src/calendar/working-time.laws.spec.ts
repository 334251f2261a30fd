import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { type BusinessCalendar, hoursByWeekday } from './business-calendar.js'
import { anyCalendar, anyNearbyInstant, anyPause } from './calendar.fixtures.js'
import { type Interval, type Pause, unionOf } from './interval.js'
import type { LocalDate } from './local-date.js'
import { dueAfter, workingMilliseconds } from './working-time.js'

const anyPauses = fc.array(anyPause, { maxLength: 5 })

/** In order of time. */
const anyInstants = <const Count extends number>(count: Count) =>
  fc.array(anyNearbyInstant, { minLength: count, maxLength: count }).map((instants) => instants.toSorted())

const elapsed = (calendar: BusinessCalendar, from: Instant, until: Instant, pauses: ReadonlyArray<Pause> = []) =>
  workingMilliseconds(calendar, { from, until }, pauses)

it('never runs backwards, nor faster than time', () => {
  fc.assert(
    fc.property(anyCalendar, anyInstants(3), anyPauses, (calendar, instants, pauses) => {
      const [start, earlier, later] = instants as [Instant, Instant, Instant]
      const gained = elapsed(calendar, start, later, pauses) - elapsed(calendar, start, earlier, pauses)
      expect(gained).toBeGreaterThanOrEqual(0)
      expect(gained).toBeLessThanOrEqual(epochMillisecondsOf(later) - epochMillisecondsOf(earlier))
    }),
  )
})

it('is the sum of its parts, wherever the interval is cut', () => {
  fc.assert(
    fc.property(anyCalendar, anyInstants(5), anyPauses, (calendar, instants, pauses) => {
      const parts = instants
        .slice(1)
        .map((until, index) => elapsed(calendar, instants[index] as Instant, until, pauses))
      const whole = elapsed(calendar, instants[0] as Instant, instants[4] as Instant, pauses)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole)
    }),
  )
})

it('knows only what pauses cover together, not how they are told', () => {
  const retold = (pauses: ReadonlyArray<Pause>, cuts: ReadonlyArray<Instant>): ReadonlyArray<Pause> =>
    [...pauses, ...pauses].reverse().flatMap((pause) => {
      const cut = cuts.find((instant) => instant > pause.from && (pause.until === undefined || instant < pause.until))
      return cut === undefined
        ? [pause]
        : [
            { ...pause, from: cut },
            { from: pause.from, until: cut },
          ]
    })
  fc.assert(
    fc.property(
      anyCalendar,
      anyInstants(2),
      anyPauses,
      fc.array(anyNearbyInstant),
      (calendar, instants, pauses, cuts) => {
        const [start, end] = instants as [Instant, Instant]
        const again = retold(pauses, cuts)
        expect(elapsed(calendar, start, end, again)).toBe(elapsed(calendar, start, end, pauses))
        expect(dueAfter(calendar, start, 3_600_000, again)).toBe(dueAfter(calendar, start, 3_600_000, pauses))
      },
    ),
  )
})

it('leaves out of working time what pauses cover of it', () => {
  fc.assert(
    fc.property(anyCalendar, anyInstants(2), fc.array(anyInstants(2)), (calendar, instants, pairs) => {
      const [from, until] = instants as [Instant, Instant]
      const rests = pairs.map(([start, end]): Interval => ({ from: start as Instant, until: end as Instant }))
      const rested = unionOf(rests)
        .map((rest) => ({
          from: rest.from > from ? rest.from : from,
          until: rest.until < until ? rest.until : until,
        }))
        .reduce((sum, rest) => sum + workingMilliseconds(calendar, rest), 0)
      expect(elapsed(calendar, from, until, rests)).toBe(elapsed(calendar, from, until) - rested)
    }),
  )
})

it('reaches its target exactly when it is due, and not a millisecond before', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      anyNearbyInstant,
      fc.integer({ min: 1, max: 200 * 3_600_000 }),
      anyPauses,
      (calendar, start, target, pauses) => {
        const due = dueAfter(calendar, start, target, pauses)
        if (due === undefined) {
          expect(elapsed(calendar, start, instantOf(Date.UTC(2029, 0)), pauses)).toBeLessThan(target)
        } else {
          expect(elapsed(calendar, start, due, pauses)).toBe(target)
          expect(elapsed(calendar, start, instantOf(epochMillisecondsOf(due) - 1), pauses)).toBe(target - 1)
        }
      },
    ),
  )
})

/** Written for its plainness: each quarter of an hour is asked whether it lies in a window of the day before or today. */
const quartersWorked = (calendar: BusinessCalendar, from: Temporal.Instant, quarters: number): number => {
  const zoned = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(calendar.zone)
  const windows: [number, number][] = []
  const lastDay = zoned(from.add({ minutes: quarters * 15 })).toPlainDate()
  for (let day = zoned(from).toPlainDate().subtract({ days: 2 }); Temporal.PlainDate.compare(day, lastDay) <= 0; ) {
    const isSkipped = !day.toZonedDateTime(calendar.zone).toPlainDate().equals(day)
    const hours =
      calendar.holidays.includes(day.toString() as LocalDate) || isSkipped
        ? []
        : hoursByWeekday(calendar)[day.dayOfWeek - 1]
    for (const { from: opens, until: closes } of hours ?? []) {
      const closesOn = closes <= opens || closes === '24:00' ? day.add({ days: 1 }) : day
      const end = closes === '24:00' ? '00:00' : closes
      windows.push([
        day.toPlainDateTime(opens).toZonedDateTime(calendar.zone).epochMilliseconds,
        closesOn.toPlainDateTime(end).toZonedDateTime(calendar.zone).epochMilliseconds,
      ])
    }
    day = day.add({ days: 1 })
  }
  let worked = 0
  for (let quarter = 0; quarter < quarters; quarter += 1) {
    const instant = from.epochMilliseconds + quarter * 900_000
    if (windows.some(([start, end]) => instant >= start && instant < end)) worked += 1
  }
  return worked
}

it('is what Temporal says quarter by quarter', () => {
  fc.assert(
    fc.property(
      anyCalendar,
      anyNearbyInstant,
      fc.integer({ min: 0, max: 4 * 24 * 10 }),
      (calendar, instant, quarters) => {
        const from = Math.floor(epochMillisecondsOf(instant) / 900_000) * 900_000
        const start = instantOf(from)
        const worked = elapsed(calendar, start, instantOf(from + quarters * 900_000))
        expect(worked).toBe(quartersWorked(calendar, Temporal.Instant.fromEpochMilliseconds(from), quarters) * 900_000)
      },
    ),
    { numRuns: 25 },
  )
})
