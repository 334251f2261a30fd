import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Actor, type Instant, type NonEmptyText, type PositiveInteger, sameContent } from '@aftersale/messages'
import { startArrivalClock, withdrawArrivalClocks } from '../clock/arrival-clock.js'
import { breachesBefore } from '../clock/run-clocks.js'
import type { CancelVisit, ConfirmVisit, RescheduleVisit, ScheduleVisit } from '../commands.js'
import type { ServiceTicketEvent, VisitScheduled } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { isActive, type ServiceTicketState, type Ticket } from '../state.js'
import type { VisitId } from '../visit-id.js'
import { openVisitsOf, visitOf } from '../visits/visit.js'
import { type AppointmentAsked, appointmentTrace, uncertifiedSkills } from '../visits/visit-trace.js'
import { spanOfWindow, type WindowSpan } from '../visits/visit-window.js'
import { beforeAppointment, endedVisit, onOpenVisit, underWay, withoutNames } from './on-visit.js'
import { isInForce, neverDue, type ServiceTicketDecision, serviceLevelDiffers, statusOf } from './refusals.js'

/** A ticket that asks to be merged gets no visit any more: it would be nobody's once the ticket is gone. */
export const scheduleVisit = ({ data }: ScheduleVisit, state: ServiceTicketState): ServiceTicketDecision => {
  const { serviceLevel, ...visit } = data
  const { visitId, scheduledAt } = visit
  if (state.status !== 'not-opened') {
    const known = visitOf(state.ticket, visitId)?.scheduled
    if (known !== undefined) {
      return isRepeated(known, visit) ? alreadyDone : reject({ reason: 'VisitIdReused', visitId })
    }
  }
  if (!isActive(state)) return statusOf(state)
  const { ticket } = state
  if (ticket.mergeRequest !== undefined) {
    return reject({ reason: 'MergeAlreadyRequested', into: ticket.mergeRequest.into })
  }
  if (!isInForce(ticket, serviceLevel)) return serviceLevelDiffers(ticket)
  const refused = neverDue(ticket, scheduledAt, serviceLevel)
  if (refused !== undefined) return refused
  return appointed(visitId, visit, (span) =>
    accept(
      inSteps(state, [
        breachesBefore(scheduledAt),
        recording({ type: 'VisitScheduled', data: { ...visit, trace: appointmentTrace(visit, span) } }),
        startArrivalClock(scheduledAt, serviceLevel),
        breachesBefore(scheduledAt),
      ]),
    ),
  )
}

export const confirmVisit = ({ data }: ConfirmVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onOpenVisit(
    state,
    data.visitId,
    (visit) =>
      underWay(visit) ?? beforeAppointment(visit, data.confirmedAt) ?? accept([{ type: 'VisitConfirmed', data }]),
  )

/** The technician has to be found anew, and what the customer confirmed was another appointment. */
export const rescheduleVisit = ({ data }: RescheduleVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onOpenVisit(state, data.visitId, (visit) => {
    const { visitId, rescheduledAt } = data
    const { appointment, scheduled } = visit
    const refused = underWay(visit) ?? beforeAppointment(visit, rescheduledAt)
    if (refused !== undefined) return refused
    const asked = appointmentOf(data)
    if (sameContent(withoutNames(appointment), withoutNames(asked)) && visit.hold !== 'refused') return alreadyDone
    const { product } = scheduled
    const judged = { ...asked, product, certification: data.certification }
    return appointed(visitId, judged, (span) =>
      accept([
        {
          type: 'VisitRescheduled',
          data: {
            ...data,
            round: (visit.round + 1) as PositiveInteger,
            previous: appointment,
            trace: appointmentTrace(judged, span),
          },
        },
      ]),
    )
  })

/** By the customer's wish nobody is waited for; by ours they wait on, and the clock does too. */
export const cancelVisit = ({ data }: CancelVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onOpenVisit(state, data.visitId, (visit, living) => {
    const { because, cancelledBy, cancelledAt, serviceLevel } = data
    if (!isInForce(living.ticket, serviceLevel)) return serviceLevelDiffers(living.ticket)
    const refused = underWay(visit) ?? beforeAppointment(visit, cancelledAt)
    if (refused !== undefined) return refused
    return accept(
      inSteps(living, [
        breachesBefore(cancelledAt),
        recording({ type: 'VisitCancelled', data: { ...endedVisit(visit), because, cancelledBy, cancelledAt } }),
        ...(cancelledBy.kind === 'customer' ? [withdrawArrivalClocks(cancelledAt, serviceLevel)] : []),
      ]),
    )
  })

/** A ticket that is cancelled, or is spam, takes the visits with it that nobody arrived at. */
export const cancelOpenVisits =
  (because: NonEmptyText, cancelledBy: Actor, cancelledAt: Instant): Step =>
  ({ ticket }) =>
    openVisitsOf(ticket).map(
      (visit): ServiceTicketEvent => ({
        type: 'VisitCancelled',
        data: { ...endedVisit(visit), because, cancelledBy, cancelledAt },
      }),
    )

/** The visits at which somebody is right now. */
export const visitsUnderWay = (ticket: Ticket): ReadonlyArray<VisitId> =>
  openVisitsOf(ticket).flatMap(({ arrived, scheduled }) => (arrived === undefined ? [] : [scheduled.visitId]))

/** Whether somebody may come then at all: the window has some time, and the technician is certified on its day. */
const appointed = (
  visitId: VisitId,
  asked: AppointmentAsked,
  decideOn: (span: WindowSpan) => ServiceTicketDecision,
): ServiceTicketDecision => {
  const { window, performer } = asked
  const span = spanOfWindow(window)
  if (span === undefined) return reject({ reason: 'VisitWindowEmpty', visitId, window })
  const missing = uncertifiedSkills(asked)
  return performer.kind === 'in-house' && missing.length > 0
    ? reject({ reason: 'TechnicianNotCertified', technicianId: performer.technicianId, missing, on: window.on })
    : decideOn(span)
}

const appointmentOf = ({
  window,
  performer,
  requiredSkills,
  travelMinutes,
}: RescheduleVisit['data']): AppointmentAsked => ({
  window,
  performer,
  requiredSkills,
  ...(travelMinutes === undefined ? {} : { travelMinutes }),
})

const isRepeated = (
  { trace: _, ...known }: VisitScheduled['data'],
  asked: Omit<ScheduleVisit['data'], 'serviceLevel'>,
): boolean => sameContent(withoutNames(known), withoutNames(asked))
