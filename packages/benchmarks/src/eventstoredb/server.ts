import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { type EsdbEventStore, esdbEventStore } from '@aftersale/event-store-esdb'
import { EventStoreDBClient } from '@eventstore/db-client'
import { BareClient } from './bare-client.js'

/** Two clients of one server: what is measured never shares a connection with what it is measured beside. */
export interface Server {
  readonly bare: BareClient
  readonly stores: StoreOf
  /** `EventStoreDB 23.10.6.0` */
  readonly name: string
  /** A tenant that has no events yet: whatever else the server holds is not measured. */
  readonly newTenant: () => string
  readonly close: () => void
}

/** A handle of its own for each tenant, over one client. It knows nothing of the streams there are. */
export type StoreOf = (tenant: string) => EsdbEventStore

export const connectedTo = async (connectionString: string): Promise<Server> => {
  const version = await versionOf(connectionString)
  const [bareClient, storesClient] = [clientOf(connectionString), clientOf(connectionString)]
  const run = randomBytes(4).toString('hex')
  let tenants = 0
  return {
    bare: new BareClient(bareClient),
    stores: (tenant) => esdbEventStore(storesClient, { tenant }),
    name: `EventStoreDB ${version}`,
    newTenant: () => {
      tenants += 1
      return `bench${run}n${tenants}`
    },
    close: () => {
      // Not waited for: beware, after reads that were broken off the client's promise never settles.
      for (const client of [bareClient, storesClient]) client.dispose().catch(() => undefined)
    },
  }
}

const clientOf = (connectionString: string): EventStoreDBClient => EventStoreDBClient.connectionString(connectionString)

/** Asked over HTTP of the first node; the client has no word for it. */
const versionOf = async (connectionString: string): Promise<string> => {
  const host = /^esdb(?:\+discover)?:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(connectionString)?.[1]
  const protocol = /[?&]tls=false/i.test(connectionString) ? 'http' : 'https'
  try {
    const info = (await (await fetch(`${protocol}://${host}/info`)).json()) as { readonly esVersion?: string }
    return info.esVersion ?? 'of an unknown version'
  } catch {
    return 'of an unknown version'
  }
}

const QUIET_MILLISECONDS = 1000
const QUIET_WITHIN_MILLISECONDS = 120_000

/** Waits until the server's projections have written what they write about the events so far. */
export const untilQuiet = async (bare: BareClient): Promise<void> => {
  const giveUpAt = performance.now() + QUIET_WITHIN_MILLISECONDS
  let last = await bare.endOfAll()
  for (let quietSince = performance.now(); performance.now() - quietSince < QUIET_MILLISECONDS; ) {
    if (performance.now() > giveUpAt) return
    await wait(100)
    const now = await bare.endOfAll()
    if (now !== last) quietSince = performance.now()
    last = now
  }
}
