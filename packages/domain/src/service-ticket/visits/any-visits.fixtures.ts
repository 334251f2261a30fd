import type { Instant } from '@aftersale/messages'
import * as fc from 'fast-check'
import type { Intent } from '../intent.fixtures.js'
import { agent, count, resolve } from '../service-ticket.fixtures.js'
import type { ServiceTicketState } from '../state.js'
import type { VisitId } from '../visit-id.js'
import { type Visit, visitOf } from './visit.js'
import * as usual from './visits.fixtures.js'
import { inHouse, otherVisitId, provider, quentin, visitId, windowOn } from './visits.fixtures.js'

export const anyVisitNumber = fc.constantFrom(visitId, otherVisitId)

const morningOf = (instant: Instant) => windowOn(instant.slice(0, 10), '06:30', '12:00')
const allDayOf = (instant: Instant) => windowOn(instant.slice(0, 10), '00:00', '24:00')
const certification = usual.evidenceOf([usual.drumCertificate], quentin)

const roundOf = (state: ServiceTicketState, id: VisitId) =>
  (state.status === 'not-opened' ? undefined : visitOf(state.ticket, id)?.round) ?? count(1)

/** What may be said of a visit, at the right time and at the wrong one. */
export const visitSteps = (id: VisitId): ReadonlyArray<Intent> => [
  (serviceLevel, scheduledAt, later) =>
    usual.scheduleVisit({ visitId: id, serviceLevel, scheduledAt, window: morningOf(later) }),
  (serviceLevel, scheduledAt, later) =>
    usual.scheduleVisit({ visitId: id, serviceLevel, scheduledAt, window: allDayOf(later) }),
  (serviceLevel, scheduledAt, later) =>
    usual.scheduleVisit({ visitId: id, serviceLevel, scheduledAt, window: morningOf(later), performer: provider }),
  (_, confirmedAt) => usual.confirmVisit({ visitId: id, confirmedAt }),
  (_, rescheduledAt, later) => usual.rescheduleVisit({ visitId: id, rescheduledAt, window: allDayOf(later) }),
  (_, rescheduledAt, later) =>
    usual.rescheduleVisit({
      visitId: id,
      rescheduledAt,
      window: morningOf(later),
      performer: inHouse(quentin),
      certification,
    }),
  (_, heldAt, __, state) => usual.confirmTechnician({ visitId: id, heldAt, round: roundOf(state, id) }),
  (_, heldAt, __, state) => usual.confirmTechnician({ visitId: id, heldAt, round: roundOf(state, id) }),
  (_, heldAt) => usual.confirmTechnician({ visitId: id, heldAt }),
  (_, refusedAt, __, state) => usual.refuseTechnician({ visitId: id, refusedAt, round: roundOf(state, id) }),
  (_, setOutAt) => usual.setOut({ visitId: id, setOutAt }),
  (serviceLevel, arrivedAt) => usual.arrive({ visitId: id, serviceLevel, arrivedAt }),
  (_, completedAt) => usual.completeVisit({ visitId: id, completedAt }),
  (serviceLevel, noShowAt) => usual.recordNoShow({ visitId: id, serviceLevel, noShowAt }),
  (serviceLevel, noShowAt) => usual.recordNoShow({ visitId: id, serviceLevel, noShowAt, party: 'technician' }),
  (serviceLevel, cancelledAt) => usual.cancelVisit({ visitId: id, serviceLevel, cancelledAt }),
  (serviceLevel, cancelledAt) => usual.cancelVisit({ visitId: id, serviceLevel, cancelledAt, cancelledBy: agent }),
]

/** What the ticket's visits wait for, so that some come to their end, and the ticket after them. */
export const nextOfVisit: Intent = (serviceLevel, now, later, state) => {
  const visits = state.status === 'not-opened' ? [] : (state.ticket.visits ?? [])
  const open = visits.find(({ end }) => end === undefined)
  if (open !== undefined) return nextOf(open, now, later)(serviceLevel, now, later, state)
  return visits.length < 2
    ? usual.scheduleVisit({
        visitId: visits.length === 0 ? visitId : otherVisitId,
        serviceLevel,
        scheduledAt: now,
        window: allDayOf(now),
      })
    : resolve({ serviceLevel, resolvedAt: now })
}

const nextOf =
  ({ scheduled, hold, arrived, round }: Visit, now: Instant, later: Instant): Intent =>
  (serviceLevel) => {
    const id = scheduled.visitId
    if (hold === 'asked') return usual.confirmTechnician({ visitId: id, round, heldAt: now })
    if (hold === 'refused') {
      return usual.rescheduleVisit({ visitId: id, rescheduledAt: now, window: morningOf(later) })
    }
    return arrived === undefined
      ? usual.arrive({ visitId: id, serviceLevel, arrivedAt: now })
      : usual.completeVisit({ visitId: id, completedAt: now })
  }
