import type { Zone } from './zone.js'

/**
 * What clocks show in a zone, fast: a zone's changes of offset are looked up once for each year and kept. Times and
 * offsets are milliseconds; a local time is written as the epoch milliseconds of the same figures in UTC.
 *
 * Figures equal Temporal's (a law in the tests); Temporal itself takes some 30 µs an instant, this well under 1 µs.
 */
export const offsetAt = (zone: Zone, epochMilliseconds: number): number => {
  const { from, offsets } = offsetsOfYear(zone, yearOf(epochMilliseconds))
  let index = from.length - 1
  while (index > 0 && (from[index] ?? 0) > epochMilliseconds) index -= 1
  return offsets[index] ?? 0
}

/** What the zone's clocks show at that instant. */
export const localTimeOf = (zone: Zone, epochMilliseconds: number): number =>
  epochMilliseconds + offsetAt(zone, epochMilliseconds)

/**
 * When the zone's clocks show that local time. Where they show it twice (put back), the first time; where they skip it
 * (put forward), as long after the jump as it lies after the jump's local time: Temporal's rule `compatible`.
 */
export const instantOfLocalTime = (zone: Zone, localTime: number): number => {
  // No offset reaches a day, so that one of these lies before any change that could matter and the other after it.
  const before = offsetAt(zone, localTime - MILLISECONDS_A_DAY)
  const after = offsetAt(zone, localTime + MILLISECONDS_A_DAY)
  if (before === after || localTimeOf(zone, localTime - before) === localTime) return localTime - before
  return localTimeOf(zone, localTime - after) === localTime ? localTime - after : localTime - before
}

/** The first instant at which the zone's clocks show that local time or a later one. */
export const firstInstantOf = (zone: Zone, localTime: number): number => {
  const instant = instantOfLocalTime(zone, localTime)
  const isSkipped = localTimeOf(zone, instant) !== localTime
  return isSkipped ? changeBetween(clockOf(zone), instant - MILLISECONDS_A_DAY, instant) : instant
}

/** The last instant at which the zone's clocks show that local time: the second where they show it twice. */
export const lastInstantOf = (zone: Zone, localTime: number): number => {
  const [before, after] = [
    offsetAt(zone, localTime - MILLISECONDS_A_DAY),
    offsetAt(zone, localTime + MILLISECONDS_A_DAY),
  ]
  const last = localTime - Math.min(before, after)
  return localTimeOf(zone, last) === localTime ? last : firstInstantOf(zone, localTime)
}

export const MILLISECONDS_A_DAY = 86_400_000

export const yearOf = (epochMilliseconds: number): number => new Date(epochMilliseconds).getUTCFullYear()

/** `offsets[i]` holds from the instant `from[i]` on; `from[0]` is the start of the year in UTC. */
interface OffsetsOfYear {
  readonly from: ReadonlyArray<number>
  readonly offsets: ReadonlyArray<number>
}

const knownYears = new Map<Zone, Map<number, OffsetsOfYear>>()

/** No zone's data begins before 1835, and before it begins the offset is that of the sun at the zone's city. */
const BEFORE_ALL_DATA = 1800

const offsetsOfYear = (zone: Zone, anyYear: number): OffsetsOfYear => {
  const year = Math.max(anyYear, BEFORE_ALL_DATA)
  let years = knownYears.get(zone)
  if (years === undefined) {
    years = new Map()
    knownYears.set(zone, years)
  }
  const kept = years.get(year)
  if (kept !== undefined) return kept
  const found = findOffsets(zone, year)
  years.set(year, found)
  return found
}

/** Looks at every day, since zones have gone back within weeks, and then for the second of each change. */
const findOffsets = (zone: Zone, year: number): OffsetsOfYear => {
  const clock = clockOf(zone)
  const end = Date.UTC(year + 1, 0)
  let seenAt = Date.UTC(year, 0)
  let seen = offsetOn(clock, seenAt)
  const from = [seenAt]
  const offsets = [seen]
  while (seenAt < end) {
    const next = seenAt + MILLISECONDS_A_DAY
    const offset = offsetOn(clock, next)
    if (offset !== seen && next <= end) {
      from.push(changeBetween(clock, seenAt, next))
      offsets.push(offset)
    }
    seenAt = next
    seen = offset
  }
  return { from, offsets }
}

const changeBetween = (clock: Intl.DateTimeFormat, earlier: number, later: number): number => {
  let before = earlier
  let after = later
  const offsetBefore = offsetOn(clock, before)
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000
    if (offsetOn(clock, middle) === offsetBefore) before = middle
    else after = middle
  }
  return after
}

const clocks = new Map<Zone, Intl.DateTimeFormat>()

const clockOf = (zone: Zone): Intl.DateTimeFormat => {
  let clock = clocks.get(zone)
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-US', {
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    clocks.set(zone, clock)
  }
  return clock
}

const offsetOn = (clock: Intl.DateTimeFormat, epochMilliseconds: number): number => {
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const { type, value } of clock.formatToParts(epochMilliseconds)) shown[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - epochMilliseconds
}
