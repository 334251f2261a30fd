import * as t from 'io-ts'
import { fromEpochMilliseconds, toZonedDateTimeISO } from 'temporal-polyfill/fns/Instant'

export interface ZoneBrand {
  readonly Zone: unique symbol
}

/** Zones found good so far: asking takes some microseconds, and a calendar is decoded with every command. */
const known = new Set<string>()

/**
 * An IANA time zone by its exact name, `Europe/Berlin`, `UTC`. Fixed offsets (`+01:00`) are refused: they know no
 * summer time. Which names there are depends on the platform's time-zone data.
 */
export const Zone = t.brand(t.string, (text): text is t.Branded<string, ZoneBrand> => isZone(text), 'Zone')
export type Zone = t.TypeOf<typeof Zone>

const isZone = (text: string): boolean => {
  if (known.has(text)) return true
  if (!/^[A-Z][A-Za-z0-9_+/-]*$/.test(text)) return false
  try {
    const exactName = toZonedDateTimeISO(fromEpochMilliseconds(0), text).timeZoneId
    if (exactName === text) known.add(text)
    return exactName === text
  } catch {
    return false
  }
}
