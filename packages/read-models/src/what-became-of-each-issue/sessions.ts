import type { Channel } from '@aftersale/domain/events'
import { mapped, none } from '../appended.js'
import type { Moment } from '../moment.js'
import type { Contact, TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import type { ContactSession } from './issue-fact.js'
import { onceEach, type Said } from './said.js'
import { isSameSession } from './same-session.js'

export interface Contacts {
  readonly sessions: ReadonlyArray<ContactSession>
  readonly outbound: ReadonlyArray<Moment>
  readonly deviceAlerts: ReadonlyArray<Moment>
}

/** What the customer asked, where the desk reached out, and what devices reported, on these tickets. */
export const contactsOf = (
  tickets: ReadonlyArray<TicketHistory>,
  followersOf: (ticketId: string) => ReadonlyArray<TicketHistory>,
): Contacts => {
  const said = onceEach(tickets, followersOf)
  const requests = said.every(({ contact }) => contact.sort === 'request')
    ? said
    : said.filter(({ contact }) => contact.sort === 'request')
  return {
    sessions: sessionsOf(requests),
    outbound: momentsOf(said, 'outbound'),
    deviceAlerts: momentsOf(said, 'alert'),
  }
}

const momentsOf = (said: ReadonlyArray<Said>, sort: Contact['sort']): ReadonlyArray<Moment> =>
  said.some(({ contact }) => contact.sort === sort)
    ? said.flatMap(({ contact }) => (contact.sort === sort ? [momentOf(contact)] : []))
    : none()

const momentOf = ({ at, eventId }: Contact): Moment => ({ at, eventId })

const momentSaid = ({ contact }: Said): Moment => momentOf(contact)

interface SessionOn {
  readonly customerId: string | undefined
  readonly session: ContactSession
}

const sessionsOf = (requests: ReadonlyArray<Said>): ReadonlyArray<ContactSession> => {
  const [first] = requests
  if (first === undefined) return none()
  if (requests.length === 1) return [sessionFrom([first])]

  const byTicket = new Map<TicketHistory, Array<Said>>()
  for (const request of requests) {
    const known = byTicket.get(request.ticket)
    if (known === undefined) byTicket.set(request.ticket, [request])
    else known.push(request)
  }
  const sessions = [...byTicket].flatMap(([ticket, ofTicket]) => {
    const customerId = ticket.opened?.customerId
    return sessionsOnOneTicket(ticket, ofTicket).map((session): SessionOn => ({ customerId, session }))
  })
  const apart = byTicket.size === 1 ? sessions : acrossTickets(sessions)
  return apart.map(({ session }) => session).sort((left, right) => left.at - right.at)
}

/** Contacts stored as one session, or joined later, are one; an answer in between makes two of them. */
const sessionsOnOneTicket = (ticket: TicketHistory, requests: ReadonlyArray<Said>): ReadonlyArray<ContactSession> => {
  const sameAs = joined(requests)
  const stored = new Map<string, Array<Said>>()
  for (const request of requests) {
    const name = sameAs(request.contact.sessionId)
    const known = stored.get(name)
    if (known === undefined) stored.set(name, [request])
    else known.push(request)
  }
  return [...stored.values()].flatMap((together) => {
    const parts: Array<Array<Said>> = []
    for (const request of together) {
      const part = parts.at(-1)
      const last = part?.at(-1)
      if (part === undefined || last === undefined || isAnsweredBetween(ticket, last.contact, request.contact)) {
        parts.push([request])
      } else part.push(request)
    }
    return parts.map(sessionFrom)
  })
}

const untilAnswered: ReadonlySet<Channel | undefined> = new Set<Channel>(['email', 'social', 'forum'])

/**
 * Whether the desk answered one message before the next came: by a public reply of a person's, or by resolving. Judged by
 * when these happened, so that it doesn't matter in which order they were heard of. A contact at the instant of the
 * resolution comes after it.
 */
const isAnsweredBetween = ({ replies, episodes }: TicketHistory, one: Contact, next: Contact): boolean => {
  if (!untilAnswered.has(one.channel) || !untilAnswered.has(next.channel) || one.at === next.at) return false
  return (
    replies.some(({ at, by }) => by === 'human' && at >= one.at && at <= next.at) ||
    episodes.some(({ resolution }) => resolution !== undefined && resolution.at > one.at && resolution.at <= next.at)
  )
}

const sessionFrom = (said: ReadonlyArray<Said>): ContactSession => {
  const [first] = said
  if (first === undefined) throw new RangeError('a session has a contact')
  const { at, eventId, sessionId, channel, category, subcategory } = first.contact
  return {
    at,
    eventId,
    sessionId,
    channel,
    category,
    subcategory,
    contacts: mapped(said, momentSaid),
  }
}

/** One call about two tickets that are one issue is one session. */
const acrossTickets = (sessions: ReadonlyArray<SessionOn>): ReadonlyArray<SessionOn> => {
  const kept: Array<SessionOn> = []
  for (const one of [...sessions].sort((left, right) => left.session.at - right.session.at)) {
    const index = kept.findIndex(
      ({ customerId, session }) => customerId === one.customerId && isSameSession(session, one.session),
    )
    const same = kept[index]
    if (same === undefined) kept.push(one)
    else {
      const contacts = [...same.session.contacts, ...one.session.contacts].sort((left, right) => left.at - right.at)
      kept[index] = { ...same, session: { ...same.session, contacts } }
    }
  }
  return kept
}

/** The one name of sessions that a late contact showed to be the same. */
const joined = (requests: ReadonlyArray<Said>): ((sessionId: string) => string) => {
  const sameAs = new Map<string, string>()
  const nameOf = (sessionId: string): string => {
    const other = sameAs.get(sessionId)
    return other === undefined ? sessionId : nameOf(other)
  }
  const join = (one: string, two: string): void => {
    const [name, other] = [nameOf(one), nameOf(two)]
    if (name !== other) sameAs.set(other, name)
  }
  for (const [index, { contact }] of requests.entries()) {
    for (const other of contact.joins) join(contact.sessionId, other)
    // Messages of one instant are one, whichever of them and of the answers was heard of first.
    const before = requests[index - 1]?.contact
    if (before?.at === contact.at && before.channel === contact.channel && untilAnswered.has(contact.channel)) {
      join(before.sessionId, contact.sessionId)
    }
  }
  return nameOf
}
