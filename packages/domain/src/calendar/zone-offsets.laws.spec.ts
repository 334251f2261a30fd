import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { anyZone } from './calendar.fixtures.js'
import { endOfDay, type LocalDate, localDateOf, plusDays, startOfDay } from './local-date.js'
import type { Zone } from './zone.js'
import { instantOfLocalTime, offsetAt } from './zone-offsets.js'

const anyTime = fc.integer({ min: Date.UTC(1890, 0), max: Date.UTC(2060, 0) })

const offsetByTemporal = (zone: Zone, epochMilliseconds: number): number =>
  Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6

it("is Temporal's offset at any instant", () => {
  fc.assert(
    fc.property(anyZone, anyTime, (zone, time) => {
      expect(offsetAt(zone, time)).toBe(offsetByTemporal(zone, time))
    }),
    { numRuns: 80 },
  )
})

it("is Temporal's offset at the very millisecond of each change", () => {
  fc.assert(
    fc.property(anyZone, fc.integer({ min: Date.UTC(1975, 0), max: Date.UTC(2030, 0) }), (zone, time) => {
      const change = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
      if (change === null) return
      const at = change.epochMilliseconds
      expect([offsetAt(zone, at - 1), offsetAt(zone, at)]).toEqual([
        offsetByTemporal(zone, at - 1),
        offsetByTemporal(zone, at),
      ])
    }),
  )
})

it("is Temporal's instant of a local time, also where clocks skip or repeat it", () => {
  const nearAChange = fc.tuple(anyZone, anyTime, fc.integer({ min: -90, max: 90 })).map(([zone, time, minutes]) => {
    const change = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).getTimeZoneTransition('next')
    const near = change === null ? time : change.epochMilliseconds
    return [zone, near + offsetAt(zone, near) + minutes * 60_000] as const
  })
  fc.assert(
    fc.property(fc.oneof(fc.tuple(anyZone, anyTime), nearAChange), ([zone, localTime]) => {
      const expected = Temporal.Instant.fromEpochMilliseconds(localTime)
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime()
        .toZonedDateTime(zone, { disambiguation: 'compatible' })
      expect(instantOfLocalTime(zone, localTime)).toBe(expected.epochMilliseconds)
    }),
  )
})

it('starts each day at its first instant, and ends it where the next one starts', () => {
  fc.assert(
    fc.property(anyZone, anyTime, (zone, time) => {
      const day = localDateOf(instantOf(time), zone)
      const [start, end] = [startOfDay(day, zone), endOfDay(day, zone)]
      expect(start <= instantOf(time) && instantOf(time) < end).toBe(true)
      expect(localDateOf(start, zone)).toBe(day)
      expect(localDateOf(justBefore(start), zone) < day).toBe(true)
      expect(localDateOf(justBefore(end), zone)).toBe(day)
      expect(startOfDay(plusDays(day, 1), zone)).toBe(end)
    }),
    { numRuns: 80 },
  )
})

const justBefore = (instant: Instant): Instant => instantOf(epochMillisecondsOf(instant) - 1)

it('starts a day where the clocks were put to when they skipped midnight', () => {
  expect(startOfDay('2018-11-04' as LocalDate, 'America/Sao_Paulo' as Zone)).toBe('2018-11-04T03:00:00.000Z')
  // 23:30 became 00:30.
  const toronto = 'America/Toronto' as Zone
  expect(startOfDay('1919-03-31' as LocalDate, toronto)).toBe('1919-03-31T04:30:00.000Z')
  expect(endOfDay('1919-03-30' as LocalDate, toronto)).toBe('1919-03-31T04:30:00.000Z')
})

it('keeps the day that a zone left out between the days around it', () => {
  const [thursday, friday, saturday] = ['2011-12-29', '2011-12-30', '2011-12-31'] as ReadonlyArray<string> as [
    LocalDate,
    LocalDate,
    LocalDate,
  ]
  const apia = 'Pacific/Apia' as Zone
  expect(startOfDay(thursday, apia)).toBe('2011-12-29T10:00:00.000Z')
  expect(startOfDay(friday, apia)).toBe('2011-12-30T10:00:00.000Z')
  expect(startOfDay(saturday, apia)).toBe('2011-12-30T10:00:00.000Z')
})
