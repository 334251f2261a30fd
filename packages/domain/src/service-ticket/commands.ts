import {
  Actor,
  Instant,
  message,
  NonEmptyText,
  optional,
  PositiveInteger,
  personal,
  Revision,
  record,
} from '@aftersale/messages'
import * as t from 'io-ts'
import { AssetId } from '../asset/asset-id.js'
import { Channel } from '../channel/channel.js'
import { CustomerId } from '../customer/customer-id.js'
import { HoldCause, Priority, ServiceLevelPolicy } from '../policy/service-level/service-level-policy.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import {
  AcknowledgeComplaint,
  AnswerComplaintDecision,
  AssessComplaint,
  CloseComplaint,
  CommunicateComplaintDecision,
  ConcludeExternalRecourse,
  EscalateComplaintExternally,
  OfferRedress,
  RegisterComplaint,
  RespondToComplaint,
} from './commands/complaint.js'
import { AcceptQuote, BillService, DeclineQuote, ExpireQuote, OfferQuote } from './commands/quotes.js'
import {
  ReleaseAbsorbedTicket,
  ReturnContacts,
  SplitServiceTicket,
  UnmergeServiceTicket,
} from './commands/separation.js'
import { visitCommands } from './commands/visits.js'
import { ContactNature, Direction } from './contact.js'
import { MovedContact } from './contacts/moved-contact.js'
import { IssueId, ServiceTicketId } from './service-ticket-id.js'
import { BeyondFirstContact, FixKind, TicketKind, Topic } from './topic.js'

export * from './commands/complaint.js'
export * from './commands/quotes.js'
export * from './commands/separation.js'
export * from './commands/visits.js'

// Commands that touch a clock bring the service level in force; it must be the version the ticket runs under.
// `cause`, `code` and `because` are codes of the desk's own lists, never free text.

/** What a contact is known by. `sessionId` is given where the channel has one (a call, a chat); else it is stitched. */
const contactFields = {
  contactId: NonEmptyText,
  direction: Direction,
  channel: Channel,
  nature: ContactNature,
  contactedBy: Actor,
  sessionId: optional(NonEmptyText),
  topic: optional(Topic),
  /** Seen by others than the customer and the desk, as a public post is. */
  isPublic: optional(t.boolean),
  text: optional(personal(t.string)),
}

export const OpenServiceTicket = message('OpenServiceTicket', {
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
  /** The customer where they wrote or called, even if an agent typed it in. */
  openedBy: Actor,
  openedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
  /** The contact that opened it; absent where nobody asked (a device, an inspection). */
  contact: optional(record(contactFields)),
  /** The earlier ticket of the same issue that this one goes on from. */
  followsUp: optional(ServiceTicketId),
  /** The ticket that it was split from, as `ServiceTicketSplit` there tells; its contacts are recorded here. */
  splitFrom: optional(
    record({ serviceTicketId: ServiceTicketId, splitAtRevision: Revision, contacts: t.readonlyArray(MovedContact) }),
  ),
  beyondFirstContact: optional(BeyondFirstContact),
  isTest: optional(t.boolean),
})

export const ClassifyServiceTicket = message('ClassifyServiceTicket', {
  serviceTicketId: ServiceTicketId,
  kind: optional(TicketKind),
  topic: optional(Topic),
  beyondFirstContact: optional(BeyondFirstContact),
  classifiedAt: Instant,
  classifiedBy: Actor,
})

export const RecordContact = message('RecordContact', {
  serviceTicketId: ServiceTicketId,
  ...contactFields,
  contactedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const AssignServiceTicket = message('AssignServiceTicket', {
  serviceTicketId: ServiceTicketId,
  team: NonEmptyText,
  agentId: optional(NonEmptyText),
  assignedAt: Instant,
})

export const TransferServiceTicket = message('TransferServiceTicket', {
  serviceTicketId: ServiceTicketId,
  toTeam: NonEmptyText,
  toAgentId: optional(NonEmptyText),
  transferredAt: Instant,
  cause: optional(NonEmptyText),
})

export const HandOverToHuman = message('HandOverToHuman', {
  serviceTicketId: ServiceTicketId,
  botId: NonEmptyText,
  toTeam: optional(NonEmptyText),
  handedOverAt: Instant,
})

export const EscalateServiceTicket = message('EscalateServiceTicket', {
  serviceTicketId: ServiceTicketId,
  level: PositiveInteger,
  cause: NonEmptyText,
  escalatedAt: Instant,
})

export const ReplyToCustomer = message('ReplyToCustomer', {
  serviceTicketId: ServiceTicketId,
  messageId: NonEmptyText,
  channel: Channel,
  repliedBy: Actor,
  /** Out-of-office and receipt messages: never a response. */
  automated: t.boolean,
  text: optional(personal(t.string)),
  repliedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const AddNote = message('AddNote', {
  serviceTicketId: ServiceTicketId,
  noteId: NonEmptyText,
  text: optional(personal(t.string)),
  notedBy: Actor,
  notedAt: Instant,
})

export const AskCustomer = message('AskCustomer', {
  serviceTicketId: ServiceTicketId,
  askedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** The customer answered, by whatever way; a recorded contact does the same by itself. */
export const EndWaitingOnCustomer = message('EndWaitingOnCustomer', {
  serviceTicketId: ServiceTicketId,
  answeredAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const PutOnHold = message('PutOnHold', {
  serviceTicketId: ServiceTicketId,
  cause: HoldCause,
  heldAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const ResumeFromHold = message('ResumeFromHold', {
  serviceTicketId: ServiceTicketId,
  resumedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const ChangePriority = message('ChangePriority', {
  serviceTicketId: ServiceTicketId,
  priority: Priority,
  changedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** Another policy, or another version of it (a new calendar, say), from `changedAt` on. */
export const ChangeServiceLevel = message('ChangeServiceLevel', {
  serviceTicketId: ServiceTicketId,
  /** The policy in force until now: what has elapsed so far is measured by it. */
  from: ServiceLevelPolicy,
  to: ServiceLevelPolicy,
  changedAt: Instant,
})

/** Issued by the passing of time; does nothing where the clock was met, paused, moved or already breached. */
export const RecordSlaBreach = message('RecordSlaBreach', {
  serviceTicketId: ServiceTicketId,
  clockId: NonEmptyText,
  dueAt: Instant,
})

export const MakePromise = message('MakePromise', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  /** What kind of thing is promised: `call-back`, `visit`, `answer`. */
  subject: NonEmptyText,
  text: optional(personal(t.string)),
  dueAt: Instant,
  promisedBy: Actor,
  promisedAt: Instant,
})

export const RenegotiatePromise = message('RenegotiatePromise', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  newDueAt: Instant,
  /** When the customer agreed. */
  consentedAt: Instant,
})

export const KeepPromise = message('KeepPromise', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  keptAt: Instant,
})

/** Issued by the passing of time. */
export const BreakPromise = message('BreakPromise', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  dueAt: Instant,
})

/** The customer no longer wants it. */
export const WaivePromise = message('WaivePromise', {
  serviceTicketId: ServiceTicketId,
  promiseId: NonEmptyText,
  waivedAt: Instant,
})

export const ResolveServiceTicket = message('ResolveServiceTicket', {
  serviceTicketId: ServiceTicketId,
  code: optional(NonEmptyText),
  cause: optional(NonEmptyText),
  fixKind: optional(FixKind),
  resolvedBy: Actor,
  resolvedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const CloseServiceTicket = message('CloseServiceTicket', {
  serviceTicketId: ServiceTicketId,
  closedBy: t.keyof({ customer: null, timer: null, agent: null }),
  closedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** Issued by the passing of time after a resolution; does nothing where the ticket was reopened meanwhile. */
export const CloseWhenUncontested = message('CloseWhenUncontested', {
  serviceTicketId: ServiceTicketId,
  episode: PositiveInteger,
  dueAt: Instant,
})

export const ReopenServiceTicket = message('ReopenServiceTicket', {
  serviceTicketId: ServiceTicketId,
  because: NonEmptyText,
  reopenedBy: Actor,
  reopenedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** First of three steps; the second is `AbsorbServiceTicket` on the other ticket, the third `MergeServiceTicket` here. */
export const RequestMerge = message('RequestMerge', {
  serviceTicketId: ServiceTicketId,
  into: ServiceTicketId,
  requestedBy: Actor,
  requestedAt: Instant,
})

/** On the ticket that stays. Only one that neither is merged nor asks to be may absorb: so no circle can arise. */
export const AbsorbServiceTicket = message('AbsorbServiceTicket', {
  serviceTicketId: ServiceTicketId,
  absorbedTicketId: ServiceTicketId,
  /** Revision of `ServiceTicketMergeRequested` in the other ticket's stream. */
  requestedAtRevision: Revision,
  absorbedAt: Instant,
})

export const MergeServiceTicket = message('MergeServiceTicket', {
  serviceTicketId: ServiceTicketId,
  into: ServiceTicketId,
  /** Revision of `ServiceTicketMergeRequested` in this stream, as `ServiceTicketAbsorbed` names it: no earlier request. */
  requestedAtRevision: Revision,
  /** Revision of `ServiceTicketAbsorbed` in the other ticket's stream. */
  absorbedAtRevision: Revision,
  mergedAt: Instant,
})

/** Where the other ticket refused. */
export const WithdrawMergeRequest = message('WithdrawMergeRequest', {
  serviceTicketId: ServiceTicketId,
  /** Revision of `ServiceTicketMergeRequested` in this stream; whichever request is pending, where it is absent. */
  requestedAtRevision: optional(Revision),
  withdrawnAt: Instant,
})

export const MarkServiceTicketAsSpam = message('MarkServiceTicketAsSpam', {
  serviceTicketId: ServiceTicketId,
  markedBy: Actor,
  markedAt: Instant,
})

export const CancelServiceTicket = message('CancelServiceTicket', {
  serviceTicketId: ServiceTicketId,
  because: t.keyof({ 'opened-by-mistake': null, 'withdrawn-by-customer': null }),
  cancelledBy: Actor,
  cancelledAt: Instant,
})

export const RequestFollowUp = message('RequestFollowUp', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  channel: Channel,
  dueAt: Instant,
  requestedAt: Instant,
})

export const CompleteFollowUp = message('CompleteFollowUp', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  completedBy: Actor,
  completedAt: Instant,
})

/** Issued by the passing of time. */
export const MissFollowUp = message('MissFollowUp', {
  serviceTicketId: ServiceTicketId,
  followUpId: NonEmptyText,
  dueAt: Instant,
})

export const ServiceTicketCommand = t.union([
  OpenServiceTicket,
  ClassifyServiceTicket,
  RecordContact,
  AssignServiceTicket,
  TransferServiceTicket,
  HandOverToHuman,
  EscalateServiceTicket,
  ReplyToCustomer,
  AddNote,
  AskCustomer,
  EndWaitingOnCustomer,
  PutOnHold,
  ResumeFromHold,
  ChangePriority,
  ChangeServiceLevel,
  RecordSlaBreach,
  MakePromise,
  RenegotiatePromise,
  KeepPromise,
  BreakPromise,
  WaivePromise,
  ResolveServiceTicket,
  CloseServiceTicket,
  CloseWhenUncontested,
  ReopenServiceTicket,
  RequestMerge,
  AbsorbServiceTicket,
  MergeServiceTicket,
  WithdrawMergeRequest,
  MarkServiceTicketAsSpam,
  CancelServiceTicket,
  RequestFollowUp,
  CompleteFollowUp,
  MissFollowUp,
  RegisterComplaint,
  AcknowledgeComplaint,
  AssessComplaint,
  RespondToComplaint,
  OfferRedress,
  CommunicateComplaintDecision,
  AnswerComplaintDecision,
  EscalateComplaintExternally,
  ConcludeExternalRecourse,
  CloseComplaint,
  OfferQuote,
  AcceptQuote,
  DeclineQuote,
  ExpireQuote,
  BillService,
  SplitServiceTicket,
  UnmergeServiceTicket,
  ReleaseAbsorbedTicket,
  ReturnContacts,
  ...visitCommands,
])

export type OpenServiceTicket = t.TypeOf<typeof OpenServiceTicket>
export type ClassifyServiceTicket = t.TypeOf<typeof ClassifyServiceTicket>
export type RecordContact = t.TypeOf<typeof RecordContact>
export type AssignServiceTicket = t.TypeOf<typeof AssignServiceTicket>
export type TransferServiceTicket = t.TypeOf<typeof TransferServiceTicket>
export type HandOverToHuman = t.TypeOf<typeof HandOverToHuman>
export type EscalateServiceTicket = t.TypeOf<typeof EscalateServiceTicket>
export type ReplyToCustomer = t.TypeOf<typeof ReplyToCustomer>
export type AddNote = t.TypeOf<typeof AddNote>
export type AskCustomer = t.TypeOf<typeof AskCustomer>
export type EndWaitingOnCustomer = t.TypeOf<typeof EndWaitingOnCustomer>
export type PutOnHold = t.TypeOf<typeof PutOnHold>
export type ResumeFromHold = t.TypeOf<typeof ResumeFromHold>
export type ChangePriority = t.TypeOf<typeof ChangePriority>
export type ChangeServiceLevel = t.TypeOf<typeof ChangeServiceLevel>
export type RecordSlaBreach = t.TypeOf<typeof RecordSlaBreach>
export type MakePromise = t.TypeOf<typeof MakePromise>
export type RenegotiatePromise = t.TypeOf<typeof RenegotiatePromise>
export type KeepPromise = t.TypeOf<typeof KeepPromise>
export type BreakPromise = t.TypeOf<typeof BreakPromise>
export type WaivePromise = t.TypeOf<typeof WaivePromise>
export type ResolveServiceTicket = t.TypeOf<typeof ResolveServiceTicket>
export type CloseServiceTicket = t.TypeOf<typeof CloseServiceTicket>
export type CloseWhenUncontested = t.TypeOf<typeof CloseWhenUncontested>
export type ReopenServiceTicket = t.TypeOf<typeof ReopenServiceTicket>
export type RequestMerge = t.TypeOf<typeof RequestMerge>
export type AbsorbServiceTicket = t.TypeOf<typeof AbsorbServiceTicket>
export type MergeServiceTicket = t.TypeOf<typeof MergeServiceTicket>
export type WithdrawMergeRequest = t.TypeOf<typeof WithdrawMergeRequest>
export type MarkServiceTicketAsSpam = t.TypeOf<typeof MarkServiceTicketAsSpam>
export type CancelServiceTicket = t.TypeOf<typeof CancelServiceTicket>
export type RequestFollowUp = t.TypeOf<typeof RequestFollowUp>
export type CompleteFollowUp = t.TypeOf<typeof CompleteFollowUp>
export type MissFollowUp = t.TypeOf<typeof MissFollowUp>
export type ServiceTicketCommand = t.TypeOf<typeof ServiceTicketCommand>
