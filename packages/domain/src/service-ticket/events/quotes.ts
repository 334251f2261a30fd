import { Actor, Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency, MinorUnits } from '../../money/index.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { CoverageEvidence, QuoteLine } from '../quotes/quote-line.js'
import { ServiceTicketId } from '../service-ticket-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** `totalMinor` is net and tax of all lines; `validUntil` is exclusive. */
export const QuoteOffered = message('QuoteOffered', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  currency: Currency,
  lines: t.readonlyArray(QuoteLine),
  totalMinor: MinorUnits,
  validUntil: Instant,
  offeredBy: Actor,
  offeredAt: Instant,
})

/** After a `QuoteExpired` it corrects it, and so does `QuoteDeclined`: that happened in time and was heard of late. */
export const QuoteAccepted = message('QuoteAccepted', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  acceptedBy: Actor,
  acceptedAt: Instant,
})

export const QuoteDeclined = message('QuoteDeclined', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  because: optional(NonEmptyText),
  declinedBy: Actor,
  declinedAt: Instant,
})

/** `expiredAt` is the end of its validity, whenever it was noticed. */
export const QuoteExpired = message('QuoteExpired', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  expiredAt: Instant,
})

/** `coverage`: the evidence it was billed by; the lines that it covers stand at nothing. */
export const ServiceBilled = message('ServiceBilled', {
  serviceTicketId: ServiceTicketId,
  billId: NonEmptyText,
  quoteId: NonEmptyText,
  currency: Currency,
  lines: t.readonlyArray(QuoteLine),
  totalMinor: MinorUnits,
  coverage: t.readonlyArray(CoverageEvidence),
  performedAt: Instant,
  billedBy: Actor,
  billedAt: Instant,
  trace: RuleTrace,
})

export type QuoteOffered = t.TypeOf<typeof QuoteOffered>
export type QuoteAccepted = t.TypeOf<typeof QuoteAccepted>
export type QuoteDeclined = t.TypeOf<typeof QuoteDeclined>
export type QuoteExpired = t.TypeOf<typeof QuoteExpired>
export type ServiceBilled = t.TypeOf<typeof ServiceBilled>
export type QuoteEvent = QuoteOffered | QuoteAccepted | QuoteDeclined | QuoteExpired | ServiceBilled
