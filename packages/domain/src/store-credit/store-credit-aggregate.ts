import { type EventCatalogue, eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type StoreCreditEvent, storeCreditEvents } from './events.js'
import { occurredAtOfStoreCredit } from './occurred-at.js'
import { storeCredit } from './store-credit.js'

/** The store credit as it is kept in streams, for a command handler. */
export const storeCreditAggregate: {
  readonly category: string
  readonly decider: typeof storeCredit
  readonly catalogue: EventCatalogue<StoreCreditEvent>
  readonly occurredAtOf: (event: StoreCreditEvent) => Instant
  readonly policyRefsOf: (event: StoreCreditEvent) => ReadonlyArray<PolicyRef>
} = {
  category: 'storeCredit',
  decider: storeCredit,
  catalogue: eventCatalogue(storeCreditEvents),
  occurredAtOf: occurredAtOfStoreCredit,
  // No rule of a policy is applied here: whoever gives a credit decided under one, and says so there.
  policyRefsOf: () => [],
}
