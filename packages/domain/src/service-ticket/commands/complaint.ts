import { Actor, Instant, message, NonEmptyText, optional, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
import { ServiceLevelPolicy } from '../../policy/service-level/service-level-policy.js'
import {
  ComplaintFinding,
  ComplaintImportance,
  ComplaintSeverity,
  MomentOfUse,
  PriceBand,
  RedressAmount,
  RedressKind,
} from '../complaint/complaint-words.js'
import { ServiceTicketId } from '../service-ticket-id.js'

/** One complaint a ticket; a second one is split off, or opened as a ticket of its own. */
export const RegisterComplaint = message('RegisterComplaint', {
  serviceTicketId: ServiceTicketId,
  /** What is said to be wrong, a code of the desk's list. */
  allegedDefect: NonEmptyText,
  sku: optional(NonEmptyText),
  batch: optional(NonEmptyText),
  severity: ComplaintSeverity,
  importance: optional(ComplaintImportance),
  priceBand: optional(PriceBand),
  momentOfUse: optional(MomentOfUse),
  text: optional(personal(t.string)),
  registeredBy: Actor,
  registeredAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

/** The customer was told that the complaint was received. */
export const AcknowledgeComplaint = message('AcknowledgeComplaint', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  acknowledgedBy: Actor,
  acknowledgedAt: Instant,
  serviceLevel: ServiceLevelPolicy,
})

export const AssessComplaint = message('AssessComplaint', {
  serviceTicketId: ServiceTicketId,
  finding: ComplaintFinding,
  severity: ComplaintSeverity,
  importance: optional(ComplaintImportance),
  priceBand: optional(PriceBand),
  momentOfUse: optional(MomentOfUse),
  /** Codes of the desk's list of causes. */
  causes: t.readonlyArray(NonEmptyText),
  assessedBy: Actor,
  assessedAt: Instant,
})

export const RespondToComplaint = message('RespondToComplaint', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  text: optional(personal(t.string)),
  respondedBy: Actor,
  respondedAt: Instant,
})

export const OfferRedress = message('OfferRedress', {
  serviceTicketId: ServiceTicketId,
  redressId: NonEmptyText,
  kind: RedressKind,
  amount: optional(RedressAmount),
  offeredBy: Actor,
  offeredAt: Instant,
})

export const CommunicateComplaintDecision = message('CommunicateComplaintDecision', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  /** What the customer was told may be done where they do not accept it, inside the house or out of it. */
  recourse: t.readonlyArray(record({ body: NonEmptyText, availableUntil: optional(Instant) })),
  communicatedBy: Actor,
  communicatedAt: Instant,
})

export const AnswerComplaintDecision = message('AnswerComplaintDecision', {
  serviceTicketId: ServiceTicketId,
  answer: t.keyof({ accepted: null, disputed: null }),
  answeredBy: Actor,
  answeredAt: Instant,
})

/** To a body outside the house (alternative dispute resolution, an ombudsman, a court). */
export const EscalateComplaintExternally = message('EscalateComplaintExternally', {
  serviceTicketId: ServiceTicketId,
  body: NonEmptyText,
  caseRef: optional(NonEmptyText),
  escalatedBy: Actor,
  escalatedAt: Instant,
})

/** The body decided, or will not: nothing more is to be expected of it. */
export const ConcludeExternalRecourse = message('ConcludeExternalRecourse', {
  serviceTicketId: ServiceTicketId,
  body: NonEmptyText,
  outcome: t.keyof({ 'for-customer': null, 'for-desk': null, settled: null, 'not-taken-up': null }),
  concludedAt: Instant,
})

export const CloseComplaint = message('CloseComplaint', {
  serviceTicketId: ServiceTicketId,
  because: t.keyof({ accepted: null, 'options-exhausted': null, withdrawn: null }),
  closedBy: Actor,
  closedAt: Instant,
})

export type RegisterComplaint = t.TypeOf<typeof RegisterComplaint>
export type AcknowledgeComplaint = t.TypeOf<typeof AcknowledgeComplaint>
export type AssessComplaint = t.TypeOf<typeof AssessComplaint>
export type RespondToComplaint = t.TypeOf<typeof RespondToComplaint>
export type OfferRedress = t.TypeOf<typeof OfferRedress>
export type CommunicateComplaintDecision = t.TypeOf<typeof CommunicateComplaintDecision>
export type AnswerComplaintDecision = t.TypeOf<typeof AnswerComplaintDecision>
export type EscalateComplaintExternally = t.TypeOf<typeof EscalateComplaintExternally>
export type ConcludeExternalRecourse = t.TypeOf<typeof ConcludeExternalRecourse>
export type CloseComplaint = t.TypeOf<typeof CloseComplaint>
