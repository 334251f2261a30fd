import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'
import * as t from 'io-ts'

export interface DurationBrand {
  readonly Duration: unique symbol
}

const SHAPE = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?$/

/**
 * A length of elapsed time, ISO 8601 with hours, minutes and seconds only: `PT8H30M`, `PT0.25S`, `PT0S`. To the
 * millisecond, up to 2^53 − 1 of them, and in canonical form, so that equal lengths are equal text: `PT90M` is refused,
 * `PT1H30M` is it. A day is not a duration: `P1D` is a `Period`, 23 to 25 hours long.
 */
export const Duration = t.brand(
  t.string,
  (text): text is t.Branded<string, DurationBrand> => recent.has(text) || isDuration(text),
  'Duration',
)
export type Duration = t.TypeOf<typeof Duration>

/** A history speaks of few lengths, over and over: those of its service levels. */
const recent = new Map<string, number>()
const AT_MOST = 256

const isDuration = (text: string): boolean => {
  const milliseconds = measure(text)
  if (!Number.isSafeInteger(milliseconds) || durationOf(milliseconds) !== text) return false
  if (recent.size === AT_MOST) recent.clear()
  recent.set(text, milliseconds)
  return true
}

const measure = (text: string): number => {
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = SHAPE.exec(text) ?? []
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
}

export const millisecondsOf = (duration: Duration): number => recent.get(duration) ?? measure(duration)

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
