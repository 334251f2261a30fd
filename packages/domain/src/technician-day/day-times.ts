import { epochMillisecondsOf } from '@aftersale/messages'
import { epochDayOf, type LocalDate } from '../calendar/local-date.js'
import type { Zone } from '../calendar/zone.js'
import { firstInstantOf, MILLISECONDS_A_DAY } from '../calendar/zone-offsets.js'
import type { Block, Booking, PlannedDay } from './state.js'

/** Milliseconds since 1970, half-open: two that touch do not overlap. */
export type Span = readonly [from: number, until: number]

/** From 00:00 to 24:00 of the zone's clocks, however many hours that is. */
export const spanOfDay = (on: LocalDate, zone: Zone): Span => {
  const midnight = epochDayOf(on) * MILLISECONDS_A_DAY
  return [firstInstantOf(zone, midnight), firstInstantOf(zone, midnight + MILLISECONDS_A_DAY)]
}

/** The visit, and the way there. */
export const spanOfVisit = ({
  from,
  until,
  travelMinutes = 0,
}: Pick<Booking['booked'], 'from' | 'until'> & { readonly travelMinutes?: number | undefined }): Span => [
  epochMillisecondsOf(from) - travelMinutes * 60_000,
  epochMillisecondsOf(until),
]

/** What a booking takes of the day: of one that was given up, what was used before, if anything. */
export const takenBy = ({ booked, released }: Booking): Span | undefined => {
  const [from, until] = spanOfVisit(booked)
  if (released === undefined) return [from, until]
  return released.takenUntil === undefined
    ? undefined
    : [from, Math.min(until, epochMillisecondsOf(released.takenUntil))]
}

/** What a block takes of the day; nothing once it was lifted. */
const blockedBy = ({ blocked, unblocked }: Block): Span | undefined =>
  unblocked === undefined ? [epochMillisecondsOf(blocked.from), epochMillisecondsOf(blocked.until)] : undefined

/** The first booking that takes something of that time, and the first block. */
export const bookingIn = ({ bookings }: Pick<PlannedDay, 'bookings'>, span: Span): Booking | undefined =>
  bookings.find((booking) => overlaps(takenBy(booking), span))

export const blockIn = ({ blocks }: Pick<PlannedDay, 'blocks'>, span: Span): Block | undefined =>
  blocks.find((block) => overlaps(blockedBy(block), span))

export const isEmptySpan = ([from, until]: Span): boolean => until <= from

export const isWithinSpan = ([from, until]: Span, [earliest, latest]: Span): boolean =>
  earliest <= from && until <= latest

const overlaps = (taken: Span | undefined, [from, until]: Span): boolean =>
  taken !== undefined && taken[0] < until && from < taken[1]
