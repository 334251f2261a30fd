import { Actor, Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/index.js'
import { CoverageEvidence, QuoteLine } from '../quotes/quote-line.js'
import { ServiceTicketId } from '../service-ticket-id.js'

export const OfferQuote = message('OfferQuote', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  currency: Currency,
  lines: t.readonlyArray(QuoteLine),
  /** Exclusive. */
  validUntil: Instant,
  offeredBy: Actor,
  offeredAt: Instant,
})

export const AcceptQuote = message('AcceptQuote', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  acceptedBy: Actor,
  acceptedAt: Instant,
})

export const DeclineQuote = message('DeclineQuote', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  because: optional(NonEmptyText),
  declinedBy: Actor,
  declinedAt: Instant,
})

/** Issued by the passing of time. */
export const ExpireQuote = message('ExpireQuote', {
  serviceTicketId: ServiceTicketId,
  quoteId: NonEmptyText,
  dueAt: Instant,
})

/** Work that was done, under a quote that was accepted. What is covered stands in the bill at nothing. */
export const BillService = message('BillService', {
  serviceTicketId: ServiceTicketId,
  billId: NonEmptyText,
  quoteId: NonEmptyText,
  currency: Currency,
  lines: t.readonlyArray(QuoteLine),
  /** What warranties and plans say about these lines; empty where all were asked and none covers any. */
  coverage: t.readonlyArray(CoverageEvidence),
  performedAt: Instant,
  billedBy: Actor,
  billedAt: Instant,
})

export type OfferQuote = t.TypeOf<typeof OfferQuote>
export type AcceptQuote = t.TypeOf<typeof AcceptQuote>
export type DeclineQuote = t.TypeOf<typeof DeclineQuote>
export type ExpireQuote = t.TypeOf<typeof ExpireQuote>
export type BillService = t.TypeOf<typeof BillService>
