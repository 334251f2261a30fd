import type { EventStore } from '@aftersale/event-store'
import type { EventStoreDBClient } from '@eventstore/db-client'

export interface EsdbEventStoreOptions {
  /** The tenant whose streams this handle appends to and reads; absent for a single tenant. */
  readonly tenant?: string
  /** The most bytes of JSON one append may have; 1 MiB where it is absent, as the server's own default (`MaxAppendSize`). */
  readonly appendLimitBytes?: number
  /** How long a call waits for the server's answer; an append that got none is looked for. 10 seconds where it is absent. */
  readonly timeoutMilliseconds?: number
  /** Appends on the wire at once; more wait their turn. 64 where it is absent. */
  readonly appendsInFlight?: number
  /** How long the n-th attempt to reconnect waits (from 1); capped, jittered and doubling where it is absent. */
  readonly backoffMilliseconds?: (attempt: number) => number
}

/** The port on EventStoreDB, and what a server gives beyond it. */
export interface EsdbEventStore extends EventStore {
  /** The client under it, for what the port does not say: access rules, scavenges, deletes. */
  readonly client: EventStoreDBClient
}
