export { describeEventStore } from './describe-event-store.js'
export { eventStoreContract } from './event-store-contract.js'
export type { ContractCase, EventStoreHarness, StoreUnderTest } from './harness.js'
