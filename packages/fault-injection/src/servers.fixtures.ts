import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import type { EventStore } from '@aftersale/event-store'
import { type EsdbEventStoreOptions, openEsdbEventStore } from '@aftersale/event-store-esdb'
import { startWireDouble } from '@aftersale/wire-double'
import * as E from 'fp-ts/lib/Either.js'
import { right } from './right-or-left.fixtures.js'
import { milliseconds } from './seeded-random.fixtures.js'

/** A server of EventStoreDB's protocol: the double, or a real one. */
export interface Server {
  readonly name: string
  readonly connectionString: string
  /** Where a proxy can be put in front of it; absent for a cluster, whose members tell clients of each other. */
  readonly port: number | undefined
  /** Kills it, waits, and starts it again on what it holds; absent where that isn't ours to do. */
  readonly restart: ((pauseMilliseconds: number) => Promise<void>) | undefined
  readonly stop: () => Promise<void>
}

export interface KindOfServer {
  readonly name: string
  readonly start: () => Promise<Server>
  /** Every so many cuts are a restart: a real server takes seconds for one. */
  readonly cutsARestart: number
}

const double: KindOfServer = {
  name: 'the wire double',
  cutsARestart: 8,
  start: async () => {
    const { connectionString, port, kill, start, stop } = await startWireDouble()
    const restart = async (pause: number): Promise<void> => {
      await kill()
      await milliseconds(pause)
      await start()
    }
    return { name: 'the wire double', connectionString, port, restart, stop }
  },
}

/** A server takes every variable that begins so for an option of its own, and starts with none that it does not know. */
const WITHOUT_OURS = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('EVENTSTORE_')))

/**
 * The server at EVENTSTORE_URL, which keeps what it is given. EVENTSTORE_RESTART is a command that kills it and starts it
 * again, and ends when it is back; without it, it is not restarted. Of a cluster, the command kills the leader.
 */
const real = (connectionString: string, command: string | undefined): KindOfServer => {
  const hosts = /^\w+:\/\/(?:[^/?]*@)?([^/?]+)/.exec(connectionString)?.[1] ?? ''
  const isCluster = hosts.includes(',')
  if (!/:\d+$/.test(hosts)) throw new TypeError('EVENTSTORE_URL has to name its port')
  const name = `EventStoreDB at ${hosts}`
  const restart = async (shellCommand: string): Promise<void> => {
    await promisify(exec)(shellCommand, { env: WITHOUT_OURS })
  }
  return {
    name,
    cutsARestart: isCluster ? 1 : 40,
    start: async () => ({
      name,
      connectionString,
      port: isCluster ? undefined : Number(hosts.split(':')[1] ?? 2113),
      restart: command === undefined ? undefined : () => restart(command),
      stop: async () => undefined,
    }),
  }
}

const { EVENTSTORE_URL, EVENTSTORE_RESTART } = process.env

/** The double always, and the real one where there is one. */
export const kindsOfServers: ReadonlyArray<KindOfServer> =
  EVENTSTORE_URL === undefined ? [double] : [double, real(EVENTSTORE_URL, EVENTSTORE_RESTART)]

/**
 * With patience where nothing else is told. Opening asks the server once, which on a busy machine may take longer than an
 * impatient store waits.
 */
export const openedOn = async (connectionString: string, told: EsdbEventStoreOptions = {}): Promise<EventStore> => {
  const options = { timeoutMilliseconds: 60_000, ...told }
  for (let attempt = 1; attempt < 100; attempt += 1) {
    const store = await openEsdbEventStore(connectionString, options)()
    if (E.isRight(store)) return store.right
  }
  return right(await openEsdbEventStore(connectionString, options)())
}
