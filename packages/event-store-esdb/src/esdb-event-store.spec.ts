import { describeEventStore, type StoreUnderTest } from '@aftersale/event-store/contract'
import { realServer, startWireDouble } from '@aftersale/wire-double'
import { EventStoreDBClient } from '@eventstore/db-client'
import { patient } from './doubles.fixtures.js'
import { esdbEventStore } from './esdb-event-store.js'

const APPEND_LIMIT_BYTES = 1024 * 1024

/** Everything of a case goes over the wire and back, and the double does so in this very process. */
const PATIENCE_MS = 120_000

/** Each handle with a client of its own, as several processes have them. */
const storesAt = (connectionString: string, stop: () => Promise<void>): StoreUnderTest => {
  const clients: Array<EventStoreDBClient> = []
  return {
    open: async (options) => {
      const client = EventStoreDBClient.connectionString(connectionString)
      clients.push(client)
      return esdbEventStore(client, { timeoutMilliseconds: patient.timeoutMilliseconds, ...options })
    },
    discard: async () => {
      await Promise.all(clients.map((client) => client.dispose()))
      await stop()
    },
  }
}

describeEventStore('EventStoreDB, by its wire double', {
  emptyStore: async () => {
    const double = await startWireDouble()
    return storesAt(double.connectionString, double.stop)
  },
  appendLimitBytes: APPEND_LIMIT_BYTES,
  patienceMs: PATIENCE_MS,
})

const real = realServer()

if (real !== undefined) {
  describeEventStore(`${real.name}`, {
    emptyStore: async () => {
      await real.emptied()
      return storesAt(real.connectionString, async () => undefined)
    },
    appendLimitBytes: APPEND_LIMIT_BYTES,
    patienceMs: PATIENCE_MS,
    // Each takes a server that was started for it alone.
    modelRuns: 5,
  })
}
