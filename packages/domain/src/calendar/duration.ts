import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'
import * as t from 'io-ts'

export interface DurationBrand {
  readonly Duration: unique symbol
}

const SHAPE = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?$/

/** Without a part that is zero, a leading or trailing zero, or sixty of what makes one of the next greater. */
const CANONICAL =
  /^PT(?:0S|(?!$)(?:[1-9]\d*H)?(?:[1-5]?[1-9]M|[1-5]0M)?(?:(?:[1-5]?[1-9]|[1-5]0)(?:\.\d?\d?[1-9])?S|0\.\d?\d?[1-9]S)?)$/

/**
 * A length of elapsed time, ISO 8601 with hours, minutes and seconds only: `PT8H30M`, `PT0.25S`, `PT0S`. To the
 * millisecond, up to 2^53 − 1 of them, and in canonical form, so that equal lengths are equal text: `PT90M` is refused,
 * `PT1H30M` is it. A day is not a duration: `P1D` is a `Period`, 23 to 25 hours long.
 */
export const Duration = t.brand(
  t.string,
  (text): text is t.Branded<string, DurationBrand> => CANONICAL.test(text) && isCountable(text),
  'Duration',
)
export type Duration = t.TypeOf<typeof Duration>

/** Up to nine digits of hours always are. */
const isCountable = (text: string): boolean => text.indexOf('H') < 12 || Number.isSafeInteger(measure(text))

const measure = (text: string): number => {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = SHAPE.exec(text) ?? []
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
}

/** A history asks for few lengths, over and over: those of its service levels. */
const recent = new Map<string, number>()
const AT_MOST = 256

export const millisecondsOf = (duration: Duration): number => {
  const known = recent.get(duration)
  if (known !== undefined) return known
  if (recent.size === AT_MOST) recent.clear()
  const milliseconds = measure(duration)
  recent.set(duration, milliseconds)
  return milliseconds
}

/** Throws a RangeError for what is no whole number of milliseconds from 0 to 2^53 − 1. */
export const durationOf = (milliseconds: number): Duration => {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < 0) {
    throw new RangeError(`${milliseconds} is no whole number of milliseconds from 0 on`)
  }
  if (milliseconds === 0) return 'PT0S' as Duration
  const hours = Math.floor(milliseconds / 3_600_000)
  const minutes = Math.floor(milliseconds / 60_000) % 60
  const seconds = Math.floor(milliseconds / 1000) % 60
  const fraction = milliseconds % 1000
  const secondsText = fraction === 0 ? `${seconds}` : `${seconds}.${`${fraction}`.padStart(3, '0').replace(/0+$/, '')}`
  const text = `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${secondsText === '0' ? '' : `${secondsText}S`}`
  return text as Duration
}

/** The instant that many milliseconds later; earlier where negative. Throws a RangeError outside the years 0000 to 9999. */
export const instantPlus = (instant: Instant, milliseconds: number): Instant =>
  instantOf(epochMillisecondsOf(instant) + milliseconds)
