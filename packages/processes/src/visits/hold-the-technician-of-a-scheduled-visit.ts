import {
  type BookTechnician,
  openVisitsOf,
  type ServiceTicketState,
  serviceTicketAggregate,
  spanOfWindow,
  type TechnicianDayRejection,
  technicianDayAggregate,
  type VisitRescheduled,
  type VisitScheduled,
} from '@aftersale/domain'
import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import type { Occurrence } from '../process.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { dayOf, dayStreamBeside, isBooked } from './day-of-an-appointment.js'

/**
 * The technician's day is asked for the time of an appointment, and its ticket is told what it answered. Where the visit
 * was moved or has ended before that, the time is given back at once: no booking is left that no ticket knows of.
 */
export const holdTheTechnicianOfAScheduledVisit = onDomainEvents({
  name: 'hold-the-technician-of-a-scheduled-visit',
  reactsTo: ['VisitScheduled', 'VisitRescheduled'],
  react: (occurrence) => {
    const asked = askedBy(occurrence.event)
    if (asked === undefined) return nothing
    return lookAt(serviceTicketAggregate, asked.serviceTicketId, ({ state }) =>
      isAwaited(state, asked) ? book(occurrence, asked) : nothing,
    )
  },
})

type Asked = BookTechnician['data']

const askedBy = (event: VisitScheduled | VisitRescheduled): Asked | undefined => {
  const { serviceTicketId, visitId, travelMinutes } = event.data
  const [day, span] = [dayOf(event.data), spanOfWindow(event.data.window)]
  if (day === undefined || span === undefined) return undefined
  const [round, bookedAt] =
    event.type === 'VisitScheduled' ? [FIRST, event.data.scheduledAt] : [event.data.round, event.data.rescheduledAt]
  return {
    ...day,
    visitId,
    round,
    serviceTicketId,
    from: span.startsAt,
    until: span.endsAt,
    ...(travelMinutes === undefined ? {} : { travelMinutes }),
    bookedAt,
  }
}

const FIRST = 1 as PositiveInteger

/** Whether that is still the appointment that counts, and was not answered by a no. */
const isAwaited = (state: ServiceTicketState, { visitId, round }: Asked): boolean =>
  state.status !== 'not-opened' &&
  openVisitsOf(state.ticket).some(
    ({ scheduled, round: current, hold }) => scheduled.visitId === visitId && current === round && hold !== 'refused',
  )

const book = (occurrence: Occurrence<unknown>, asked: Asked): Reaction =>
  issue(
    technicianDayAggregate,
    asked.technicianDayId,
    { type: 'BookTechnician', data: asked },
    {
      whenCarriedOut: () =>
        lookAt(technicianDayAggregate, asked.technicianDayId, ({ state, revision }) =>
          // Given up again by then, as by a sickness: whoever gave it up tells the ticket.
          revision !== 'no-stream' && isBooked(state, asked) ? confirm(occurrence, asked, revision) : nothing,
        ),
      whenRejected: ({ reason }) => (answersTheAsker(reason) ? refuse(occurrence, asked, reason) : undefined),
    },
  )

/** What the day says about that time; anything else is a mistake of who asks, and for people. */
const answersTheAsker = (reason: TechnicianDayRejection['reason']): boolean =>
  reason === 'TechnicianBusy' ||
  reason === 'TechnicianOut' ||
  reason === 'WindowBeyondTheDay' ||
  reason === 'DayKeptInAnotherZone' ||
  reason === 'BookedInLaterRound'

const confirm = (occurrence: Occurrence<unknown>, asked: Asked, revision: number): Reaction => {
  const { serviceTicketId, visitId, round, technicianDayId, bookedAt } = asked
  const dayStream = dayStreamBeside(occurrence, technicianDayId)
  return issue(
    serviceTicketAggregate,
    serviceTicketId,
    { type: 'ConfirmTechnician', data: { serviceTicketId, visitId, round, dayStream, revision, heldAt: bookedAt } },
    { whenRejected: () => giveBack(asked, bookedAt) },
  )
}

const giveBack = ({ technicianDayId, serviceTicketId, visitId, round }: Asked, releasedAt: Instant): Reaction =>
  issue(technicianDayAggregate, technicianDayId, {
    type: 'ReleaseTechnician',
    data: { technicianDayId, serviceTicketId, visitId, round, because: 'refused', releasedAt },
  })

const refuse = (occurrence: Occurrence<unknown>, asked: Asked, reason: string): Reaction => {
  const { serviceTicketId, visitId, round, technicianDayId, bookedAt } = asked
  const dayStream = dayStreamBeside(occurrence, technicianDayId)
  const because = reason as NonEmptyText
  return issue(
    serviceTicketAggregate,
    serviceTicketId,
    { type: 'RefuseTechnician', data: { serviceTicketId, visitId, round, dayStream, because, refusedAt: bookedAt } },
    // Moved or ended meanwhile: nobody waits for the answer.
    { whenRejected: () => nothing },
  )
}
