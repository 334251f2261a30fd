import { Actor, Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { MovedContact } from '../contacts/moved-contact.js'
import { IssueId, ServiceTicketId } from '../service-ticket-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** On the ticket that was split: `contacts` are the other one's from now on. The other names this one in its opening. */
export const ServiceTicketSplit = message('ServiceTicketSplit', {
  serviceTicketId: ServiceTicketId,
  intoServiceTicketId: ServiceTicketId,
  issueId: IssueId,
  contacts: t.readonlyArray(MovedContact),
  splitBy: Actor,
  splitAt: Instant,
})

/**
 * The ticket is again what it was when it was merged. What the merge had withdrawn follows as `SlaClockResumed` from the
 * instant of the merge on, and the contacts that come back as `ContactRecorded`. `requestedAtRevision` is that of the
 * request that the merge went by.
 */
export const ServiceTicketUnmerged = message('ServiceTicketUnmerged', {
  serviceTicketId: ServiceTicketId,
  from: ServiceTicketId,
  requestedAtRevision: optional(t.number),
  returnedContactIds: t.readonlyArray(NonEmptyText),
  unmergedBy: Actor,
  unmergedAt: Instant,
})

/** On the ticket that had absorbed it: its contacts are its own again. */
export const AbsorbedTicketReleased = message('AbsorbedTicketReleased', {
  serviceTicketId: ServiceTicketId,
  absorbedTicketId: ServiceTicketId,
  requestedAtRevision: t.number,
  unmergedAtRevision: t.number,
  releasedAt: Instant,
})

/** These contacts, which were passed on to this ticket, are the other one's again. */
export const ContactsReturned = message('ContactsReturned', {
  serviceTicketId: ServiceTicketId,
  toServiceTicketId: ServiceTicketId,
  contactIds: t.readonlyArray(NonEmptyText),
  unmergedAtRevision: t.number,
  returnedAt: Instant,
})

export type ServiceTicketSplit = t.TypeOf<typeof ServiceTicketSplit>
export type ServiceTicketUnmerged = t.TypeOf<typeof ServiceTicketUnmerged>
export type AbsorbedTicketReleased = t.TypeOf<typeof AbsorbedTicketReleased>
export type ContactsReturned = t.TypeOf<typeof ContactsReturned>
export type SeparationEvent = ServiceTicketSplit | ServiceTicketUnmerged | AbsorbedTicketReleased | ContactsReturned
