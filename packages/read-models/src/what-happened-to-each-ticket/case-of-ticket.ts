import { none } from '../appended.js'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'
import type { Merges } from '../what-became-of-each-issue/merges.js'
import type { TicketHistory, Topic } from './ticket-history.js'

/** What a clock, a promise or a follow-up has from its ticket. */
export interface CaseOfTicket {
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
  /** The customer withdrew the request: nothing is owed on it any more. */
  readonly withdrawn?: Moment | undefined
}

/** The case of a ticket of which something was told. */
export interface TicketCase extends CaseOfTicket {
  readonly ticket: TicketHistory
}

/** What a ticket's rows have in common. */
export const caseOf = (ticket: TicketHistory, merges: Pick<Merges, 'into' | 'toldBy'>): TicketCase => {
  const { serviceTicketId } = ticket
  const exclusion = exclusionOf(ticket, merges.into(serviceTicketId))
  return {
    ticket,
    circumstances: circumstancesOf(ticket),
    exclusion,
    excludedBy: excludedBy(ticket, exclusion, merges),
    withdrawn: ticket.withdrawnByCustomer,
  }
}

/** Of a ticket that was never heard of, nothing is known. */
export const neverHeardOf: CaseOfTicket = {
  circumstances: { toldBy: {} },
  exclusion: 'incomplete',
  excludedBy: none(),
  withdrawn: undefined,
}

/** One shape for all, since there is one of a ticket. */
const circumstancesOf = ({ opened, kind, priority, topic, team }: TicketHistory): Circumstances => {
  const { category, subcategory } = topic?.value ?? opened ?? unknownTopic
  return {
    channel: opened?.channel,
    kind: kind?.value ?? opened?.kind,
    priority: priority?.value ?? opened?.priority,
    team: team?.value,
    customerId: opened?.customerId,
    assetId: opened?.assetId,
    purchaseId: opened?.purchaseId,
    category,
    subcategory,
    toldBy: {
      opening: opened?.eventId,
      kind: kind?.eventId,
      priority: priority?.eventId,
      topic: topic?.eventId,
      team: team?.eventId,
    },
  }
}

const unknownTopic: Topic = { category: undefined, subcategory: undefined }

/** The first that holds: what was never a case at all comes before what was one and was merged. */
const exclusionOf = (ticket: TicketHistory, mergedInto: string | undefined): Exclusion | undefined => {
  if (ticket.opened?.isTest === true) return 'test'
  if (ticket.spam !== undefined) return 'spam'
  if (ticket.cancelledByMistake !== undefined) return 'cancelled'
  if (mergedInto !== undefined) return 'merged'
  if (ticket.opened === undefined) return 'incomplete'
  return undefined
}

/** What told of an exclusion; of what is missing, nothing did. */
const excludedBy = (
  { serviceTicketId, opened, spam, cancelledByMistake }: TicketHistory,
  exclusion: Exclusion | undefined,
  merges: Pick<Merges, 'toldBy'>,
): ReadonlyArray<Moment> => {
  switch (exclusion) {
    case 'test':
      return opened === undefined ? none() : [{ at: opened.at, eventId: opened.eventId }]
    case 'spam':
      return spam === undefined ? none() : [spam]
    case 'cancelled':
      return cancelledByMistake === undefined ? none() : [cancelledByMistake]
    case 'merged':
      return merges.toldBy(serviceTicketId)
    case 'incomplete':
    case undefined:
      return none()
  }
}
