import { describeEventStore, type EventStoreHarness } from '../contract/index.js'
import { inMemoryEventStore } from './in-memory-event-store.js'
import { InMemoryEvents } from './in-memory-events.js'

const inMemory: EventStoreHarness = {
  emptyStore: async () => {
    const events = new InMemoryEvents()
    return {
      open: async (options) => inMemoryEventStore({ ...options, events, appendLimitBytes: 1_048_576 }),
      discard: async () => undefined,
    }
  },
  appendLimitBytes: 1_048_576,
  positionsHaveNoGaps: true,
}

describeEventStore('The in-memory store', inMemory)
