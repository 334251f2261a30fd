import type { DomainEvent } from '@aftersale/domain/events'
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
