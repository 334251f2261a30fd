import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLibsql } from '@aftersale/event-store-sqlite'
import {
  type Follows,
  inMemoryTarget,
  keyedInMemory,
  keyedInSqlite,
  type Run,
  rowsByKey,
  runProjection,
  sqliteTarget,
} from '@aftersale/projecting'
import { progress } from '../progress.js'
import { rightOf } from '../right-of.js'
import { ticketHistory } from '../ticket-histories.js'
import { ticketRows } from '../ticket-rows.js'
import type { Server } from './server.js'

/** From the call of an append to where its event has come, in milliseconds. */
export interface Latency {
  readonly way: string
  readonly p50: number
  readonly p99: number
  readonly count: number
}

/** One way from an append to its effect. */
interface Way {
  readonly way: string
  /** Appends one event, and resolves when it has arrived. */
  readonly once: () => Promise<void>
  readonly end: () => Promise<void>
}

const WAIT_AT_MOST_MILLISECONDS = 30_000

/** One event after another by each way in turn, all of them followed live meanwhile. */
export const latencies = async (server: Server, count: number, hasLinks: boolean): Promise<ReadonlyArray<Latency>> => {
  progress('from an append to its effect')
  const folder = mkdtempSync(join(tmpdir(), 'benchmarks-'))
  try {
    const ways = [
      await received(server, 'all'),
      await projected(server, all, 'memory', folder),
      await projected(server, all, 'SQLite', folder),
    ]
    if (hasLinks) {
      ways.push(
        await received(server, 'category'),
        await projected(server, category, 'memory', folder),
        await projected(server, category, 'SQLite', folder),
      )
    }
    const measured = ways.map((way) => ({ ...way, milliseconds: new Array<number>() }))
    const warmUp = Math.ceil(count / 10)
    for (let time = 0; time < warmUp + count; time += 1) {
      if (time % 100 === 0) progress(`${time} of ${warmUp + count}`)
      for (const { once, milliseconds } of measured) {
        const started = performance.now()
        await once()
        if (time >= warmUp) milliseconds.push(performance.now() - started)
      }
    }
    for (const { end } of ways) await end()
    return measured.map(({ way, milliseconds }) => ({
      way,
      p50: quantile(milliseconds, 0.5),
      p99: quantile(milliseconds, 0.99),
      count,
    }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const all: Follows = { to: 'all', filter: { categories: ['serviceTicket'] } }
const category: Follows = { to: 'category', category: 'serviceTicket' }

const received = async ({ bare, newTenant }: Server, by: 'all' | 'category'): Promise<Way> => {
  const tenant = newTenant()
  const awaited = new Map<string, () => void>()
  const unsubscribe = await bare.onNew(tenant, by, (eventId) => awaited.get(eventId)?.())
  return {
    way: `bare client, received, ${by === 'all' ? 'of all, filtered' : 'of the category'}`,
    once: async () => {
      const { stream, events } = ticketHistory(tenant, 1)
      const eventId = events[0]?.metadata.eventId ?? ''
      const arrival = new Promise<void>((resolve) => awaited.set(eventId, resolve))
      await bare.append(stream, events, 'no_stream')
      await arrival
      awaited.delete(eventId)
    },
    end: unsubscribe,
  }
}

const projected = async (
  { stores, newTenant }: Server,
  follows: Follows,
  into: 'memory' | 'SQLite',
  folder: string,
): Promise<Way> => {
  const tenant = newTenant()
  const store = stores(tenant)
  const rows = ticketRows(follows)
  const database = openLibsql(join(folder, `${tenant}.db`), 'read-write')
  const run: Run =
    into === 'SQLite'
      ? runProjection(store, keyedInSqlite(rows), sqliteTarget(database))
      : runProjection(store, keyedInMemory(rows), inMemoryTarget(rowsByKey()))
  if (!(await run.caughtUp())) throw new Error(JSON.stringify(run.state()))
  return {
    way: `the store, projected into ${into}, ${follows.to === 'all' ? 'of all, filtered' : 'of the category'}`,
    once: async () => {
      const { stream, events } = ticketHistory(tenant, 1)
      const { position } = await rightOf(store.append(stream, events, 'no-stream'))
      if (position === undefined) throw new Error('The server tells no positions')
      const reached = await run.reached(position, WAIT_AT_MOST_MILLISECONDS)
      if (!reached.projected) throw new Error(`${reached.because}: ${JSON.stringify(run.state())}`)
    },
    end: async () => {
      await run.stop()
      await store.close()
      database.close()
    },
  }
}

const quantile = (values: ReadonlyArray<number>, share: number): number =>
  values.toSorted((left, right) => left - right)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0
