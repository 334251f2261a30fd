import { reject } from '@aftersale/decider'
import type { Instant } from '@aftersale/messages'
import type { VisitCancelled, VisitScheduled } from '../events.js'
import { isLiving, type LivingTicket, type ServiceTicketState } from '../state.js'
import type { VisitId } from '../visit-id.js'
import type { Appointment } from '../visits/appointment.js'
import { appointedAt, type Visit, visitOf } from '../visits/visit.js'
import { gone, type ServiceTicketDecision } from './refusals.js'

/** What becomes of a visit that has not ended. */
export const onOpenVisit = (
  state: ServiceTicketState,
  visitId: VisitId,
  decideOn: (visit: Visit, state: LivingTicket) => ServiceTicketDecision,
): ServiceTicketDecision => {
  if (!isLiving(state)) return gone(state)
  const visit = visitOf(state.ticket, visitId)
  if (visit === undefined) return reject({ reason: 'VisitUnknown', visitId })
  return visit.end === undefined
    ? decideOn(visit, state)
    : reject({ reason: 'VisitAlreadyEnded', visitId, outcome: visit.end.kind })
}

/** What happens to an appointment happens after it was made. */
export const beforeAppointment = (visit: Visit, instant: Instant): ServiceTicketDecision | undefined => {
  const takenAt = appointedAt(visit)
  const { visitId } = visit.scheduled
  return instant < takenAt
    ? reject({ reason: 'HappenedBeforeVisitStep', visitId, step: 'scheduling', takenAt })
    : undefined
}

/** Once somebody is there, the visit is completed, and nothing else. */
export const underWay = ({ scheduled: { visitId }, arrived }: Visit): ServiceTicketDecision | undefined =>
  arrived === undefined ? undefined : reject({ reason: 'VisitUnderWay', visitId, arrivedAt: arrived.arrivedAt })

/** Nobody of our own goes whose day does not have the visit. */
export const notHeld = ({ scheduled: { visitId }, hold }: Visit): ServiceTicketDecision | undefined =>
  hold === 'asked' || hold === 'refused' ? reject({ reason: 'TechnicianNotHeld', visitId, hold }) : undefined

/** What the end of a visit tells of it. */
export const endedVisit = ({
  scheduled,
  round,
  appointment,
}: Visit): Pick<VisitCancelled['data'], 'round' | 'appointment'> & Matter => {
  const { serviceTicketId, visitId, purpose, assetId, maintenance, entitlement } = scheduled
  return {
    serviceTicketId,
    visitId,
    purpose,
    ...(assetId === undefined ? {} : { assetId }),
    ...(maintenance === undefined ? {} : { maintenance }),
    ...(entitlement === undefined ? {} : { entitlement }),
    round,
    appointment,
  }
}

type Matter = Pick<
  VisitScheduled['data'],
  'serviceTicketId' | 'visitId' | 'purpose' | 'assetId' | 'maintenance' | 'entitlement'
>

/** The name of a provider is personal, and not compared: their id is. */
export const withoutNames = ({ performer, ...appointment }: Appointment): object => ({
  ...appointment,
  performer: performer.kind === 'provider' ? { kind: performer.kind, providerId: performer.providerId } : performer,
})
