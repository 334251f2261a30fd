import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type PurchaseEvent, purchaseEvents } from './events.js'
import { occurredAtOfPurchase, policyRefsOfPurchase } from './occurred-at.js'
import { purchase } from './purchase.js'

/** The purchase as it is kept in streams, for a command handler. */
export const purchaseAggregate: {
  readonly category: string
  readonly decider: typeof purchase
  readonly catalogue: EventCatalogue<PurchaseEvent>
  readonly occurredAtOf: (event: PurchaseEvent) => Instant
  readonly policyRefsOf: (event: PurchaseEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'purchase',
  decider: purchase,
  catalogue: eventCatalogue(purchaseEvents),
  occurredAtOf: occurredAtOfPurchase,
  policyRefsOf: policyRefsOfPurchase,
}
