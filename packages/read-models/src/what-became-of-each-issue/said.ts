import { none } from '../appended.js'
import type { Contact, TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'

/** A contact, and the ticket on which it was told. */
export interface Said {
  readonly ticket: TicketHistory
  readonly contact: Contact
}

/**
 * Every contact once, in order of time. A contact's id is unique within its ticket; on two tickets it is the same contact
 * only where the history says so: one was rerouted, or came too late to reopen its ticket and was recorded on the follow-up.
 */
export const onceEach = (
  tickets: ReadonlyArray<TicketHistory>,
  followersOf: (ticketId: string) => ReadonlyArray<TicketHistory>,
): ReadonlyArray<Said> => {
  const said: Array<Said> = []
  for (const ticket of tickets) {
    for (const contact of ticket.contacts) said.push({ ticket, contact })
    for (const contact of notRecorded(ticket, followersOf)) said.push({ ticket, contact })
  }
  if (said.length < 2) return said
  const byName = new Map<string, Said>()
  for (const one of said.sort(inOrderOfTime)) {
    const name = nameOf(one, tickets)
    if (!byName.has(name)) byName.set(name, one)
  }
  return [...byName.values()]
}

/** A contact that asked for a follow-up ticket stands in for the record of it, and only where there is none. */
const notRecorded = (
  { serviceTicketId, contacts, contactsToFollowUp }: TicketHistory,
  followersOf: (ticketId: string) => ReadonlyArray<TicketHistory>,
): ReadonlyArray<Contact> => {
  if (contactsToFollowUp.length === 0) return none()
  const recorded = [...contacts, ...followersOf(serviceTicketId).flatMap((follower) => follower.contacts)]
  const ids = new Set(recorded.map(({ contactId }) => contactId))
  return contactsToFollowUp.filter(({ contactId }) => !ids.has(contactId))
}

const nameOf = ({ ticket, contact: { contactId } }: Said, tickets: ReadonlyArray<TicketHistory>): string => {
  const { opened, rerouted, serviceTicketId } = ticket
  const followed = opened?.followsUp
  if (
    followed !== undefined &&
    tickets.some(
      (other) =>
        other.serviceTicketId === followed && other.contactsToFollowUp.some((late) => late.contactId === contactId),
    )
  ) {
    return `${followed} ${contactId}`
  }
  const elsewhere = rerouted.length === 0 ? undefined : rerouted.find((other) => other.contactId === contactId)
  return `${elsewhere?.to ?? serviceTicketId} ${contactId}`
}

/** At the same time by id: which of two was heard of first doesn't matter. */
const inOrderOfTime = ({ contact: left }: Said, { contact: right }: Said): number =>
  left.at - right.at ||
  (left.contactId === right.contactId ? 0 : left.contactId < right.contactId ? -1 : 1) ||
  (left.eventId < right.eventId ? -1 : 1)
