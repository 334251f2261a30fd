import { Actor, Instant, message, NonEmptyText, optional, PositiveInteger, personal } from '@aftersale/messages'
import * as t from 'io-ts'
import { Duration } from '../../calendar/duration.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { LabourMinutes } from '../../staff/labour-minutes.js'
import { StaffId } from '../../staff/staff-id.js'
import { CertificationEvidence } from '../../staff-certification/certification-evidence.js'
import { ServiceTicketId } from '../service-ticket-id.js'
import { VisitId } from '../visit-id.js'
import { Appointment, appointmentFields } from '../visits/appointment.js'
import {
  AbsentParty,
  ArrivalTiming,
  VisitedProduct,
  VisitOutcome,
  VisitPart,
  visitMatterFields,
} from '../visits/visit-words.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's own list, never free text: it is kept in clear.

const visit = { serviceTicketId: ServiceTicketId, visitId: VisitId }

/** What a visit was for and who was to come when: told with its end, for whoever follows that. */
const ended = { ...visit, ...visitMatterFields, round: PositiveInteger, appointment: Appointment }

export const VisitScheduled = message('VisitScheduled', {
  ...visit,
  ...visitMatterFields,
  ...appointmentFields,
  product: optional(VisitedProduct),
  certification: optional(CertificationEvidence),
  scheduledBy: Actor,
  scheduledAt: Instant,
  trace: RuleTrace,
})

export const VisitConfirmed = message('VisitConfirmed', { ...visit, confirmedBy: Actor, confirmedAt: Instant })

/** `round` is the number of the new appointment, 2 for the first rescheduling; `previous` is the one that it replaces. */
export const VisitRescheduled = message('VisitRescheduled', {
  ...visit,
  ...appointmentFields,
  certification: optional(CertificationEvidence),
  round: PositiveInteger,
  previous: Appointment,
  because: NonEmptyText,
  rescheduledBy: Actor,
  rescheduledAt: Instant,
  trace: RuleTrace,
})

/** The technician's day has it, so that nobody else can book that time. */
export const VisitTechnicianHeld = message('VisitTechnicianHeld', {
  ...visit,
  round: PositiveInteger,
  technicianId: StaffId,
  dayStream: NonEmptyText,
  revision: t.number,
  heldAt: Instant,
})

/** The technician cannot come then, or no longer: the visit is to be rescheduled. */
export const VisitTechnicianRefused = message('VisitTechnicianRefused', {
  ...visit,
  round: PositiveInteger,
  technicianId: StaffId,
  dayStream: NonEmptyText,
  because: NonEmptyText,
  refusedAt: Instant,
})

export const VisitEnRoute = message('VisitEnRoute', { ...visit, setOutAt: Instant })

/** `outsideBy`: how long before or after the window; absent within it. After a `VisitWindowMissed` it may correct that. */
export const VisitArrived = message('VisitArrived', {
  ...visit,
  timing: ArrivalTiming,
  outsideBy: optional(Duration),
  arrivedAt: Instant,
  trace: RuleTrace,
})

/** `missedAt` is the end of the window, whenever that was noticed. Somebody may still come. */
export const VisitWindowMissed = message('VisitWindowMissed', { ...visit, round: PositiveInteger, missedAt: Instant })

export const VisitCompleted = message('VisitCompleted', {
  ...ended,
  outcome: VisitOutcome,
  parts: t.readonlyArray(VisitPart),
  labourMinutes: LabourMinutes,
  photos: optional(personal(t.readonlyArray(NonEmptyText))),
  signature: optional(personal(NonEmptyText)),
  completedAt: Instant,
})

export const VisitNoShowRecorded = message('VisitNoShowRecorded', {
  ...ended,
  party: AbsentParty,
  recordedBy: Actor,
  noShowAt: Instant,
})

/** Names the slot and the plan that it was drawn from, so that both have it back. */
export const VisitCancelled = message('VisitCancelled', {
  ...ended,
  because: NonEmptyText,
  cancelledBy: Actor,
  cancelledAt: Instant,
})

/** Every event of a visit, in the order of this file. */
export const visitEvents = [
  VisitScheduled,
  VisitConfirmed,
  VisitRescheduled,
  VisitTechnicianHeld,
  VisitTechnicianRefused,
  VisitEnRoute,
  VisitArrived,
  VisitWindowMissed,
  VisitCompleted,
  VisitNoShowRecorded,
  VisitCancelled,
] as const

export type VisitScheduled = t.TypeOf<typeof VisitScheduled>
export type VisitConfirmed = t.TypeOf<typeof VisitConfirmed>
export type VisitRescheduled = t.TypeOf<typeof VisitRescheduled>
export type VisitTechnicianHeld = t.TypeOf<typeof VisitTechnicianHeld>
export type VisitTechnicianRefused = t.TypeOf<typeof VisitTechnicianRefused>
export type VisitEnRoute = t.TypeOf<typeof VisitEnRoute>
export type VisitArrived = t.TypeOf<typeof VisitArrived>
export type VisitWindowMissed = t.TypeOf<typeof VisitWindowMissed>
export type VisitCompleted = t.TypeOf<typeof VisitCompleted>
export type VisitNoShowRecorded = t.TypeOf<typeof VisitNoShowRecorded>
export type VisitCancelled = t.TypeOf<typeof VisitCancelled>
export type VisitEvent = t.TypeOf<(typeof visitEvents)[number]>
