import { Instant, message, NonEmptyText, optional, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { Zone } from '../calendar/zone.js'
import { ServiceTicketId } from '../service-ticket/service-ticket-id.js'
import { VisitId } from '../service-ticket/visit-id.js'
import { StaffId } from '../staff/staff-id.js'
import { BlockCause, ReleaseCause } from './day-words.js'
import { TechnicianDayId } from './technician-day-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

const day = { technicianDayId: TechnicianDayId, technicianId: StaffId, on: LocalDate, zone: Zone }

export const TechnicianBooked = message(
  'TechnicianBooked',
  {
    ...day,
    visitId: VisitId,
    round: PositiveInteger,
    serviceTicketId: ServiceTicketId,
    from: Instant,
    until: Instant,
    travelMinutes: optional(PositiveInteger),
    bookedAt: Instant,
  },
  { description: 'The technician is a visit’s from `from` until `until`, and on the way there before it.' },
)

export const TechnicianReleased = message(
  'TechnicianReleased',
  {
    technicianDayId: TechnicianDayId,
    technicianId: StaffId,
    visitId: VisitId,
    round: PositiveInteger,
    serviceTicketId: ServiceTicketId,
    because: ReleaseCause,
    /** The time before it was used and stays taken; absent where all of it is free again. */
    takenUntil: optional(Instant),
    releasedAt: Instant,
  },
  { description: 'A booking is given up.' },
)

export const TechnicianBlocked = message(
  'TechnicianBlocked',
  { ...day, blockId: NonEmptyText, because: BlockCause, from: Instant, until: Instant, blockedAt: Instant },
  { description: 'Nothing can be booked then. The bookings that a sickness takes off the day are released before it.' },
)

export const TechnicianUnblocked = message('TechnicianUnblocked', {
  technicianDayId: TechnicianDayId,
  technicianId: StaffId,
  blockId: NonEmptyText,
  unblockedAt: Instant,
})

/** In the order in which a day usually meets them. */
export const technicianDayEvents = [
  TechnicianBooked,
  TechnicianReleased,
  TechnicianBlocked,
  TechnicianUnblocked,
] as const

export const TechnicianDayEvent = t.union([...technicianDayEvents])

export type TechnicianBooked = t.TypeOf<typeof TechnicianBooked>
export type TechnicianReleased = t.TypeOf<typeof TechnicianReleased>
export type TechnicianBlocked = t.TypeOf<typeof TechnicianBlocked>
export type TechnicianUnblocked = t.TypeOf<typeof TechnicianUnblocked>
export type TechnicianDayEvent = t.TypeOf<typeof TechnicianDayEvent>
