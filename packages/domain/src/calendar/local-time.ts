import * as t from 'io-ts'

export interface LocalTimeBrand {
  readonly LocalTime: unique symbol
}

/** Wall-clock time to the minute, `09:00`. From `00:00` to `24:00`; the last is the end of a day and starts nothing. */
export const LocalTime = t.brand(
  t.string,
  (text): text is t.Branded<string, LocalTimeBrand> => /^((0\d|1\d|2[0-3]):[0-5]\d|24:00)$/.test(text),
  'LocalTime',
)
export type LocalTime = t.TypeOf<typeof LocalTime>

/** Minutes since 00:00, up to 1440. */
export const minuteOfDay = (localTime: LocalTime): number =>
  Number(localTime.slice(0, 2)) * 60 + Number(localTime.slice(3))
