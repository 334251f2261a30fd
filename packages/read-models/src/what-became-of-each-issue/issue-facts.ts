import type { Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'
import { circumstancesOf, exclusionOf } from '../what-happened-to-each-ticket/case-of-ticket.js'
import type { TicketHistory } from '../what-happened-to-each-ticket/ticket-history.js'
import { episodesOf } from './episodes.js'
import type { IssueFact } from './issue-fact.js'
import type { Merges } from './merges.js'
import { contactsOf } from './sessions.js'

/** One row an issue, in the order in which their tickets were first told of. */
export const issueFacts = (tickets: ReadonlyMap<string, TicketHistory>, merges: Merges): ReadonlyArray<IssueFact> => {
  const mergedHere = new Map<string, ReadonlyArray<TicketHistory>>()
  const byIssue = new Map<string, ReadonlyArray<TicketHistory>>()
  for (const ticket of tickets.values()) {
    const { serviceTicketId } = ticket
    // A ticket whose opening is missing can't tell its issue: it is one of its own.
    const issueId = ticket.opened?.issueId ?? serviceTicketId
    byIssue.set(issueId, [...(byIssue.get(issueId) ?? []), ticket])
    if (exclusionOf(ticket, merges.into(serviceTicketId)) !== 'merged') continue
    const survivor = merges.survivorOf(serviceTicketId)
    if (survivor !== undefined) mergedHere.set(survivor, [...(mergedHere.get(survivor) ?? []), ticket])
  }

  return [...byIssue].flatMap(([issueId, ofIssue]) => issueFact(issueId, ofIssue, mergedHere, merges) ?? [])
}

const issueFact = (
  issueId: string,
  ofIssue: ReadonlyArray<TicketHistory>,
  mergedHere: ReadonlyMap<string, ReadonlyArray<TicketHistory>>,
  merges: Merges,
): IssueFact | undefined => {
  const inOrder = ofIssue.length === 1 ? ofIssue : [...ofIssue].sort((left, right) => openedAt(left) - openedAt(right))
  const counting = inOrder.filter((ticket) => exclusionOf(ticket, merges.into(ticket.serviceTicketId)) === undefined)
  const tickets = counting.length > 0 ? counting : inOrder
  const first = tickets[0]
  if (first === undefined) return undefined

  const exclusion = exclusionOf(first, merges.into(first.serviceTicketId))
  const heardFrom = tickets.flatMap((ticket) => [ticket, ...(mergedHere.get(ticket.serviceTicketId) ?? [])])
  const [beyondFirstContact] = tickets.flatMap((ticket) => beyondOf(ticket) ?? [])
  const withdrawn = tickets.at(-1)?.withdrawnByCustomer
  const excludedBy = exclusion === undefined ? undefined : tellingOf(first, exclusion)

  return {
    issueId,
    opened: first.opened === undefined ? first.firstHeardOf : momentOf(first.opened),
    tickets: tickets.map((ticket) => ({
      serviceTicketId: ticket.serviceTicketId,
      ...momentOf(ticket.opened ?? ticket.firstHeardOf),
    })),
    circumstances: circumstancesOf(first),
    ...(exclusion !== undefined && { exclusion }),
    ...(excludedBy !== undefined && { excludedBy }),
    episodes: tickets.flatMap(episodesOf),
    ...contactsOf(heardFrom),
    waits: joined(tickets, ({ waits }) => waits),
    holds: joined(tickets, ({ holds }) => holds),
    transfers: joined(tickets, ({ transfers }) => transfers),
    handOvers: joined(tickets, ({ handOvers }) => handOvers),
    ...(beyondFirstContact !== undefined && { beyondFirstContact }),
    ...(withdrawn !== undefined && { withdrawn }),
  }
}

const beyondOf = ({ opened, beyondFirstContact }: TicketHistory): string | undefined =>
  beyondFirstContact?.value ?? opened?.beyondFirstContact

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

const tellingOf = (ticket: TicketHistory, exclusion: Exclusion): Moment | undefined => {
  switch (exclusion) {
    case 'test':
      return ticket.opened && momentOf(ticket.opened)
    case 'spam':
      return ticket.spam
    case 'cancelled':
      return ticket.cancelledByMistake
    case 'merged':
      return ticket.mergedInto && momentOf(ticket.mergedInto)
    case 'incomplete':
      return undefined
  }
}
