import { serviceTicketAggregate } from '@aftersale/domain'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'
import { faultTicketIdOf } from './fault-of-a-ticket.js'

/** That a device reports itself well again is news to whoever works on its fault. It closes nothing. */
export const noteTheRecoveryOfAFaultOnItsTicket = onDomainEvents({
  name: 'note-the-recovery-of-a-fault-on-its-ticket',
  reactsTo: ['AssetFaultRecovered'],
  react: ({ event: { data }, metadata: { eventId, recordedAt } }) => {
    const { assetId, faultId, faultCode, recoveredAt } = data
    const serviceTicketId = faultTicketIdOf(faultId)
    return issue(
      serviceTicketAggregate,
      serviceTicketId,
      {
        type: 'AddNote',
        data: {
          serviceTicketId,
          noteId: `recovered-${eventId}` as NonEmptyText,
          text: `${faultCode} is reported no more since ${recoveredAt}`,
          notedBy: { kind: 'device', id: assetId as string as NonEmptyText } as Actor,
          notedAt: recordedAt,
        },
      },
      // Closed before it had a ticket.
      { whenRejected: ({ reason }) => (reason === 'TicketNotOpened' ? nothing : undefined) },
    )
  },
})
