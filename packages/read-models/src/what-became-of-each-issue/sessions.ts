import type { Moment } from '../moment.js'
import type { Contact, TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import type { ContactSession } from './issue-fact.js'

/**
 * What the customer asked, and where the desk reached out, on these tickets. A contact heard of twice (recorded again on
 * the ticket that stayed, or on the follow-up) is one, and the contacts of one session are one session.
 */
export const contactsOf = (
  tickets: ReadonlyArray<TicketHistory>,
): { readonly sessions: ReadonlyArray<ContactSession>; readonly outbound: ReadonlyArray<Moment> } => {
  const recorded = tickets.flatMap(({ contacts }) => contacts)
  // The contact that asked for a follow-up ticket stands in for the record of it, and only where that is missing.
  const heard = [...recorded, ...tickets.flatMap(({ contactsToFollowUp }) => contactsToFollowUp)]
  const contacts = onceEach(heard)

  return {
    sessions: sessionsOf(contacts.filter(({ sort }) => sort === 'request')),
    outbound: contacts.flatMap(({ sort, at, eventId }) => (sort === 'outbound' ? [{ at, eventId }] : [])),
  }
}

const onceEach = (heard: ReadonlyArray<Contact>): ReadonlyArray<Contact> => {
  if (heard.length < 2) return heard
  const byId = new Map<string, Contact>()
  for (const contact of heard) if (!byId.has(contact.contactId)) byId.set(contact.contactId, contact)
  return [...byId.values()].sort((left, right) => left.at - right.at)
}

const sessionsOf = (requests: ReadonlyArray<Contact>): ReadonlyArray<ContactSession> => {
  const sameAs = joined(requests)
  const bySession = new Map<string, ReadonlyArray<Contact>>()
  for (const request of requests) {
    const sessionId = sameAs(request.sessionId)
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), request])
  }
  return [...bySession].flatMap(([sessionId, contacts]) => {
    const first = contacts[0]
    if (first === undefined) return []
    const { at, eventId, channel, category, subcategory } = first
    return [
      {
        at,
        eventId,
        sessionId,
        channel,
        category,
        subcategory,
        contacts: contacts.map((contact): Moment => ({ at: contact.at, eventId: contact.eventId })),
      },
    ]
  })
}

/** The one name of sessions that a late contact showed to be the same. */
const joined = (requests: ReadonlyArray<Contact>): ((sessionId: string) => string) => {
  const sameAs = new Map<string, string>()
  const nameOf = (sessionId: string): string => {
    const other = sameAs.get(sessionId)
    return other === undefined ? sessionId : nameOf(other)
  }
  for (const { sessionId, joins } of requests) {
    for (const join of joins) {
      const [name, other] = [nameOf(sessionId), nameOf(join)]
      if (name !== other) sameAs.set(other, name)
    }
  }
  return nameOf
}
