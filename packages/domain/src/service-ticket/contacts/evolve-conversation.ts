import type { ContactRecorded, CustomerReplied } from '../events.js'
import type { Ticket } from '../state.js'

/** The texts are left out: no rule needs them, and they may be forgotten one day. */
export const evolveConversation = (ticket: Ticket, event: ContactRecorded | CustomerReplied): Ticket => {
  if (event.type === 'CustomerReplied') {
    const { text: _, ...data } = event.data
    return { ...ticket, conversation: [...ticket.conversation, { type: 'CustomerReplied', data }] }
  }
  const { text: _, ...data } = event.data
  return {
    ...ticket,
    ...(isOpening(ticket, event) ? { openingContact: data } : {}),
    conversation: [...ticket.conversation, { type: 'ContactRecorded', data }],
  }
}

/** Recorded right after the opening, of the same instant. */
const isOpening = ({ revision, opening }: Ticket, { data }: ContactRecorded): boolean =>
  revision === 1 && data.contactedAt === opening.openedAt
