import { serviceTicketAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'

/** Who falls sick is held by no visit any more: each of those that a day gave up is to be rescheduled. */
export const tellTheTicketWhenItsTechnicianIsOut = onDomainEvents({
  name: 'tell-the-ticket-when-its-technician-is-out',
  reactsTo: ['TechnicianReleased'],
  react: ({ event: { data }, stream }) => {
    const { serviceTicketId, visitId, round, because, releasedAt: refusedAt } = data
    if (because !== 'technician-out') return nothing
    const [dayStream, cause] = [stream as NonEmptyText, because as string as NonEmptyText]
    return issue(
      serviceTicketAggregate,
      serviceTicketId,
      { type: 'RefuseTechnician', data: { serviceTicketId, visitId, round, dayStream, because: cause, refusedAt } },
      // Moved, ended or under way by then: nobody is to be found for it.
      { whenRejected: ({ reason }) => (reason === 'TicketNotOpened' ? undefined : nothing) },
    )
  },
})
