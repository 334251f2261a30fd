import type { EventStore, RecordedEvent } from '@aftersale/event-store'
import { everyPage } from '@aftersale/event-store'
import { type Run, runProjection, sqliteTarget } from '@aftersale/projecting'
import Libsql from 'libsql'
import { inspect } from './asked-appends.fixtures.js'
import { anyCut, type FaultKind, inflict } from './random-faults.fixtures.js'
import { right } from './right-or-left.fixtures.js'
import { milliseconds, seededRandom } from './seeded-random.fixtures.js'
import { kindsOfServers, openedOn } from './servers.fixtures.js'
import { newFolder } from './stores.fixtures.js'
import { tcpProxyTo } from './tcp-proxy.fixtures.js'
import {
  digestRows,
  digestsOf,
  journalOf,
  journalRows,
  ticketDigest,
  ticketJournal,
} from './ticket-projections.fixtures.js'
import { ticketWriters } from './ticket-writers.fixtures.js'

/** `FAULT_CUTS=1000 npx jest fault-schedule` looks longer, and another `FAULT_SEED` elsewhere. */
const CUTS = Number(process.env.FAULT_CUTS ?? 10)
const SEED = Number(process.env.FAULT_SEED ?? 20250602)

const WRITERS = 8
/** Appends that are acknowledged between two faults, at most; and milliseconds after the last of them. */
const MOST_APPENDS = 8
const LONGEST_PEACE = 30
/** Long enough for a server that takes its time to start on a busy machine; what takes longer does not come back by itself. */
const PATIENCE = 180_000

const backoffMilliseconds = (attempt: number): number => Math.min(200, 5 * 2 ** attempt)
/** Goes on asking until it knows, mostly. */
const patient = { timeoutMilliseconds: 3000, backoffMilliseconds }
/** Often does not know. */
const impatient = { timeoutMilliseconds: 150, backoffMilliseconds }

/** Waits for it; says what it was that did not come about. */
const until = async (holds: () => boolean, told: () => string): Promise<void> => {
  const giveUpAt = performance.now() + PATIENCE
  while (!holds()) {
    if (performance.now() > giveUpAt) throw new Error(`${PATIENCE} ms went by: ${told()}`)
    await milliseconds(2)
  }
}

const storedIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  const events: Array<RecordedEvent> = []
  for await (const page of everyPage(store)) events.push(...right(page))
  return events
}

/** What a connection that was cut had sent before may be written a little later. */
const settledIn = async (store: EventStore): Promise<ReadonlyArray<RecordedEvent>> => {
  for (;;) {
    const stored = await storedIn(store)
    await milliseconds(300)
    if ((await storedIn(store)).length === stored.length) return stored
  }
}

/** Counts how often a handle was asked to subscribe, which a projection does once unless it is started again. */
const countingSubscriptions = (store: EventStore) => {
  const subscriptions: Array<ReturnType<EventStore['subscribe']>> = []
  const counting: EventStore = {
    ...store,
    subscribe: (start) => {
      const subscription = store.subscribe(start)
      subscriptions.push(subscription)
      return subscription
    },
  }
  return { counting, subscriptions: () => subscriptions.length }
}

describe.each(kindsOfServers)('$name, cut off from its clients at random moments', ({ start, cutsARestart }) => {
  it(
    `loses and doubles nothing in ${CUTS} cuts, while ${WRITERS} append and two projections follow`,
    async () => {
      const server = await start()
      const proxy = await tcpProxyTo(server.port ?? 0)
      const random = seededRandom(SEED)
      const folder = newFolder()
      const tenant = `faults${Date.now().toString(36)}`
      const throughProxy =
        server.port === undefined
          ? server.connectionString
          : server.connectionString.replace(`:${server.port}`, `:${proxy.port}`)
      const opened = (connectionString: string, patience = {}): Promise<EventStore> =>
        openedOn(connectionString, { tenant, ...patience })

      const stores = [await opened(throughProxy, patient), await opened(throughProxy, impatient)]
      const { counting, subscriptions } = countingSubscriptions(await opened(throughProxy, patient))
      const journal = new Libsql(folder.in('journal.db'))
      const digest = new Libsql(folder.in('digest.db'))
      const runs: ReadonlyArray<Run> = [
        runProjection(counting, ticketJournal, sqliteTarget(journal)),
        runProjection(counting, ticketDigest, sqliteTarget(digest)),
      ]
      const projected = (): number => Math.min(...runs.map((run) => run.progress().projected))
      const writers = ticketWriters({ stores, tenant, writers: WRITERS, seed: SEED, restMilliseconds: 6 })
      const faults: Partial<Record<FaultKind, number>> = {}
      let cuts = 0
      let reconnections = 0
      const reconnecting = runs.map(() => false)
      const watch = setInterval(() => {
        for (const [index, run] of runs.entries()) {
          const isReconnecting = run.state().status === 'reconnecting'
          if (isReconnecting && reconnecting[index] === false) reconnections += 1
          reconnecting[index] = isReconnecting
        }
      }, 5)
      const told = (): string =>
        JSON.stringify({ cuts, faults, states: runs.map((run) => run.state()), proxy: proxy.counts() })

      try {
        while (cuts < CUTS) {
          const isRestart = server.restart !== undefined && cuts % cutsARestart === cutsARestart >> 1
          const kind = isRestart ? 'restart' : anyCut(random)
          const before = { acknowledged: writers.acknowledged(), projected: projected() }
          await inflict(kind, random, { proxy, restart: server.restart })
          faults[kind] = (faults[kind] ?? 0) + 1
          if (kind !== 'held-then-released') cuts += 1
          if (cuts % 100 === 0) process.stdout.write(`… ${told()}\n`)
          // Mostly there is peace until something works again, and now and then the next fault comes at once.
          const appends = before.acknowledged + 1 + random.below(MOST_APPENDS)
          if (random.happens(0.8)) await until(() => writers.acknowledged() >= appends, told)
          if (random.happens(0.3)) await until(() => projected() > before.projected, told)
          await milliseconds(random.next() * LONGEST_PEACE)
        }

        const asked = await writers.stop()
        const direct = await opened(server.connectionString)
        const stored = await settledIn(direct)
        await until(() => projected() >= stored.length, told)
        const inspected = inspect(asked, stored)
        for (const run of runs) expect(run.progress()).toMatchObject({ parked: 0, skipped: 0, unknown: 0 })
        for (const run of runs) await run.stop()
        expect(journalRows(journal)).toEqual(journalOf(stored))
        expect(digestRows(digest)).toEqual(digestsOf(stored))
        expect(inspected.acknowledged).toBe(writers.acknowledged())
        // They came back by themselves: nobody subscribed anew.
        expect(subscriptions()).toBe(runs.length)
        expect(await storedIn(direct)).toEqual(stored)
        await direct.close()

        const counts = {
          cuts,
          faults,
          connections: proxy.counts().accepted,
          ...inspected,
          unknownAnswers: writers.unknown(),
          reconnections,
          subscriptions: subscriptions(),
          repeatedDeliveries: runs.map((run) => run.progress().repeated),
          projected: runs.map((run) => run.progress().projected),
        }
        process.stdout.write(`faults on ${server.name}, seed ${SEED}: ${JSON.stringify(counts)}\n`)
      } finally {
        clearInterval(watch)
        await writers.giveUp()
        for (const run of runs) await run.stop()
        for (const store of stores) await store.close()
        await counting.close()
        await proxy.close()
        await server.stop()
        journal.close()
        digest.close()
        folder.remove()
      }
    },
    120_000 + 20_000 * CUTS,
  )
})
