import { type Instant, instantOf, record } from '@aftersale/messages'
import type * as t from 'io-ts'
import { epochDayOf, LocalDate } from '../../calendar/local-date.js'
import { LocalTime, minuteOfDay } from '../../calendar/local-time.js'
import { Zone } from '../../calendar/zone.js'
import { firstInstantOf, lastInstantOf, MILLISECONDS_A_DAY } from '../../calendar/zone-offsets.js'

/**
 * When somebody comes, as the customer was told: on that day, between these times of the place's clocks. It is kept as it
 * was said, and turned into instants by the offset of its own day, whenever it was booked.
 */
export const VisitWindow = record({ on: LocalDate, from: LocalTime, to: LocalTime, zone: Zone }, 'VisitWindow')
export type VisitWindow = t.TypeOf<typeof VisitWindow>

/** Both ends lie within: who comes at the last instant is in time. */
export interface WindowSpan {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/**
 * The instants of a window, as wide as its day's clocks allow: a time that they show twice counts from the first to the
 * last, one that they skip is the instant of the skip. Nothing where no time is left between them, or where the day is at
 * the end of all instants.
 */
export const spanOfWindow = ({ on, from, to, zone }: VisitWindow): WindowSpan | undefined => {
  if (on < FIRST_DAY || on > LAST_DAY) return undefined
  const midnight = epochDayOf(on) * MILLISECONDS_A_DAY
  const start = firstInstantOf(zone, midnight + minuteOfDay(from) * MINUTE)
  const dayEnds = firstInstantOf(zone, midnight + MILLISECONDS_A_DAY)
  const end = Math.min(lastInstantOf(zone, midnight + minuteOfDay(to) * MINUTE), dayEnds)
  return from < to && start < end ? { startsAt: instantOf(start), endsAt: instantOf(end) } : undefined
}

const MINUTE = 60_000

/** Before and after these a day may begin or end, in some zone, where no instant can be written. */
const [FIRST_DAY, LAST_DAY] = ['0000-01-03', '9999-12-29']
