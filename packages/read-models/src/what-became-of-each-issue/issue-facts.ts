import type { BeyondFirstContact } from '@aftersale/domain/events'
import { none } from '../appended.js'
import type { Moment, Told } from '../moment.js'
import type { CaseOfTicket } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import { episodesOf } from './episodes.js'
import type { IssueFact, TicketOpening } from './issue-fact.js'
import type { Merges } from './merges.js'
import { contactsOf } from './sessions.js'

/** One row an issue, in order of their openings; of the same time, by id, whichever stream was read first. */
export const issueFacts = (
  tickets: ReadonlyMap<string, TicketHistory>,
  merges: Merges,
  caseOf: (ticketId: string) => CaseOfTicket,
): ReadonlyArray<IssueFact> => {
  const mergedHere = new Map<string, ReadonlyArray<TicketHistory>>()
  const byIssue = new Map<string, ReadonlyArray<TicketHistory>>()
  const followers = new Map<string, ReadonlyArray<TicketHistory>>()
  for (const ticket of tickets.values()) {
    const { serviceTicketId } = ticket
    // A ticket whose opening is missing can't tell its issue: it is one of its own.
    const issueId = ticket.opened?.issueId ?? serviceTicketId
    const ofIssue = byIssue.get(issueId)
    byIssue.set(issueId, ofIssue === undefined ? [ticket] : [...ofIssue, ticket])
    const followed = ticket.opened?.followsUp
    if (followed !== undefined) followers.set(followed, [...(followers.get(followed) ?? []), ticket])
    if (caseOf(serviceTicketId).exclusion !== 'merged') continue
    const survivor = merges.survivorOf(serviceTicketId)
    if (survivor !== undefined) mergedHere.set(survivor, [...(mergedHere.get(survivor) ?? []), ticket])
  }

  const neighbours: Neighbours = {
    mergedInto: (ticketId) => mergedHere.get(ticketId) ?? none(),
    followersOf: (ticketId) => followers.get(ticketId) ?? none(),
  }
  const facts: Array<IssueFact> = []
  for (const [issueId, ofIssue] of byIssue) {
    const fact = issueFact(issueId, ofIssue, neighbours, caseOf)
    if (fact !== undefined) facts.push(fact)
  }
  return facts.sort((left, right) => left.opened.at - right.opened.at || (left.issueId < right.issueId ? -1 : 1))
}

interface Neighbours {
  readonly mergedInto: (ticketId: string) => ReadonlyArray<TicketHistory>
  readonly followersOf: (ticketId: string) => ReadonlyArray<TicketHistory>
}

const issueFact = (
  issueId: string,
  ofIssue: ReadonlyArray<TicketHistory>,
  { mergedInto, followersOf }: Neighbours,
  caseOf: (ticketId: string) => CaseOfTicket,
): IssueFact | undefined => {
  const inOrder = ofIssue.length === 1 ? ofIssue : [...ofIssue].sort(byOpening)
  const counting = inOrder.filter(({ serviceTicketId }) => caseOf(serviceTicketId).exclusion === undefined)
  const tickets = counting.length > 0 ? counting : inOrder
  const first = tickets[0]
  if (first === undefined) return undefined

  const { circumstances, exclusion, excludedBy } = caseOf(first.serviceTicketId)
  const heardFrom = heardFromOf(tickets, mergedInto)

  const openings = tickets.map((ticket): TicketOpening => {
    const { at, eventId } = ticket.opened ?? ticket.firstHeardOf
    return { at, eventId, serviceTicketId: ticket.serviceTicketId }
  })

  const { sessions, outbound, deviceAlerts } = contactsOf(heardFrom, followersOf)
  // One shape for all: tens of thousands of rows are smaller by it, and every figure goes through them.
  return {
    issueId,
    opened: openings[0] ?? first.firstHeardOf,
    tickets: openings,
    circumstances,
    exclusion,
    excludedBy,
    episodes: joined(tickets, episodesOf),
    sessions,
    outbound,
    deviceAlerts,
    waits: joined(tickets, ({ waits }) => waits),
    holds: joined(tickets, ({ holds }) => holds),
    transfers: joined(tickets, ({ transfers }) => transfers),
    handOvers: joined(tickets, ({ handOvers }) => handOvers),
    beyondFirstContact: beyondFirstContactOf(tickets),
    withdrawn: tickets[tickets.length - 1]?.withdrawnByCustomer,
  }
}

/** The tickets, and those that were merged into them. */
const heardFromOf = (
  tickets: ReadonlyArray<TicketHistory>,
  mergedInto: Neighbours['mergedInto'],
): ReadonlyArray<TicketHistory> => {
  const [only] = tickets
  if (only !== undefined && tickets.length === 1 && mergedInto(only.serviceTicketId).length === 0) return tickets
  return tickets.flatMap((ticket) => [ticket, ...mergedInto(ticket.serviceTicketId)])
}

const beyondFirstContactOf = (tickets: ReadonlyArray<TicketHistory>): Told<BeyondFirstContact> | undefined => {
  for (const ticket of tickets) {
    const beyond = beyondOf(ticket)
    if (beyond !== undefined) return beyond
  }
  return undefined
}

const beyondOf = ({ opened, beyondFirstContact }: TicketHistory): Told<BeyondFirstContact> | undefined => {
  if (beyondFirstContact !== undefined || opened?.beyondFirstContact === undefined) return beyondFirstContact
  return { ...momentOf(opened), value: opened.beyondFirstContact }
}

const byOpening = (left: TicketHistory, right: TicketHistory): number =>
  openedAt(left) - openedAt(right) || (left.serviceTicketId < right.serviceTicketId ? -1 : 1)

const openedAt = ({ opened, firstHeardOf }: TicketHistory): number => (opened ?? firstHeardOf).at

const momentOf = ({ at, eventId }: Moment): Moment => ({ at, eventId })

/** Most issues have one ticket, whose lists are taken as they are. */
const joined = <Item>(
  tickets: ReadonlyArray<TicketHistory>,
  listOf: (ticket: TicketHistory) => ReadonlyArray<Item>,
): ReadonlyArray<Item> => {
  const [first] = tickets
  return tickets.length === 1 && first !== undefined ? listOf(first) : tickets.flatMap(listOf)
}
