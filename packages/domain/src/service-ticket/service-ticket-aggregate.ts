import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type ServiceTicketEvent, serviceTicketEvents } from './events.js'
import { occurredAtOfServiceTicket, policyRefsOfServiceTicket } from './occurred-at.js'
import { serviceTicket } from './service-ticket.js'

/** The service ticket as it is kept in streams, for a command handler. */
export const serviceTicketAggregate: {
  readonly category: string
  readonly decider: typeof serviceTicket
  readonly catalogue: EventCatalogue<ServiceTicketEvent>
  readonly occurredAtOf: (event: ServiceTicketEvent) => Instant
  readonly policyRefsOf: (event: ServiceTicketEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'serviceTicket',
  decider: serviceTicket,
  catalogue: eventCatalogue(serviceTicketEvents),
  occurredAtOf: occurredAtOfServiceTicket,
  policyRefsOf: policyRefsOfServiceTicket,
}
