import {
  Actor,
  Instant,
  message,
  NonEmptyText,
  optional,
  PositiveInteger,
  personal,
  Revision,
} from '@aftersale/messages'
import * as t from 'io-ts'
import { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { LabourMinutes } from '../../staff/labour-minutes.js'
import { CertificationEvidence } from '../../staff-certification/certification-evidence.js'
import { ServiceTicketId } from '../service-ticket-id.js'
import { VisitId } from '../visit-id.js'
import { appointmentFields } from '../visits/appointment.js'
import { AbsentParty, VisitedProduct, VisitOutcome, VisitPart, visitMatterFields } from '../visits/visit-words.js'

// `because` is a code of the desk's own list. `round` counts the appointments of a visit: the one it was scheduled with is
// 1, and each rescheduling makes the next.

const visit = { serviceTicketId: ServiceTicketId, visitId: VisitId }

/** `certification` is what the technician's stream of certificates says; needed where an in-house visit asks for skills. */
export const ScheduleVisit = message('ScheduleVisit', {
  ...visit,
  ...visitMatterFields,
  ...appointmentFields,
  product: optional(VisitedProduct),
  certification: optional(CertificationEvidence),
  scheduledBy: Actor,
  scheduledAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** The customer will be there. */
export const ConfirmVisit = message('ConfirmVisit', { ...visit, confirmedBy: Actor, confirmedAt: Instant })

/** Another window, another performer, or both: the appointment as a whole, with what is kept of the one before. */
export const RescheduleVisit = message('RescheduleVisit', {
  ...visit,
  ...appointmentFields,
  certification: optional(CertificationEvidence),
  because: NonEmptyText,
  rescheduledBy: Actor,
  rescheduledAt: Instant,
})

/** The technician's day has the visit, as of that revision of its stream. */
export const ConfirmTechnician = message('ConfirmTechnician', {
  ...visit,
  round: PositiveInteger,
  dayStream: NonEmptyText,
  revision: Revision,
  heldAt: Instant,
})

/** The technician's day does not take the visit, or no longer has it. */
export const RefuseTechnician = message('RefuseTechnician', {
  ...visit,
  round: PositiveInteger,
  dayStream: NonEmptyText,
  because: NonEmptyText,
  refusedAt: Instant,
})

export const SetOutForVisit = message('SetOutForVisit', { ...visit, setOutAt: Instant })

export const ArriveAtVisit = message('ArriveAtVisit', {
  ...visit,
  arrivedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** `photos` and `signature` name where these are kept; they are never kept here. */
export const CompleteVisit = message('CompleteVisit', {
  ...visit,
  outcome: VisitOutcome,
  parts: t.readonlyArray(VisitPart),
  labourMinutes: LabourMinutes,
  photos: optional(personal(t.readonlyArray(NonEmptyText))),
  signature: optional(personal(NonEmptyText)),
  completedAt: Instant,
})

/** Said by a person, who knows: the technician at a closed door, the customer who waited in vain. */
export const RecordNoShow = message('RecordNoShow', {
  ...visit,
  party: AbsentParty,
  recordedBy: Actor,
  noShowAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const CancelVisit = message('CancelVisit', {
  ...visit,
  because: NonEmptyText,
  cancelledBy: Actor,
  cancelledAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** Issued by the passing of time at the end of the window; does nothing where somebody came, or the visit moved or ended. */
export const MissVisitWindow = message('MissVisitWindow', { ...visit, round: PositiveInteger, dueAt: Instant })

/** Every command about visits, in the order of this file. */
export const visitCommands = [
  ScheduleVisit,
  ConfirmVisit,
  RescheduleVisit,
  ConfirmTechnician,
  RefuseTechnician,
  SetOutForVisit,
  ArriveAtVisit,
  CompleteVisit,
  RecordNoShow,
  CancelVisit,
  MissVisitWindow,
] as const

export type ScheduleVisit = t.TypeOf<typeof ScheduleVisit>
export type ConfirmVisit = t.TypeOf<typeof ConfirmVisit>
export type RescheduleVisit = t.TypeOf<typeof RescheduleVisit>
export type ConfirmTechnician = t.TypeOf<typeof ConfirmTechnician>
export type RefuseTechnician = t.TypeOf<typeof RefuseTechnician>
export type SetOutForVisit = t.TypeOf<typeof SetOutForVisit>
export type ArriveAtVisit = t.TypeOf<typeof ArriveAtVisit>
export type CompleteVisit = t.TypeOf<typeof CompleteVisit>
export type RecordNoShow = t.TypeOf<typeof RecordNoShow>
export type CancelVisit = t.TypeOf<typeof CancelVisit>
export type MissVisitWindow = t.TypeOf<typeof MissVisitWindow>
export type VisitCommand = t.TypeOf<(typeof visitCommands)[number]>
