import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, millisecondsBetween } from '@aftersale/messages'
import { durationOf } from '../../calendar/duration.js'
import type { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { stopArrivalClocks } from '../clock/arrival-clock.js'
import { breachesBefore } from '../clock/run-clocks.js'
import type { ArriveAtVisit, CompleteVisit, MissVisitWindow, RecordNoShow, SetOutForVisit } from '../commands.js'
import type { ServiceTicketEvent, VisitArrived, VisitWindowMissed } from '../events.js'
import { inSteps, recording, type Step } from '../in-steps.js'
import { isLiving, type OpenedTicket, type ServiceTicketState } from '../state.js'
import { appointedAt, type Visit, visitOf } from '../visits/visit.js'
import { arrivalTrace } from '../visits/visit-trace.js'
import { spanOfWindow, type WindowSpan } from '../visits/visit-window.js'
import { beforeAppointment, endedVisit, notHeld, onOpenVisit, underWay } from './on-visit.js'
import { gone, isInForce, type ServiceTicketDecision, serviceLevelDiffers } from './refusals.js'

export const setOut = ({ data }: SetOutForVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onOpenVisit(state, data.visitId, (visit) => {
    const refused = underWay(visit) ?? notHeld(visit) ?? beforeAppointment(visit, data.setOutAt)
    if (refused !== undefined) return refused
    const before = visit.setOuts.find(({ setOutAt }) => setOutAt >= appointedAt(visit))
    return before === undefined
      ? accept([{ type: 'VisitEnRoute', data }])
      : reject({ reason: 'AlreadySetOut', visitId: data.visitId, setOutAt: before.setOutAt })
  })

/** Counts from when it happened, however late it is heard of: in time it meets the clock, and the window, all the same. */
export const arrive = ({ data }: ArriveAtVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onSite(state, data, data.arrivedAt, (visit, span, opened) => {
    const { serviceTicketId, visitId, arrivedAt, serviceLevel } = data
    const refused = underWay(visit) ?? notHeld(visit) ?? beforeAppointment(visit, arrivedAt)
    if (refused !== undefined) return refused
    const timing = timingOf(arrivedAt, span)
    const arrived: VisitArrived = {
      type: 'VisitArrived',
      data: {
        serviceTicketId,
        visitId,
        ...timing,
        arrivedAt,
        trace: arrivalTrace(arrivedAt, span, timing.timing),
      },
    }
    return accept(comingAt(opened, visit, span, arrivedAt, arrived, serviceLevel))
  })

export const completeVisit = ({ data }: CompleteVisit, state: ServiceTicketState): ServiceTicketDecision =>
  onOpenVisit(state, data.visitId, (visit) => {
    const { visitId, outcome, parts, labourMinutes, photos, signature, completedAt } = data
    if (visit.arrived === undefined) return reject({ reason: 'VisitNotArrived', visitId })
    const { arrivedAt: takenAt } = visit.arrived
    if (completedAt < takenAt) return reject({ reason: 'HappenedBeforeVisitStep', visitId, step: 'arrival', takenAt })
    return accept([
      {
        type: 'VisitCompleted',
        data: {
          ...endedVisit(visit),
          outcome,
          parts,
          labourMinutes,
          ...(photos === undefined ? {} : { photos }),
          ...(signature === undefined ? {} : { signature }),
          completedAt,
        },
      },
    ])
  })

/**
 * That the customer was not there is known to who came: the clock to somebody's arrival is met by it. That the technician
 * was not there is known once the window is over.
 */
export const recordNoShow = ({ data }: RecordNoShow, state: ServiceTicketState): ServiceTicketDecision =>
  onSite(state, data, data.noShowAt, (visit, span, opened) => {
    const { party, recordedBy, noShowAt, serviceLevel } = data
    const refused = beforeAppointment(visit, noShowAt) ?? noShowFault(visit, party, noShowAt, span)
    if (refused !== undefined) return refused
    const absent: ServiceTicketEvent = {
      type: 'VisitNoShowRecorded',
      data: { ...endedVisit(visit), party, recordedBy, noShowAt },
    }
    if (party === 'customer') return accept(comingAt(opened, visit, span, noShowAt, absent, serviceLevel))
    return accept(
      inSteps(opened, [breachesBefore(noShowAt), windowMissedBefore(visit, span, noShowAt), recording(absent)]),
    )
  })

const noShowFault = (
  visit: Visit,
  party: RecordNoShow['data']['party'],
  noShowAt: Instant,
  { startsAt, endsAt }: WindowSpan,
): ServiceTicketDecision | undefined => {
  const { visitId } = visit.scheduled
  if (party === 'technician') {
    return (
      underWay(visit) ??
      (noShowAt < endsAt ? reject({ reason: 'VisitWindowStillOpen', visitId, openUntil: endsAt }) : undefined)
    )
  }
  if (visit.arrived !== undefined && noShowAt < visit.arrived.arrivedAt) {
    const { arrivedAt: takenAt } = visit.arrived
    return reject({ reason: 'HappenedBeforeVisitStep', visitId, step: 'arrival', takenAt })
  }
  return (
    notHeld(visit) ??
    (noShowAt < startsAt ? reject({ reason: 'VisitWindowNotYetOpen', visitId, opensAt: startsAt }) : undefined)
  )
}

/** Does nothing where somebody came, or the visit was moved or has ended meanwhile, or the ticket was removed. */
export const missVisitWindow = ({ data }: MissVisitWindow, state: ServiceTicketState): ServiceTicketDecision => {
  if (state.status === 'not-opened') return gone(state)
  const { visitId, round, dueAt } = data
  const visit = visitOf(state.ticket, visitId)
  if (visit === undefined) return reject({ reason: 'VisitUnknown', visitId })
  return isLiving(state) && visit.round === round && windowDueOf(visit) === dueAt
    ? accept([windowMissed(visit, dueAt)])
    : alreadyDone
}

/** The end of the window, while it is still to be seen whether anybody comes. */
export const windowDueOf = (visit: Visit): Instant | undefined =>
  visit.end === undefined && visit.arrived === undefined && !isWindowMissed(visit)
    ? spanOfWindow(visit.appointment.window)?.endsAt
    : undefined

const isWindowMissed = ({ missed, round }: Visit): boolean => missed.some((window) => window.round === round)

const windowMissed = ({ scheduled, round }: Visit, missedAt: Instant): VisitWindowMissed => ({
  type: 'VisitWindowMissed',
  data: { serviceTicketId: scheduled.serviceTicketId, visitId: scheduled.visitId, round, missedAt },
})

/** A window that was over by then and not recorded as missed, is so first, at its own instant. */
const windowMissedBefore =
  (visit: Visit, { endsAt }: WindowSpan, instant: Instant): Step =>
  () =>
    visit.arrived === undefined && endsAt < instant && !isWindowMissed(visit) ? [windowMissed(visit, endsAt)] : []

const comingAt = (
  state: OpenedTicket,
  visit: Visit,
  span: WindowSpan,
  instant: Instant,
  told: ServiceTicketEvent,
  level: ServiceLevelPolicy,
): ReadonlyArray<ServiceTicketEvent> =>
  inSteps(state, [
    breachesBefore(instant),
    windowMissedBefore(visit, span, instant),
    recording(told),
    ...(visit.arrived === undefined ? [stopArrivalClocks(instant, level)] : []),
  ])

/** Of an open visit with the policy in force, and the instants of its window. */
const onSite = (
  state: ServiceTicketState,
  { visitId, serviceLevel }: ArriveAtVisit['data'] | RecordNoShow['data'],
  instant: Instant,
  decideOn: (visit: Visit, span: WindowSpan, state: OpenedTicket) => ServiceTicketDecision,
): ServiceTicketDecision =>
  onOpenVisit(state, visitId, (visit, living) => {
    if (!isInForce(living.ticket, serviceLevel)) return serviceLevelDiffers(living.ticket)
    // A window that is none any more, by other time-zone data than it was booked under, is the instant itself.
    const span = spanOfWindow(visit.appointment.window) ?? { startsAt: instant, endsAt: instant }
    return decideOn(visit, span, living)
  })

const timingOf = (
  arrivedAt: Instant,
  { startsAt, endsAt }: WindowSpan,
): Pick<VisitArrived['data'], 'timing' | 'outsideBy'> => {
  if (arrivedAt < startsAt) return { timing: 'early', outsideBy: durationOf(millisecondsBetween(arrivedAt, startsAt)) }
  if (arrivedAt > endsAt) return { timing: 'late', outsideBy: durationOf(millisecondsBetween(endsAt, arrivedAt)) }
  return { timing: 'in-window' }
}
