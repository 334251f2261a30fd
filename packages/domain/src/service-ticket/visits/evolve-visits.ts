import type { PositiveInteger } from '@aftersale/messages'
import type { VisitEvent, VisitRescheduled, VisitScheduled } from '../events/visits.js'
import type { Ticket } from '../state.js'
import type { Appointment } from './appointment.js'
import type { TechnicianHold, Visit } from './visit.js'

/** Takes an event of a visit in. Those of a visit that was never scheduled leave no trace. */
export const evolveVisits = (ticket: Ticket, event: VisitEvent): Ticket => {
  const { visits = [] } = ticket
  if (event.type === 'VisitScheduled') return { ...ticket, visits: [...visits, scheduled(event.data)] }
  const { visitId } = event.data
  return {
    ...ticket,
    visits: visits.map((visit) => (visit.scheduled.visitId === visitId ? { ...visit, ...told(visit, event) } : visit)),
  }
}

const scheduled = (data: VisitScheduled['data']): Visit => ({
  scheduled: data,
  reschedulings: [],
  appointment: appointmentIn(data),
  round: 1 as PositiveInteger,
  confirmations: [],
  hold: holdOf(data),
  answers: [],
  setOuts: [],
  missed: [],
})

const told = (visit: Visit, event: Exclude<VisitEvent, { readonly type: 'VisitScheduled' }>): Partial<Visit> => {
  switch (event.type) {
    case 'VisitConfirmed':
      return { confirmations: [...visit.confirmations, event.data] }
    case 'VisitRescheduled':
      return {
        reschedulings: [...visit.reschedulings, event.data],
        appointment: appointmentIn(event.data),
        round: event.data.round,
        hold: holdOf(event.data),
      }
    case 'VisitTechnicianHeld':
      return { hold: 'held', answers: [...visit.answers, event] }
    case 'VisitTechnicianRefused':
      return { hold: 'refused', answers: [...visit.answers, event] }
    case 'VisitEnRoute':
      return { setOuts: [...visit.setOuts, event.data] }
    case 'VisitArrived':
      return { arrived: event.data }
    case 'VisitWindowMissed':
      return { missed: [...visit.missed, event.data] }
    case 'VisitCompleted': {
      const { photos: _, signature: __, ...completed } = event.data
      return { end: { kind: 'completed', told: completed } }
    }
    case 'VisitNoShowRecorded':
      return { end: { kind: 'no-show', told: event.data } }
    case 'VisitCancelled':
      return { end: { kind: 'cancelled', told: event.data } }
  }
}

const appointmentIn = ({
  window,
  performer,
  requiredSkills,
  travelMinutes,
}: VisitScheduled['data'] | VisitRescheduled['data']): Appointment => ({
  window,
  performer,
  requiredSkills,
  ...(travelMinutes === undefined ? {} : { travelMinutes }),
})

const holdOf = ({ performer }: Appointment): TechnicianHold => (performer.kind === 'in-house' ? 'asked' : 'not-asked')
