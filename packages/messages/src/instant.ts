import * as t from 'io-ts'

export interface InstantBrand {
  readonly Instant: unique symbol
}

const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/**
 * A moment: RFC 3339 in UTC with milliseconds, always 24 characters (`2025-06-02T07:00:00.000Z`), so that comparing
 * two as text compares them in time. Years 0000 to 9999; no leap second.
 */
export const Instant = t.brand(
  t.string,
  (text): text is t.Branded<string, InstantBrand> => SHAPE.test(text) && isRealTime(text),
  'Instant',
)
export type Instant = t.TypeOf<typeof Instant>

const isRealTime = (text: string): boolean => {
  const milliseconds = Date.parse(text)
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text
}

/** The instant that many milliseconds after 1970-01-01T00:00:00Z. Throws a RangeError outside the years 0000 to 9999. */
export const instantOf = (epochMilliseconds: number): Instant => {
  const text = new Date(epochMilliseconds).toISOString()
  if (text.length !== 24) throw new RangeError(`${text} is outside the years 0000 to 9999`)
  return text as Instant
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epochMillisecondsOf = (instant: Instant): number => Date.parse(instant)
