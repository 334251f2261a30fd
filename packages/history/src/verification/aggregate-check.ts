import type { DomainEvent } from '@aftersale/domain/events'
import { partsOfStreamName } from '@aftersale/event-store'
import { faultsAcrossReturns } from './across-returns.js'
import { faultsAcrossTickets } from './across-tickets.js'
import { purchaseCheck } from './purchase-check.js'
import { returnCaseCheck } from './return-case-check.js'
import { storeCreditCheck } from './store-credit-check.js'
import { ticketCheck } from './ticket-check.js'
import type { TicketStory } from './ticket-story.js'

/** What is found wrong in the streams of one aggregate, event by event. */
export interface AggregateCheck {
  /** One sentence each; the event is then part of what the next ones are held against. */
  readonly faultsOf: (event: DomainEvent, revision: number) => ReadonlyArray<string>
  /** What tickets are held against each other by; of tickets alone. */
  readonly ticket?: TicketStory
  /** What returns are held against; of purchases alone. */
  readonly purchase?: { readonly reservations: ReadonlySet<string> }
  /** What is held against purchases; of returns alone. */
  readonly returnCase?: { readonly named: ReadonlyArray<ReservationNamed> }
}

/** A reservation that a return says it holds at a purchase. */
export interface ReservationNamed {
  readonly revision: number
  readonly purchaseId: string
  readonly reservationId: string
}

/** What streams say of each other, told at an event of the stream. */
export interface FaultAcross {
  readonly stream: string
  readonly revision: number
  readonly what: string
}

/** The check for a stream of that name; none where it is no aggregate's. */
export const aggregateCheckOf = (stream: string): AggregateCheck | undefined => {
  const name = partsOfStreamName(stream)
  if (name === undefined) return undefined
  return checks.get(name.category)?.(name.id)
}

const checks: ReadonlyMap<string, (id: string) => AggregateCheck> = new Map([
  ['serviceTicket', ticketCheck],
  ['purchase', purchaseCheck],
  ['returnCase', returnCaseCheck],
  ['storeCredit', storeCreditCheck],
])

/** Faults that no single stream shows. */
export function* faultsAcross(streams: ReadonlyMap<string, AggregateCheck>): Generator<FaultAcross, void, undefined> {
  const tickets = new Map<string, TicketStory>()
  for (const [stream, { ticket }] of streams) if (ticket !== undefined) tickets.set(stream, ticket)
  yield* faultsAcrossTickets(tickets)
  yield* faultsAcrossReturns(streams)
}
