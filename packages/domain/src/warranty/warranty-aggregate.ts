import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type WarrantyEvent, warrantyEvents } from './events.js'
import { occurredAtOfWarranty, policyRefsOfWarranty } from './occurred-at.js'
import { warranty } from './warranty.js'

/** The warranty as it is kept in streams, for a command handler. */
export const warrantyAggregate: {
  readonly category: string
  readonly decider: typeof warranty
  readonly catalogue: EventCatalogue<WarrantyEvent>
  readonly occurredAtOf: (event: WarrantyEvent) => Instant
  readonly policyRefsOf: (event: WarrantyEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'warranty',
  decider: warranty,
  catalogue: eventCatalogue(warrantyEvents),
  occurredAtOf: occurredAtOfWarranty,
  policyRefsOf: policyRefsOfWarranty,
}
