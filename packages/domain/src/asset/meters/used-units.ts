import type { MeterRead } from '../events.js'

/**
 * All that a meter has counted, over every exchange of it, from its readings in order of time. What it counted between the
 * last reading and an exchange is not known, and left out.
 */
export const usedUnits = (readings: ReadonlyArray<Pick<MeterRead['data'], 'value' | 'startsAnew'>>): number => {
  let [used, shown] = [0, 0]
  for (const { value, startsAnew } of readings) {
    used += startsAnew === true ? value : value - shown
    shown = value
  }
  return Math.min(used, Number.MAX_SAFE_INTEGER)
}

/** With another one in its place. */
export const withReading = (
  readings: ReadonlyArray<MeterRead['data']>,
  reading: MeterRead['data'],
): ReadonlyArray<MeterRead['data']> => [
  ...readings.filter(({ readAt }) => readAt < reading.readAt),
  reading,
  ...readings.filter(({ readAt }) => readAt > reading.readAt),
]
