import { Actor, Instant, message, NonEmptyText, optional, Revision } from '@aftersale/messages'
import * as t from 'io-ts'
import { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import { MovedContact } from '../contacts/moved-contact.js'
import { IssueId, ServiceTicketId } from '../service-ticket-id.js'

/**
 * Two issues were taken for one: the contacts that are named go to a ticket of their own, which `OpenServiceTicket` opens
 * with what `ServiceTicketSplit` tells (`splitFrom`).
 */
export const SplitServiceTicket = message('SplitServiceTicket', {
  serviceTicketId: ServiceTicketId,
  /** Of the ticket that is to be opened. */
  intoServiceTicketId: ServiceTicketId,
  /** Of its issue, another than this ticket's. */
  issueId: IssueId,
  contactIds: t.readonlyArray(NonEmptyText),
  splitBy: Actor,
  splitAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** It was merged by mistake. First of the steps; `ReleaseAbsorbedTicket` and `ReturnContacts` on the others follow. */
export const UnmergeServiceTicket = message('UnmergeServiceTicket', {
  serviceTicketId: ServiceTicketId,
  /** The ticket that it was merged into. */
  from: ServiceTicketId,
  /** Of the request that the merge went by. Where absent, it is told from another unmerging by its instant and contacts. */
  requestedAtRevision: optional(Revision),
  /** Contacts that came to this ticket and were passed on, as the ticket that has them tells. */
  returned: t.readonlyArray(MovedContact),
  unmergedBy: Actor,
  unmergedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** On the ticket that had absorbed it. */
export const ReleaseAbsorbedTicket = message('ReleaseAbsorbedTicket', {
  serviceTicketId: ServiceTicketId,
  absorbedTicketId: ServiceTicketId,
  /** Of the request that was absorbed, as `ServiceTicketUnmerged` names it: no later one. */
  requestedAtRevision: Revision,
  /** Revision of `ServiceTicketUnmerged` in the other ticket's stream. */
  unmergedAtRevision: Revision,
  releasedAt: Instant,
})

/** On the ticket at the end of the chain of merges, which has the contacts that were passed on. */
export const ReturnContacts = message('ReturnContacts', {
  serviceTicketId: ServiceTicketId,
  toServiceTicketId: ServiceTicketId,
  contactIds: t.readonlyArray(NonEmptyText),
  /** Revision of `ServiceTicketUnmerged` in the other ticket's stream. */
  unmergedAtRevision: Revision,
  returnedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export type SplitServiceTicket = t.TypeOf<typeof SplitServiceTicket>
export type UnmergeServiceTicket = t.TypeOf<typeof UnmergeServiceTicket>
export type ReleaseAbsorbedTicket = t.TypeOf<typeof ReleaseAbsorbedTicket>
export type ReturnContacts = t.TypeOf<typeof ReturnContacts>
