import { writeSync } from 'node:fs'
import type { EventStore } from '@aftersale/event-store'
import { openEsdbEventStore } from '@aftersale/event-store-esdb'
import { openSqliteEventStore } from '@aftersale/event-store-sqlite'
import { runProjection, sqliteTarget } from '@aftersale/projecting'
import Libsql from 'libsql'
import { right } from './right-or-left.fixtures.js'
import { ticketDigest, ticketJournal } from './ticket-projections.fixtures.js'

// Runs as a process of its own. Says that it is ready, waits for a line on standard input, then runs two projections over
// the store, each with rows in a file of its own, and tells how far they come. Whoever started it kills it.

export interface ProjectingOrders {
  /** A file of the embedded store, or the connection string of a server. */
  readonly history: string
  readonly journal: string
  readonly digest: string
}

/** What it tells, a line each. */
export type ProjectingReport =
  | { readonly told: 'ready' }
  /** It is making rows of so many events since it was started; the transaction is not committed yet. */
  | { readonly told: 'projecting'; readonly events: number }
  | { readonly told: 'caught-up' }
  | { readonly told: 'ended'; readonly end: unknown }

const report = (told: ProjectingReport): void => {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

const openedStore = async ({ history }: ProjectingOrders): Promise<EventStore> =>
  history.startsWith('esdb:')
    ? right(await openEsdbEventStore(history, { timeoutMilliseconds: 60_000 })())
    : right(await openSqliteEventStore(history, { lockWaitMilliseconds: 60_000, pollMilliseconds: 2 })())

const project = async (orders: ProjectingOrders): Promise<void> => {
  const store = await openedStore(orders)
  let events = 0
  const told: typeof ticketJournal = {
    ...ticketJournal,
    project: (rows, happened) => {
      ticketJournal.project(rows, happened)
      events += 1
      report({ told: 'projecting', events })
    },
  }
  const runs = [
    runProjection(store, told, sqliteTarget(new Libsql(orders.journal))),
    runProjection(store, ticketDigest, sqliteTarget(new Libsql(orders.digest))),
  ]
  for (const { over } of runs) void over.then((end) => report({ told: 'ended', end }))
  await Promise.all(runs.map((run) => run.caughtUp()))
  report({ told: 'caught-up' })
}

const orders = process.argv[2]
if (orders !== undefined) process.stdin.once('data', () => void project(JSON.parse(orders) as ProjectingOrders))
process.stdin.once('end', () => process.exit())
report({ told: 'ready' })
