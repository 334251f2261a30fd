import { assetAggregate, serviceTicketAggregate } from '@aftersale/domain'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'
import { isNoSlotOfTheVisit } from './slot-of-a-visit.js'

const NAME = 'book-the-slot-of-a-scheduled-visit'

/**
 * A visit that is scheduled for a slot of maintenance has it, unless another visit does: then who scheduled it reads so on
 * the ticket. Moved, it keeps the slot.
 */
export const bookTheSlotOfAScheduledVisit = onDomainEvents({
  name: NAME,
  reactsTo: ['VisitScheduled'],
  react: ({ event: { data }, metadata: { recordedAt } }) => {
    const { serviceTicketId, visitId, maintenance, scheduledAt } = data
    if (maintenance === undefined) return nothing
    return issue(
      assetAggregate,
      maintenance.assetId,
      { type: 'BookMaintenance', data: { ...maintenance, visitId, bookedAt: scheduledAt } },
      {
        whenRejected: ({ reason }) =>
          isNoSlotOfTheVisit(reason)
            ? issue(serviceTicketAggregate, serviceTicketId, {
                type: 'AddNote',
                data: {
                  serviceTicketId,
                  noteId: `no-slot-${visitId}` as NonEmptyText,
                  text: `Slot ${maintenance.slot} of ${maintenance.scheduleId} is not booked for this visit: ${reason}`,
                  notedBy: { kind: 'system', id: NAME } as Actor,
                  notedAt: recordedAt,
                },
              })
            : undefined,
      },
    )
  },
})
