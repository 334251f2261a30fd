import {
  Actor,
  Instant,
  message,
  NonEmptyText,
  optional,
  PolicyRef,
  PositiveInteger,
  personal,
  record,
} from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../asset/asset-id.js'
import { Duration } from '../calendar/duration.js'
import { Channel } from '../channel/channel.js'
import { CustomerId } from '../customer/customer-id.js'
import { RuleTrace } from '../policy/rule-trace.js'
import { ClockKind, HoldCause, PauseCause, Priority } from '../policy/service-level/service-level-policy.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { ContactNature, Direction } from './contact.js'
import {
  ComplaintAcknowledged,
  ComplaintAssessed,
  ComplaintClosed,
  ComplaintDecisionAnswered,
  ComplaintDecisionCommunicated,
  ComplaintEscalatedExternally,
  ComplaintRegistered,
  ComplaintResponded,
  ExternalRecourseConcluded,
  RedressOffered,
} from './events/complaint.js'
import { QuoteAccepted, QuoteDeclined, QuoteExpired, QuoteOffered, ServiceBilled } from './events/quotes.js'
import {
  AbsorbedTicketReleased,
  ContactsReturned,
  ServiceTicketSplit,
  ServiceTicketUnmerged,
} from './events/separation.js'
import { visitEvents } from './events/visits.js'
import { IssueId, ServiceTicketId } from './service-ticket-id.js'
import { BeyondFirstContact, FixKind, TicketKind, Topic } from './topic.js'

export * from './events/complaint.js'
export * from './events/quotes.js'
export * from './events/separation.js'
export * from './events/visits.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `cause`, `code` and `because` are codes of the desk's own lists, never free text: they are kept in clear.

export const ServiceTicketOpened = message('ServiceTicketOpened', {
  serviceTicketId: ServiceTicketId,
  issueId: IssueId,
  customerId: optional(CustomerId),
  channel: Channel,
  kind: TicketKind,
  priority: Priority,
  topic: optional(Topic),
  subject: optional(personal(t.string)),
  assetId: optional(AssetId),
  purchaseId: optional(PurchaseId),
  openedBy: Actor,
  openedAt: Instant,
  serviceLevelRef: PolicyRef,
  calendarRef: PolicyRef,
  followsUp: optional(ServiceTicketId),
  splitFrom: optional(
    record({
      serviceTicketId: ServiceTicketId,
      splitAtRevision: t.number,
      contactIds: t.readonlyArray(NonEmptyText),
    }),
  ),
  beyondFirstContact: optional(BeyondFirstContact),
  isTest: optional(t.boolean),
})

export const ServiceTicketClassified = message('ServiceTicketClassified', {
  serviceTicketId: ServiceTicketId,
  kind: optional(TicketKind),
  topic: optional(Topic),
  beyondFirstContact: optional(BeyondFirstContact),
  classifiedAt: Instant,
  classifiedBy: Actor,
})

/**
 * `sessionId` is the same for contacts that were one interaction. `joins` names further sessions that this contact, heard
 * of after they were, shows to be one with its own. `episode` is the one that ran at `contactedAt`, or the one that the
 * contact begins by reopening the ticket (its `ServiceTicketReopened` follows).
 */
export const ContactRecorded = message('ContactRecorded', {
  serviceTicketId: ServiceTicketId,
  contactId: NonEmptyText,
  sessionId: NonEmptyText,
  direction: Direction,
  channel: Channel,
  nature: ContactNature,
  contactedBy: Actor,
  topic: optional(Topic),
  isPublic: optional(t.boolean),
  text: optional(personal(t.string)),
  contactedAt: Instant,
  episode: PositiveInteger,
  joins: optional(t.readonlyArray(NonEmptyText)),
})

/** A contact came to a ticket that was merged away; it belongs to the one that stayed. */
export const ContactRerouted = message('ContactRerouted', {
  serviceTicketId: ServiceTicketId,
  contactId: NonEmptyText,
  toServiceTicketId: ServiceTicketId,
  reroutedAt: Instant,
})

/** A contact came after the reopen window: the issue goes on in a new ticket, which is still to be opened. */
export const FollowUpTicketNeeded = message('FollowUpTicketNeeded', {
  serviceTicketId: ServiceTicketId,
  issueId: IssueId,
  contactId: NonEmptyText,
  neededAt: Instant,
  trace: RuleTrace,
})

export const ServiceTicketAssigned = message('ServiceTicketAssigned', {
  serviceTicketId: ServiceTicketId,
  team: NonEmptyText,
  agentId: optional(NonEmptyText),
  assignedAt: Instant,
})

/** `hop` counts the transfers of the ticket from 1. */
export const ServiceTicketTransferred = message('ServiceTicketTransferred', {
  serviceTicketId: ServiceTicketId,
  fromTeam: NonEmptyText,
  toTeam: NonEmptyText,
  toAgentId: optional(NonEmptyText),
  hop: PositiveInteger,
  cause: optional(NonEmptyText),
  transferredAt: Instant,
})

export const HandedOverToHuman = message('HandedOverToHuman', {
  serviceTicketId: ServiceTicketId,
  botId: NonEmptyText,
  toTeam: optional(NonEmptyText),
  handedOverAt: Instant,
})

export const ServiceTicketEscalated = message('ServiceTicketEscalated', {
  serviceTicketId: ServiceTicketId,
  level: PositiveInteger,
  cause: NonEmptyText,
  escalatedAt: Instant,
})

/** A public message of the desk's to the customer, by an agent or a bot. */
export const CustomerReplied = message('CustomerReplied', {
  serviceTicketId: ServiceTicketId,
  messageId: NonEmptyText,
  channel: Channel,
  repliedBy: Actor,
  team: optional(NonEmptyText),
  automated: t.boolean,
  text: optional(personal(t.string)),
  repliedAt: Instant,
  episode: PositiveInteger,
})

/** Internal: the customer never sees it, and no clock does. */
export const NoteAdded = message('NoteAdded', {
  serviceTicketId: ServiceTicketId,
  noteId: NonEmptyText,
  text: optional(personal(t.string)),
  notedBy: Actor,
  notedAt: Instant,
})

export const WaitingOnCustomerStarted = message('WaitingOnCustomerStarted', {
  serviceTicketId: ServiceTicketId,
  startedAt: Instant,
})

export const WaitingOnCustomerEnded = message('WaitingOnCustomerEnded', {
  serviceTicketId: ServiceTicketId,
  endedAt: Instant,
})

export const HoldStarted = message('HoldStarted', {
  serviceTicketId: ServiceTicketId,
  cause: HoldCause,
  startedAt: Instant,
})

export const HoldEnded = message('HoldEnded', {
  serviceTicketId: ServiceTicketId,
  cause: HoldCause,
  endedAt: Instant,
})

/**
 * A clock runs from `startsAt` and is due once `target` of the calendar's working time has elapsed, `carried` of which
 * already had (a reopened ticket's). `continues` names the clock of the earlier episode whose place it takes.
 */
export const SlaClockStarted = message('SlaClockStarted', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  kind: ClockKind,
  episode: PositiveInteger,
  target: Duration,
  startsAt: Instant,
  carried: optional(Duration),
  continues: optional(NonEmptyText),
  dueAt: Instant,
  trace: RuleTrace,
})

/** The clock rests; it has no due instant until it runs again. */
export const SlaClockPaused = message('SlaClockPaused', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  cause: PauseCause,
  pausedAt: Instant,
  elapsed: Duration,
})

export const SlaClockResumed = message('SlaClockResumed', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  resumedAt: Instant,
  elapsed: Duration,
  dueAt: Instant,
  trace: RuleTrace,
})

/**
 * Stopped within its target; `elapsed` is working time without pauses. After an `SlaBreached`, `SlaMissed` or
 * `SlaClockWithdrawn` of the same clock it corrects them: a stop that happened in time (`metAt` ≤ the due instant) and
 * before the clock was given up was heard of only later. `by`: what was left of the target; absent where the clock was
 * changed after it was met.
 */
export const SlaMet = message('SlaMet', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  kind: ClockKind,
  metAt: Instant,
  elapsed: Duration,
  by: optional(Duration),
})

/**
 * The due instant passed unmet. `breachedAt` is that instant, whenever it was noticed; at most once for a clock, and
 * only a stop in time that is heard of late undoes it, see `SlaMet`. `by`: what was used beyond the target at that instant,
 * more than nothing only where a change of the target breached it.
 */
export const SlaBreached = message('SlaBreached', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  kind: ClockKind,
  breachedAt: Instant,
  by: optional(Duration),
  trace: RuleTrace,
})

/** A breached clock was stopped in the end, `by` that much working time too late (absent as in `SlaMet`). */
export const SlaMissed = message('SlaMissed', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  kind: ClockKind,
  stoppedAt: Instant,
  elapsed: Duration,
  by: optional(Duration),
})

/**
 * A clock not yet breached is given up without a verdict: the ticket was merged, cancelled, closed unresolved or is spam,
 * a resolution came without the response, no target holds any more, or a later contact starts the clock anew. `elapsed` is
 * what it had used. Only an `SlaMet` of a reply that came before it, and was heard of after it, corrects it.
 */
export const SlaClockWithdrawn = message('SlaClockWithdrawn', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  withdrawnAt: Instant,
  elapsed: optional(Duration),
})

export const PriorityChanged = message('PriorityChanged', {
  serviceTicketId: ServiceTicketId,
  from: Priority,
  to: Priority,
  changedAt: Instant,
})

/**
 * Another policy or version is in force; each clock still running is in an `SlaReassigned` of its own. `breachedClocks`:
 * what those already breached, and not yet stopped, had used under the old one.
 */
export const ServiceLevelChanged = message('ServiceLevelChanged', {
  serviceTicketId: ServiceTicketId,
  from: PolicyRef,
  to: PolicyRef,
  calendarRef: PolicyRef,
  changedAt: Instant,
  breachedClocks: optional(t.readonlyArray(record({ clockId: NonEmptyText, elapsed: Duration }))),
})

/** From one target to another. What had elapsed and every pause are carried over; `dueAt` is absent while it rests. */
export const SlaReassigned = message('SlaReassigned', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  from: optional(Duration),
  target: Duration,
  reassignedAt: Instant,
  elapsed: Duration,
  dueAt: optional(Instant),
  trace: RuleTrace,
})

export const PromiseMade = message('PromiseMade', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  subject: NonEmptyText,
  text: optional(personal(t.string)),
  dueAt: Instant,
  promisedBy: Actor,
  promisedAt: Instant,
})

/** Agreed with the customer before it was due. */
export const PromiseRenegotiated = message('PromiseRenegotiated', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  previousDueAt: Instant,
  newDueAt: Instant,
  consentedAt: Instant,
})

export const PromiseKept = message('PromiseKept', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  keptAt: Instant,
})

/**
 * `brokenAt` is the due instant. A `PromiseKept`, `PromiseRenegotiated` or `PromiseWaived` after it corrects it: that
 * happened before the due instant and was heard of only later.
 */
export const PromiseBroken = message('PromiseBroken', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  brokenAt: Instant,
})

/** Done in the end, after it was broken. */
export const PromiseFulfilledLate = message('PromiseFulfilledLate', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  fulfilledAt: Instant,
})

export const PromiseWaived = message('PromiseWaived', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  waivedAt: Instant,
})

/**
 * `firstContact`: in its first episode, after exactly one session of contact. `closesAt`: closes by itself then, and can
 * be reopened until `reopenableUntil` (exclusive, absent: for ever) in that case.
 */
export const ServiceTicketResolved = message('ServiceTicketResolved', {
  serviceTicketId: ServiceTicketId,
  episode: PositiveInteger,
  code: optional(NonEmptyText),
  cause: optional(NonEmptyText),
  fixKind: optional(FixKind),
  team: optional(NonEmptyText),
  firstContact: t.boolean,
  resolvedBy: Actor,
  resolvedAt: Instant,
  closesAt: optional(Instant),
  reopenableUntil: optional(Instant),
})

/** `reopenableUntil` is exclusive; absent: for ever. */
export const ServiceTicketClosed = message('ServiceTicketClosed', {
  serviceTicketId: ServiceTicketId,
  episode: PositiveInteger,
  outcome: t.keyof({ resolved: null, 'not-resolved': null }),
  closedBy: t.keyof({ customer: null, timer: null, agent: null }),
  closedAt: Instant,
  reopenableUntil: optional(Instant),
})

/** `episode` is the one that begins: 2 for the first reopening. */
export const ServiceTicketReopened = message('ServiceTicketReopened', {
  serviceTicketId: ServiceTicketId,
  episode: PositiveInteger,
  because: NonEmptyText,
  reopenedBy: Actor,
  reopenedAt: Instant,
})

export const ServiceTicketMergeRequested = message('ServiceTicketMergeRequested', {
  serviceTicketId: ServiceTicketId,
  into: ServiceTicketId,
  requestedBy: Actor,
  requestedAt: Instant,
})

/** On the ticket that stays: the other one's contacts are its own from now on. `requestedAtRevision` names the request. */
export const ServiceTicketAbsorbed = message('ServiceTicketAbsorbed', {
  serviceTicketId: ServiceTicketId,
  absorbedTicketId: ServiceTicketId,
  absorbedAt: Instant,
  requestedAtRevision: optional(t.number),
})

export const ServiceTicketMerged = message('ServiceTicketMerged', {
  serviceTicketId: ServiceTicketId,
  into: ServiceTicketId,
  mergedAt: Instant,
})

export const ServiceTicketMergeWithdrawn = message('ServiceTicketMergeWithdrawn', {
  serviceTicketId: ServiceTicketId,
  into: ServiceTicketId,
  withdrawnAt: Instant,
})

export const ServiceTicketMarkedAsSpam = message('ServiceTicketMarkedAsSpam', {
  serviceTicketId: ServiceTicketId,
  markedBy: Actor,
  markedAt: Instant,
})

export const ServiceTicketCancelled = message('ServiceTicketCancelled', {
  serviceTicketId: ServiceTicketId,
  because: t.keyof({ 'opened-by-mistake': null, 'withdrawn-by-customer': null }),
  cancelledBy: Actor,
  cancelledAt: Instant,
})

export const FollowUpRequested = message('FollowUpRequested', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  channel: Channel,
  dueAt: Instant,
  requestedAt: Instant,
})

/** On time where `completedAt` ≤ the due instant. */
export const FollowUpCompleted = message('FollowUpCompleted', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  completedBy: Actor,
  completedAt: Instant,
})

/** `missedAt` is the due instant. It may still be completed late. */
export const FollowUpMissed = message('FollowUpMissed', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  missedAt: Instant,
})

/** Every event of a service ticket, in the order of this file. */
export const serviceTicketEvents = [
  ServiceTicketOpened,
  ServiceTicketClassified,
  ContactRecorded,
  ContactRerouted,
  FollowUpTicketNeeded,
  ServiceTicketAssigned,
  ServiceTicketTransferred,
  HandedOverToHuman,
  ServiceTicketEscalated,
  CustomerReplied,
  NoteAdded,
  WaitingOnCustomerStarted,
  WaitingOnCustomerEnded,
  HoldStarted,
  HoldEnded,
  SlaClockStarted,
  SlaClockPaused,
  SlaClockResumed,
  SlaMet,
  SlaBreached,
  SlaMissed,
  SlaClockWithdrawn,
  PriorityChanged,
  ServiceLevelChanged,
  SlaReassigned,
  PromiseMade,
  PromiseRenegotiated,
  PromiseKept,
  PromiseBroken,
  PromiseFulfilledLate,
  PromiseWaived,
  ServiceTicketResolved,
  ServiceTicketClosed,
  ServiceTicketReopened,
  ServiceTicketMergeRequested,
  ServiceTicketAbsorbed,
  ServiceTicketMerged,
  ServiceTicketMergeWithdrawn,
  ServiceTicketMarkedAsSpam,
  ServiceTicketCancelled,
  FollowUpRequested,
  FollowUpCompleted,
  FollowUpMissed,
  ComplaintRegistered,
  ComplaintAcknowledged,
  ComplaintAssessed,
  ComplaintResponded,
  RedressOffered,
  ComplaintDecisionCommunicated,
  ComplaintDecisionAnswered,
  ComplaintEscalatedExternally,
  ExternalRecourseConcluded,
  ComplaintClosed,
  QuoteOffered,
  QuoteAccepted,
  QuoteDeclined,
  QuoteExpired,
  ServiceBilled,
  ServiceTicketSplit,
  ServiceTicketUnmerged,
  AbsorbedTicketReleased,
  ContactsReturned,
  ...visitEvents,
] as const

export const ServiceTicketEvent = t.union([...serviceTicketEvents])

export type ServiceTicketOpened = t.TypeOf<typeof ServiceTicketOpened>
export type ServiceTicketClassified = t.TypeOf<typeof ServiceTicketClassified>
export type ContactRecorded = t.TypeOf<typeof ContactRecorded>
export type ContactRerouted = t.TypeOf<typeof ContactRerouted>
export type FollowUpTicketNeeded = t.TypeOf<typeof FollowUpTicketNeeded>
export type ServiceTicketAssigned = t.TypeOf<typeof ServiceTicketAssigned>
export type ServiceTicketTransferred = t.TypeOf<typeof ServiceTicketTransferred>
export type HandedOverToHuman = t.TypeOf<typeof HandedOverToHuman>
export type ServiceTicketEscalated = t.TypeOf<typeof ServiceTicketEscalated>
export type CustomerReplied = t.TypeOf<typeof CustomerReplied>
export type NoteAdded = t.TypeOf<typeof NoteAdded>
export type WaitingOnCustomerStarted = t.TypeOf<typeof WaitingOnCustomerStarted>
export type WaitingOnCustomerEnded = t.TypeOf<typeof WaitingOnCustomerEnded>
export type HoldStarted = t.TypeOf<typeof HoldStarted>
export type HoldEnded = t.TypeOf<typeof HoldEnded>
export type SlaClockStarted = t.TypeOf<typeof SlaClockStarted>
export type SlaClockPaused = t.TypeOf<typeof SlaClockPaused>
export type SlaClockResumed = t.TypeOf<typeof SlaClockResumed>
export type SlaMet = t.TypeOf<typeof SlaMet>
export type SlaBreached = t.TypeOf<typeof SlaBreached>
export type SlaMissed = t.TypeOf<typeof SlaMissed>
export type SlaClockWithdrawn = t.TypeOf<typeof SlaClockWithdrawn>
export type PriorityChanged = t.TypeOf<typeof PriorityChanged>
export type ServiceLevelChanged = t.TypeOf<typeof ServiceLevelChanged>
export type SlaReassigned = t.TypeOf<typeof SlaReassigned>
export type PromiseMade = t.TypeOf<typeof PromiseMade>
export type PromiseRenegotiated = t.TypeOf<typeof PromiseRenegotiated>
export type PromiseKept = t.TypeOf<typeof PromiseKept>
export type PromiseBroken = t.TypeOf<typeof PromiseBroken>
export type PromiseFulfilledLate = t.TypeOf<typeof PromiseFulfilledLate>
export type PromiseWaived = t.TypeOf<typeof PromiseWaived>
export type ServiceTicketResolved = t.TypeOf<typeof ServiceTicketResolved>
export type ServiceTicketClosed = t.TypeOf<typeof ServiceTicketClosed>
export type ServiceTicketReopened = t.TypeOf<typeof ServiceTicketReopened>
export type ServiceTicketMergeRequested = t.TypeOf<typeof ServiceTicketMergeRequested>
export type ServiceTicketAbsorbed = t.TypeOf<typeof ServiceTicketAbsorbed>
export type ServiceTicketMerged = t.TypeOf<typeof ServiceTicketMerged>
export type ServiceTicketMergeWithdrawn = t.TypeOf<typeof ServiceTicketMergeWithdrawn>
export type ServiceTicketMarkedAsSpam = t.TypeOf<typeof ServiceTicketMarkedAsSpam>
export type ServiceTicketCancelled = t.TypeOf<typeof ServiceTicketCancelled>
export type FollowUpRequested = t.TypeOf<typeof FollowUpRequested>
export type FollowUpCompleted = t.TypeOf<typeof FollowUpCompleted>
export type FollowUpMissed = t.TypeOf<typeof FollowUpMissed>
export type ServiceTicketEvent = t.TypeOf<typeof ServiceTicketEvent>
