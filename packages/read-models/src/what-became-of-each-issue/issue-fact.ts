import type { BeyondFirstContact, Channel } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment, Span, Told } from '../moment.js'
import type { Closing, Reply, Resolution } from '../what-happened-to-each-ticket/ticket-history.js'

/** One session of contact by the customer: a call, a chat, the mails before the desk's next reply. */
export interface ContactSession extends Moment {
  readonly sessionId: string
  readonly channel: Channel | undefined
  readonly category: string | undefined
  readonly subcategory: string | undefined
  /** Every contact of the session, the first (which gives `at` and `eventId`) among them, in order of time. */
  readonly contacts: ReadonlyArray<Moment>
}

/** A stretch of work on an issue: from its opening, a follow-up ticket's or a reopening to what ends it. */
export interface IssueEpisode {
  readonly serviceTicketId: string
  /** Counts within the ticket, from 1. */
  readonly number: number
  readonly beganBy: 'opening' | 'follow-up' | 'reopening'
  /** Absent where the history lacks the event. */
  readonly began?: Moment | undefined
  /** An agent opened it unasked: its first public reply is no answer. */
  readonly byTheDesk: boolean
  readonly resolution?: Resolution | undefined
  readonly closing?: Closing | undefined
  /** Public messages of persons and bots to the customer, in order of time. */
  readonly replies: ReadonlyArray<Reply>
}

/** An issue's ticket, as it was opened. */
export interface TicketOpening extends Moment {
  readonly serviceTicketId: string
}

/**
 * One trouble of a customer's, over all the tickets it took. One row an issue: follow-up tickets are joined to the first,
 * and what the customer said on a ticket that was merged away counts on the one that stayed.
 */
export interface IssueFact {
  readonly issueId: string
  /** The opening of the first ticket; where it is missing, the first thing heard of it. */
  readonly opened: Moment
  /** Of the issue's tickets that count, the first first. */
  readonly tickets: ReadonlyArray<TicketOpening>
  /** Those of the first ticket. */
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  /** What told of the exclusion: of a merge, either of the two tickets or both. */
  readonly excludedBy: ReadonlyArray<Moment>
  /** In the order of the tickets, and within one in the order of its stream. Never empty unless incomplete. */
  readonly episodes: ReadonlyArray<IssueEpisode>
  /** The customer's requests by session, in order of time. */
  readonly sessions: ReadonlyArray<ContactSession>
  /** Where the desk reached out, in order of time. */
  readonly outbound: ReadonlyArray<Moment>
  /** What devices reported of themselves, in order of time: no contacts of the customer's. */
  readonly deviceAlerts: ReadonlyArray<Moment>
  readonly waits: ReadonlyArray<Span>
  readonly holds: ReadonlyArray<Span>
  readonly transfers: ReadonlyArray<Moment>
  readonly handOvers: ReadonlyArray<Moment>
  /** Why it can't be resolved at the first contact: `site-visit`, `part`, `legal`, and what told so. */
  readonly beyondFirstContact?: Told<BeyondFirstContact> | undefined
  readonly withdrawn?: Moment | undefined
}
