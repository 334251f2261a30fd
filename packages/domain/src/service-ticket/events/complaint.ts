import { Actor, Instant, message, NonEmptyText, optional, personal, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Channel } from '../../channel/channel.js'
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

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** What the customer alleges; what was found is in `ComplaintAssessed`. One a ticket. */
export const ComplaintRegistered = message('ComplaintRegistered', {
  serviceTicketId: ServiceTicketId,
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
})

/** Stops the `acknowledgement` clock, whose verdict follows where it ran. */
export const ComplaintAcknowledged = message('ComplaintAcknowledged', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  acknowledgedBy: Actor,
  acknowledgedAt: Instant,
})

/** Of several, the one assessed last rules, however late it is heard of. */
export const ComplaintAssessed = message('ComplaintAssessed', {
  serviceTicketId: ServiceTicketId,
  finding: ComplaintFinding,
  severity: ComplaintSeverity,
  importance: optional(ComplaintImportance),
  priceBand: optional(PriceBand),
  momentOfUse: optional(MomentOfUse),
  causes: t.readonlyArray(NonEmptyText),
  assessedBy: Actor,
  assessedAt: Instant,
})

export const ComplaintResponded = message('ComplaintResponded', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  text: optional(personal(t.string)),
  respondedBy: Actor,
  respondedAt: Instant,
})

export const RedressOffered = message('RedressOffered', {
  serviceTicketId: ServiceTicketId,
  redressId: NonEmptyText,
  kind: RedressKind,
  amount: optional(RedressAmount),
  offeredBy: Actor,
  offeredAt: Instant,
})

/** `recourse`: what the customer was told may be done against it; `availableUntil` is exclusive, absent: for ever. */
export const ComplaintDecisionCommunicated = message('ComplaintDecisionCommunicated', {
  serviceTicketId: ServiceTicketId,
  channel: Channel,
  recourse: t.readonlyArray(record({ body: NonEmptyText, availableUntil: optional(Instant) })),
  communicatedBy: Actor,
  communicatedAt: Instant,
})

/** The customer's answer to the last decision communicated by then. */
export const ComplaintDecisionAnswered = message('ComplaintDecisionAnswered', {
  serviceTicketId: ServiceTicketId,
  answer: t.keyof({ accepted: null, disputed: null }),
  answeredBy: Actor,
  answeredAt: Instant,
})

export const ComplaintEscalatedExternally = message('ComplaintEscalatedExternally', {
  serviceTicketId: ServiceTicketId,
  body: NonEmptyText,
  caseRef: optional(NonEmptyText),
  escalatedBy: Actor,
  escalatedAt: Instant,
})

export const ExternalRecourseConcluded = message('ExternalRecourseConcluded', {
  serviceTicketId: ServiceTicketId,
  body: NonEmptyText,
  outcome: t.keyof({ 'for-customer': null, 'for-desk': null, settled: null, 'not-taken-up': null }),
  concludedAt: Instant,
})

/** `accepted`: by the customer's answer; `options-exhausted`: nothing is left that could decide otherwise. */
export const ComplaintClosed = message('ComplaintClosed', {
  serviceTicketId: ServiceTicketId,
  because: t.keyof({ accepted: null, 'options-exhausted': null, withdrawn: null }),
  closedBy: Actor,
  closedAt: Instant,
})

export type ComplaintRegistered = t.TypeOf<typeof ComplaintRegistered>
export type ComplaintAcknowledged = t.TypeOf<typeof ComplaintAcknowledged>
export type ComplaintAssessed = t.TypeOf<typeof ComplaintAssessed>
export type ComplaintResponded = t.TypeOf<typeof ComplaintResponded>
export type RedressOffered = t.TypeOf<typeof RedressOffered>
export type ComplaintDecisionCommunicated = t.TypeOf<typeof ComplaintDecisionCommunicated>
export type ComplaintDecisionAnswered = t.TypeOf<typeof ComplaintDecisionAnswered>
export type ComplaintEscalatedExternally = t.TypeOf<typeof ComplaintEscalatedExternally>
export type ExternalRecourseConcluded = t.TypeOf<typeof ExternalRecourseConcluded>
export type ComplaintClosed = t.TypeOf<typeof ComplaintClosed>
export type ComplaintEvent =
  | ComplaintRegistered
  | ComplaintAcknowledged
  | ComplaintAssessed
  | ComplaintResponded
  | RedressOffered
  | ComplaintDecisionCommunicated
  | ComplaintDecisionAnswered
  | ComplaintEscalatedExternally
  | ExternalRecourseConcluded
  | ComplaintClosed
