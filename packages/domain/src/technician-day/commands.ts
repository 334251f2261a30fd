import { Instant, message, NonEmptyText, optional, PositiveInteger } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { Zone } from '../calendar/zone.js'
import { ServiceTicketId } from '../service-ticket/service-ticket-id.js'
import { VisitId } from '../service-ticket/visit-id.js'
import { StaffId } from '../staff/staff-id.js'
import { BlockCause, ReleaseCause } from './day-words.js'
import { TechnicianDayId } from './technician-day-id.js'

// `from` and `until` bound a time: half-open, `until` is exclusive.

const day = { technicianDayId: TechnicianDayId, technicianId: StaffId, on: LocalDate, zone: Zone }

/** `round` is the number of the visit's appointment; a later one on the same day takes the place of an earlier one. */
export const BookTechnician = message('BookTechnician', {
  ...day,
  visitId: VisitId,
  round: PositiveInteger,
  serviceTicketId: ServiceTicketId,
  from: Instant,
  until: Instant,
  /** The way there, before `from`. */
  travelMinutes: optional(PositiveInteger),
  bookedAt: Instant,
})

export const ReleaseTechnician = message('ReleaseTechnician', {
  technicianDayId: TechnicianDayId,
  serviceTicketId: ServiceTicketId,
  visitId: VisitId,
  round: PositiveInteger,
  because: ReleaseCause,
  releasedAt: Instant,
})

/** The whole day, or from when until when of it. */
export const BlockTechnician = message('BlockTechnician', {
  ...day,
  blockId: NonEmptyText,
  because: BlockCause,
  from: optional(Instant),
  until: optional(Instant),
  blockedAt: Instant,
})

export const UnblockTechnician = message('UnblockTechnician', {
  technicianDayId: TechnicianDayId,
  blockId: NonEmptyText,
  unblockedAt: Instant,
})

export const TechnicianDayCommand = t.union([BookTechnician, ReleaseTechnician, BlockTechnician, UnblockTechnician])

export type BookTechnician = t.TypeOf<typeof BookTechnician>
export type ReleaseTechnician = t.TypeOf<typeof ReleaseTechnician>
export type BlockTechnician = t.TypeOf<typeof BlockTechnician>
export type UnblockTechnician = t.TypeOf<typeof UnblockTechnician>
export type TechnicianDayCommand = t.TypeOf<typeof TechnicianDayCommand>
