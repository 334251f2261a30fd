import type { AbsorbedTicketReleased, ContactsReturned, ServiceTicketSplit } from '../events.js'
import type { Ticket } from '../state.js'

/** What a ticket has no more: contacts that went to another one, and a ticket that it had absorbed. */
export const evolveSeparation = (
  ticket: Ticket,
  event: ServiceTicketSplit | AbsorbedTicketReleased | ContactsReturned,
): Ticket => {
  switch (event.type) {
    case 'ServiceTicketSplit': {
      const contactIds = event.data.contacts.map(({ contactId }) => contactId)
      return { ...withoutContacts(ticket, contactIds), splits: [...(ticket.splits ?? []), event.data] }
    }
    case 'ContactsReturned':
      return {
        ...withoutContacts(ticket, event.data.contactIds),
        contactReturns: [...(ticket.contactReturns ?? []), event.data],
      }
    case 'AbsorbedTicketReleased': {
      const { absorbedTicketId, requestedAtRevision } = event.data
      return {
        ...ticket,
        absorbed: ticket.absorbed.map((one) =>
          one.ticketId === absorbedTicketId && one.requestedAtRevision === requestedAtRevision
            ? { ...one, isReleased: true }
            : one,
        ),
        releases: [...(ticket.releases ?? []), event.data],
      }
    }
  }
}

const withoutContacts = (
  ticket: Ticket,
  contactIds: ReadonlyArray<NonNullable<Ticket['movedAway']>[number]>,
): Ticket => ({
  ...ticket,
  conversation: ticket.conversation.filter(
    (said) => said.type !== 'ContactRecorded' || !contactIds.includes(said.data.contactId),
  ),
  movedAway: [...(ticket.movedAway ?? []), ...contactIds],
})
