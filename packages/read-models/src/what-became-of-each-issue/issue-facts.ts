import type { BeyondFirstContact } from '@aftersale/domain/events'
import { mapped, none } from '../appended.js'
import type { Moment, Span, Told } from '../moment.js'
import type { TicketCase } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import { episodesOf } from './episodes.js'
import type { IssueFact, TicketOpening } from './issue-fact.js'
import type { Merges } from './merges.js'
import { contactsOf } from './sessions.js'

/** One row an issue, in order of their openings; of the same time, by id, whichever stream was read first. */
export const issueFacts = (cases: ReadonlyArray<TicketCase>, merges: Merges): ReadonlyArray<IssueFact> => {
  const mergedHere = new Map<string, ReadonlyArray<TicketHistory>>()
  const byIssue = new Map<string, ReadonlyArray<TicketCase>>()
  const followers = new Map<string, ReadonlyArray<TicketHistory>>()
  for (const one of cases) {
    const { ticket, exclusion } = one
    const { serviceTicketId } = ticket
    // A ticket whose opening is missing can't tell its issue: it is one of its own.
    const issueId = ticket.opened?.issueId ?? serviceTicketId
    const ofIssue = byIssue.get(issueId)
    byIssue.set(issueId, ofIssue === undefined ? [one] : [...ofIssue, one])
    const followed = ticket.opened?.followsUp
    if (followed !== undefined) followers.set(followed, [...(followers.get(followed) ?? []), ticket])
    if (exclusion !== 'merged') continue
    const survivor = merges.survivorOf(serviceTicketId)
    if (survivor !== undefined) mergedHere.set(survivor, [...(mergedHere.get(survivor) ?? []), ticket])
  }

  const neighbours: Neighbours = {
    mergedInto: (ticketId) => mergedHere.get(ticketId) ?? none(),
    followersOf: (ticketId) => followers.get(ticketId) ?? none(),
  }
  const facts: Array<IssueFact> = []
  for (const [issueId, ofIssue] of byIssue) {
    const counting = countingOf(ofIssue)
    const [first] = counting
    if (first !== undefined) facts.push(issueFact(issueId, first, counting, neighbours))
  }
  return facts.sort((left, right) => left.opened.at - right.opened.at || (left.issueId < right.issueId ? -1 : 1))
}

/** In order of their openings, those that count; where none does, all of them. */
const countingOf = (ofIssue: ReadonlyArray<TicketCase>): ReadonlyArray<TicketCase> => {
  if (ofIssue.length === 1) return ofIssue
  const inOrder = [...ofIssue].sort(byOpening)
  const counting = inOrder.filter(({ exclusion }) => exclusion === undefined)
  return counting.length > 0 ? counting : inOrder
}

interface Neighbours {
  readonly mergedInto: (ticketId: string) => ReadonlyArray<TicketHistory>
  readonly followersOf: (ticketId: string) => ReadonlyArray<TicketHistory>
}

const issueFact = (
  issueId: string,
  { circumstances, exclusion, excludedBy }: TicketCase,
  counting: ReadonlyArray<TicketCase>,
  { mergedInto, followersOf }: Neighbours,
): IssueFact => {
  const tickets = mapped(counting, ticketOf)
  const openings = mapped(tickets, openingOf)
  const { sessions, outbound, deviceAlerts } = contactsOf(heardFromOf(tickets, mergedInto), followersOf)
  // One shape for all: tens of thousands of rows are smaller by it, and every figure goes through them.
  return {
    issueId,
    opened: openings[0] as TicketOpening,
    tickets: openings,
    circumstances,
    exclusion,
    excludedBy,
    episodes: joined(tickets, episodesOf),
    sessions,
    outbound,
    deviceAlerts,
    waits: joined(tickets, waitsOf),
    holds: joined(tickets, holdsOf),
    transfers: joined(tickets, transfersOf),
    handOvers: joined(tickets, handOversOf),
    beyondFirstContact: beyondFirstContactOf(tickets),
    withdrawn: tickets[tickets.length - 1]?.withdrawnByCustomer,
  }
}

const ticketOf = ({ ticket }: TicketCase): TicketHistory => ticket
const waitsOf = ({ waits }: TicketHistory): ReadonlyArray<Span> => waits
const holdsOf = ({ holds }: TicketHistory): ReadonlyArray<Span> => holds
const transfersOf = ({ transfers }: TicketHistory): ReadonlyArray<Moment> => transfers
const handOversOf = ({ handOvers }: TicketHistory): ReadonlyArray<Moment> => handOvers

const openingOf = ({ opened, firstHeardOf, serviceTicketId }: TicketHistory): TicketOpening => {
  const { at, eventId } = opened ?? firstHeardOf
  return { at, eventId, serviceTicketId }
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

const byOpening = ({ ticket: left }: TicketCase, { ticket: right }: TicketCase): number =>
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
