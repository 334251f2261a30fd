import type { EventStore } from '../event-store.js'

/** What an adapter gives the contract: stores to try it on. */
export interface EventStoreHarness {
  /** A new, empty store that nothing else reads or writes. */
  readonly emptyStore: () => Promise<StoreUnderTest>
  /** The most bytes the stores take in one append, 64 KiB at least; absent where they have no limit to try. */
  readonly appendLimitBytes?: number
  /** True where positions count 0, 1, 2 … and refused appends use none up. */
  readonly positionsHaveNoGaps?: boolean
  /** How long an expected delivery may take before the store has failed; 30 seconds where it is absent. */
  readonly patienceMs?: number
  /** How many sequences of calls the store is compared with a list of events on; 20 where it is absent. */
  readonly modelRuns?: number
}

export interface StoreUnderTest {
  /** Another handle on this same store: the first, one beside those that are open, or one after they were closed. */
  readonly open: (options?: { readonly tenant?: string }) => Promise<EventStore>
  /** Every handle is closed: the store may go. */
  readonly discard: () => Promise<void>
}

/** One sentence that is true of every store, and the trial of it: rejects where a store breaks it. */
export interface ContractCase {
  readonly sentence: string
  readonly run: (harness: EventStoreHarness) => Promise<void>
}
