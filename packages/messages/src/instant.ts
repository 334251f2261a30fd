import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

export interface InstantBrand {
  readonly Instant: unique symbol
}

// All but whether the month has that day. Digits are written out: V8 takes longer over a count. A check by character
// codes takes 1.2 times as long (ADR 0003).
const SHAPE = /^\d\d\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d\d\dZ$/

/**
 * A moment: RFC 3339 in UTC with milliseconds, always 24 characters (`2025-06-02T07:00:00.000Z`), so that comparing
 * two as text compares them in time. Years 0000 to 9999; no leap second.
 */
export const Instant = t.brand(
  t.string,
  (text): text is t.Branded<string, InstantBrand> => text === lastFound || isInstant(text),
  'Instant',
)
export type Instant = t.TypeOf<typeof Instant>

/** An event mostly speaks of one instant, several times over: it is looked at once. */
let lastFound: string | undefined

const isInstant = (text: string): boolean => {
  if (!SHAPE.test(text) || !hasRealDay(text)) return false
  lastFound = text
  return true
}

/** The instant that many milliseconds after 1970-01-01T00:00:00Z. Throws a RangeError outside the years 0000 to 9999. */
export const instantOf = (epochMilliseconds: number): Instant => {
  if (!(epochMilliseconds >= YEAR_0 && epochMilliseconds < YEAR_10000)) {
    throw new RangeError(`${epochMilliseconds} ms since 1970 is outside the years 0000 to 9999`)
  }
  return new Date(Math.floor(epochMilliseconds)).toISOString() as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epochMillisecondsOf = (instant: Instant): number => {
  const days = daysBeforeYear(digits(instant, 0, 4)) + dayOfYear(instant) - DAYS_BEFORE_1970
  const minutes = (days * 24 + digits(instant, 11, 13)) * 60 + digits(instant, 14, 16)
  return (minutes * 60 + digits(instant, 17, 19)) * 1000 + digits(instant, 20, 23)
}

/** How long it is from `earlier` to `later`; negative where they stand the other way round. */
export const millisecondsBetween = (earlier: Instant, later: Instant): number =>
  epochMillisecondsOf(later) - epochMillisecondsOf(earlier)

/** `instant` moved by that many milliseconds. Throws a RangeError outside the years 0000 to 9999. */
export const millisecondsAfter = (instant: Instant, milliseconds: number): Instant =>
  instantOf(epochMillisecondsOf(instant) + milliseconds)

export const earlierOf = (one: Instant, other: Instant): Instant => (other < one ? other : one)

export const laterOf = (one: Instant, other: Instant): Instant => (other > one ? other : one)

/** Why a text is no instant. */
export interface NotAnInstant {
  readonly failure: 'NotAnInstant'
  readonly text: string
  readonly why: string
}

const RFC_3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/

/**
 * The instant that an RFC 3339 text with any offset and any precision speaks of, in the 24-character form:
 * `2025-06-02T09:00:00+02:00` is `2025-06-02T07:00:00.000Z`. What is finer than a millisecond is cut off. A leap second
 * (23:59:60 UTC at the end of a month) is the second before it. A text without an offset is no instant.
 */
export const parseInstant = (text: string): E.Either<NotAnInstant, Instant> => {
  const no = (why: string): E.Either<NotAnInstant, Instant> => E.left({ failure: 'NotAnInstant', text, why })
  const match = RFC_3339.exec(text)
  if (match === null) return no('It is not RFC 3339 with an offset, like 2025-06-02T09:00:00+02:00')

  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = ''] = match
  const [sign, offsetHours, offsetMinutes] = [match[8], Number(match[9] ?? 0), Number(match[10] ?? 0)]
  if (offsetHours > 23 || offsetMinutes > 59) return no('There is no such offset')

  const isLeapSecond = second === '60'
  const millisecond = fraction.slice(0, 3).padEnd(3, '0')
  const asInUtc = `${year}-${month}-${day}T${hour}:${minute}:${isLeapSecond ? '59' : second}.${millisecond}Z`
  if (!Instant.is(asInUtc)) return no('There is no such day or time of day')

  const ahead = (sign === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes) * 60_000
  const milliseconds = epochMillisecondsOf(asInUtc) - ahead
  if (milliseconds < YEAR_0 || milliseconds >= YEAR_10000) return no('In UTC it is outside the years 0000 to 9999')

  const instant = instantOf(milliseconds)
  if (isLeapSecond && !endsMonth(instant)) return no('A leap second stands at the end of a month in UTC only')
  return E.right(instant)
}

const YEAR_0 = -62_167_219_200_000
const YEAR_10000 = 253_402_300_800_000
const DAYS_BEFORE_1970 = 719_528
const ZERO = 48

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let index = from; index < to; index += 1) value = value * 10 + text.charCodeAt(index) - ZERO
  return value
}

const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days from 0000-01-01, which began a leap year, to the first of January of `year`. */
const daysBeforeYear = (year: number): number =>
  year * 365 + Math.floor((year + 3) / 4) - Math.floor((year + 99) / 100) + Math.floor((year + 399) / 400)

/** From 0. */
const dayOfYear = (text: string): number => {
  const month = digits(text, 5, 7)
  const leapDay = month > 2 && isLeapYear(digits(text, 0, 4)) ? 1 : 0
  return (DAYS_BEFORE_MONTH[month - 1] as number) + digits(text, 8, 10) - 1 + leapDay
}

const lastDayOfMonth = (text: string): number => {
  const month = digits(text, 5, 7)
  return month === 2 && isLeapYear(digits(text, 0, 4)) ? 29 : (DAYS_OF_MONTH[month - 1] as number)
}

/** Of a text of that shape. Up to the 28th every month has the day. */
const hasRealDay = (text: string): boolean => {
  const day = digits(text, 8, 10)
  return day <= 28 || day <= lastDayOfMonth(text)
}

const endsMonth = (instant: Instant): boolean =>
  instant.slice(11, 19) === '23:59:59' && digits(instant, 8, 10) === lastDayOfMonth(instant)
