import type { BeyondFirstContact, Channel, Priority, TicketKind } from '@aftersale/domain/events'
import { none } from '../appended.js'
import type { Moment, Span, Told } from '../moment.js'
import type { ComplaintOfTicket } from '../what-was-complained-about/complaint-history.js'

/** Who did something for the desk. A bot's work is told apart from a person's. */
export type Doer = 'human' | 'bot'

export interface Opening extends Moment {
  readonly issueId: string
  readonly channel: Channel
  readonly kind: TicketKind
  readonly priority: Priority
  readonly category: string | undefined
  readonly subcategory: string | undefined
  readonly beyondFirstContact: BeyondFirstContact | undefined
  readonly customerId: string | undefined
  readonly assetId: string | undefined
  readonly purchaseId: string | undefined
  readonly byAgent: boolean
  readonly followsUp: string | undefined
  readonly isTest: boolean
}

export interface Contact extends Moment {
  readonly contactId: string
  readonly sessionId: string
  /** Other sessions that this contact shows to be the same one. */
  readonly joins: ReadonlyArray<string>
  readonly channel: Channel | undefined
  /**
   * `request`: a customer asked. `alert`: a device did. `outbound`: the desk reached out. `silent`: none of these (thanks,
   * automatic mail).
   */
  readonly sort: 'request' | 'alert' | 'outbound' | 'silent'
  readonly category: string | undefined
  readonly subcategory: string | undefined
}

export interface Reply extends Moment {
  readonly by: Doer
  readonly episode: number
}

export interface Resolution extends Moment {
  readonly by: Doer
}

export interface Closing extends Moment {
  readonly resolved: boolean
}

/** From the opening, or a reopening, to the resolution or closing that ends it. `number` counts from 1. */
export interface TicketEpisode {
  readonly number: number
  began: Moment | undefined
  resolution: Resolution | undefined
  closing: Closing | undefined
}

/** What one ticket asked another: to be merged into it. `revision` is that of the request in its stream, where it is known. */
export interface MergeRequest {
  readonly into: string
  readonly revision: number | undefined
  readonly withdrawn: boolean
}

export interface Absorbed extends Told<string> {
  readonly requestedAtRevision: number | undefined
}

export interface Rerouted {
  readonly contactId: string
  readonly to: string
}

export interface Topic {
  readonly category: string | undefined
  readonly subcategory: string | undefined
}

/** What the events of one ticket told so far, as little of it as the facts need. Filled by `tell`, read by the facts. */
export interface TicketHistory extends ComplaintOfTicket {
  readonly serviceTicketId: string
  /** The first event that was told of it. */
  readonly firstHeardOf: Moment
  opened: Opening | undefined
  /** What was told after the opening, in place of what it said. */
  kind: Told<TicketKind> | undefined
  priority: Told<Priority> | undefined
  topic: Told<Topic> | undefined
  beyondFirstContact: Told<BeyondFirstContact> | undefined
  team: Told<string> | undefined
  episodes: ReadonlyArray<TicketEpisode>
  contacts: ReadonlyArray<Contact>
  /** Contacts that came too late to reopen it; the follow-up ticket records them too. */
  contactsToFollowUp: ReadonlyArray<Contact>
  replies: ReadonlyArray<Reply>
  waits: ReadonlyArray<Span>
  holds: ReadonlyArray<Span>
  transfers: ReadonlyArray<Moment>
  handOvers: ReadonlyArray<Moment>
  /** Contacts that came when it was merged away, and where they went. */
  rerouted: ReadonlyArray<Rerouted>
  absorbed: ReadonlyArray<Absorbed>
  mergeRequests: ReadonlyArray<MergeRequest>
  /** Undefined again where the merge was undone. */
  mergedInto: Told<string> | undefined
  spam: Moment | undefined
  cancelledByMistake: Moment | undefined
  withdrawnByCustomer: Moment | undefined
}

/** One shape for all, since there is one of a ticket. */
export const historyOf = (serviceTicketId: string, firstHeardOf: Moment): TicketHistory => ({
  serviceTicketId,
  firstHeardOf,
  opened: undefined,
  kind: undefined,
  priority: undefined,
  topic: undefined,
  beyondFirstContact: undefined,
  team: undefined,
  episodes: none(),
  contacts: none(),
  contactsToFollowUp: none(),
  replies: none(),
  waits: none(),
  holds: none(),
  transfers: none(),
  handOvers: none(),
  rerouted: none(),
  absorbed: none(),
  mergeRequests: none(),
  mergedInto: undefined,
  spam: undefined,
  cancelledByMistake: undefined,
  withdrawnByCustomer: undefined,
  complaint: undefined,
})
