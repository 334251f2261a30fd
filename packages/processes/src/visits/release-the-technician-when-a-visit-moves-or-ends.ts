import {
  type Appointment,
  type ReleaseTechnician,
  technicianDayAggregate,
  type VisitCancelled,
  type VisitCompleted,
  type VisitNoShowRecorded,
  type VisitRescheduled,
} from '@aftersale/domain'
import type { PositiveInteger } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'
import { dayOf } from './day-of-an-appointment.js'

/** The technician's day has the time back of an appointment that is moved or has ended; of one that is done, the rest of it. */
export const releaseTheTechnicianWhenAVisitMovesOrEnds = onDomainEvents({
  name: 'release-the-technician-when-a-visit-moves-or-ends',
  reactsTo: ['VisitRescheduled', 'VisitCancelled', 'VisitNoShowRecorded', 'VisitCompleted'],
  react: ({ event }) => {
    const { appointment, ...release } = givenUp(event)
    const day = dayOf(appointment)
    if (day === undefined) return nothing
    const { serviceTicketId, visitId } = event.data
    const { technicianDayId } = day
    return issue(
      technicianDayAggregate,
      technicianDayId,
      { type: 'ReleaseTechnician', data: { technicianDayId, serviceTicketId, visitId, ...release } },
      // Never booked, since the day refused it: then nothing is held.
      { whenRejected: ({ reason }) => (reason === 'BookingUnknown' ? nothing : undefined) },
    )
  },
})

type GivenUp = Pick<ReleaseTechnician['data'], 'round' | 'because' | 'releasedAt'> & {
  readonly appointment: Appointment
}

const givenUp = (event: VisitRescheduled | VisitCancelled | VisitNoShowRecorded | VisitCompleted): GivenUp => {
  switch (event.type) {
    case 'VisitRescheduled': {
      const { previous: appointment, round, rescheduledAt: releasedAt } = event.data
      return { appointment, round: (round - 1) as PositiveInteger, because: 'moved', releasedAt }
    }
    case 'VisitCancelled': {
      const { appointment, round, cancelledAt: releasedAt } = event.data
      return { appointment, round, because: 'cancelled', releasedAt }
    }
    case 'VisitNoShowRecorded': {
      const { appointment, round, noShowAt: releasedAt } = event.data
      return { appointment, round, because: 'no-show', releasedAt }
    }
    case 'VisitCompleted': {
      const { appointment, round, completedAt: releasedAt } = event.data
      return { appointment, round, because: 'completed', releasedAt }
    }
  }
}
