import { optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Skill } from '../../staff/certificate.js'
import { Performer } from '../../staff/performer.js'
import { VisitWindow } from './visit-window.js'

/** Who comes when, and what they must be certified for. Rescheduling gives another one. */
export const appointmentFields = {
  window: VisitWindow,
  performer: Performer,
  requiredSkills: t.readonlyArray(Skill),
  /** The way there, kept free in the technician's day before the window. */
  travelMinutes: optional(PositiveInteger),
}

export const Appointment = record(appointmentFields, 'Appointment')
export type Appointment = t.TypeOf<typeof Appointment>
