import { eventStoreContract } from './event-store-contract.js'
import type { EventStoreHarness } from './harness.js'

// Jest's and Vitest's globals; declared here, so that a store's users need neither.
declare const describe: (name: string, body: () => void) => void
declare const it: (name: string, body: () => Promise<void>, timeoutMs: number) => void

/** Tells and tries every sentence of the contract, one test each. */
export const describeEventStore = (name: string, harness: EventStoreHarness): void => {
  describe(`${name} as an event store`, () => {
    for (const { sentence, run } of eventStoreContract) {
      it(sentence, () => run(harness), 10 * (harness.patienceMs ?? 30_000))
    }
  })
}
