import { join } from 'node:path'
import { domainEventCatalogue } from '@aftersale/domain/events'
import { everyPage } from '@aftersale/event-store'
import { openSqliteEventStore, type SqliteEventStore } from '@aftersale/event-store-sqlite'
import * as E from 'fp-ts/lib/Either.js'
import { BareSqlite, parseRow } from './bare-sqlite.js'
import { inFlight } from './in-flight.js'
import { progress } from './progress.js'
import { rightOf } from './right-of.js'
import { type Contender, sideBySide, timed } from './side-by-side.js'
import type { Comparison } from './tables.js'
import { ticketHistories } from './ticket-histories.js'

export interface SqliteSpeeds {
  readonly events: number
  readonly appending: ReadonlyArray<Comparison>
  readonly reading: ReadonlyArray<Comparison>
}

const EVENTS_OF_A_TICKET = 4
const EVENTS_A_BATCH = 1000

/** Writing and reading by the store beside the driver alone, in two files of this folder; `events` is what a round of reading reads. */
export const sqliteSpeeds = async (folder: string, events: number, rounds = 5): Promise<SqliteSpeeds> => {
  const bare = await BareSqlite.openedIn(join(folder, 'bare.db'))
  const store = await rightOf(openSqliteEventStore(join(folder, 'store.db')))
  try {
    return {
      events,
      appending: [
        await singleAppends(bare, store, Math.ceil(events / 40), rounds),
        await appendsAtOnce(bare, store, Math.ceil(events / 40), rounds),
        await batchedAppends(bare, store, Math.ceil(events / EVENTS_A_BATCH), rounds),
      ],
      reading: [await readingAll(bare, store, events, rounds), await readingStreams(bare, store, events, rounds)],
    }
  } finally {
    bare.close()
    await store.close()
  }
}

const driverOneByOne = (bare: BareSqlite, tickets: number) => {
  const histories = ticketHistories(tickets)
  return timed(tickets * EVENTS_OF_A_TICKET, async () => {
    for (const history of histories) bare.appendOneByOne(history)
  })
}

const singleAppends = (
  bare: BareSqlite,
  store: SqliteEventStore,
  tickets: number,
  rounds: number,
): Promise<Comparison> => {
  const items = tickets * EVENTS_OF_A_TICKET
  return compared('one event an append, one append after another', rounds, {
    'the driver': () => driverOneByOne(bare, tickets),
    'the store': () => {
      const histories = ticketHistories(tickets)
      return timed(items, async () => {
        for (const { stream, events } of histories) {
          for (const [revision, event] of events.entries()) {
            await rightOf(store.append(stream, [event], revision === 0 ? 'no-stream' : revision - 1))
          }
        }
      })
    },
  })
}

/** The driver knows no appends at once. */
const appendsAtOnce = (
  bare: BareSqlite,
  store: SqliteEventStore,
  tickets: number,
  rounds: number,
): Promise<Comparison> => {
  const items = tickets * EVENTS_OF_A_TICKET
  return compared('one event an append, 64 appends at once (the driver: one after another)', rounds, {
    'the driver': () => driverOneByOne(bare, tickets),
    'the store': () => {
      const histories = ticketHistories(items, undefined, 1)
      return timed(items, () =>
        inFlight(64, histories, ({ stream, events }) => rightOf(store.append(stream, events, 'no-stream'))),
      )
    },
  })
}

const batchedAppends = (
  bare: BareSqlite,
  store: SqliteEventStore,
  batches: number,
  rounds: number,
): Promise<Comparison> => {
  const ticketsOfABatch = EVENTS_A_BATCH / EVENTS_OF_A_TICKET
  const made = () => Array.from({ length: batches }, () => ticketHistories(ticketsOfABatch))
  return compared('a thousand events of 250 streams together', rounds, {
    'the driver': () => {
      const all = made()
      return timed(batches * EVENTS_A_BATCH, async () => {
        for (const histories of all) bare.appendTogether(histories)
      })
    },
    'the store': () => {
      const all = made().map((histories) => histories.map((one) => ({ ...one, expected: 'no-stream' as const })))
      return timed(batches * EVENTS_A_BATCH, async () => {
        for (const appends of all) await rightOf(store.appendAll(appends))
      })
    },
  })
}

const readingAll = (bare: BareSqlite, store: SqliteEventStore, count: number, rounds: number): Promise<Comparison> => {
  const readThrough = async (take: (event: Parameters<typeof decoded>[0]) => void): Promise<number> => {
    let read = 0
    for await (const page of everyPage(store)) {
      if (E.isLeft(page)) throw new Error(page.left.failure)
      for (const event of page.right) take(event)
      read += page.right.length
      if (read >= count) break
    }
    return read
  }
  return compared('all events, by the thousand', rounds, {
    'the driver, parsed': () => bare.readAll(count, parseRow),
    'the driver, as text': () => bare.readAll(count, () => undefined),
    'the store': () => readThrough(() => undefined),
    'the store, decoded': () => readThrough(decoded),
  })
}

const readingStreams = async (
  bare: BareSqlite,
  store: SqliteEventStore,
  events: number,
  rounds: number,
): Promise<Comparison> => {
  const histories = ticketHistories(Math.ceil(events / EVENTS_OF_A_TICKET))
  const streams = histories.map(({ stream }) => stream)
  for (let from = 0; from < histories.length; from += EVENTS_A_BATCH) {
    const some = histories.slice(from, from + EVENTS_A_BATCH)
    bare.appendTogether(some)
    await rightOf(store.appendAll(some.map((one) => ({ ...one, expected: 'no-stream' }))))
  }
  const bareEach = (take: Parameters<BareSqlite['readStream']>[1]): number =>
    streams.reduce((read, stream) => read + bare.readStream(stream, take), 0)
  const storesEach = async (take: (event: Parameters<typeof decoded>[0]) => void): Promise<number> => {
    let read = 0
    for (const stream of streams) {
      const slice = await rightOf(store.readStream(stream))
      for (const event of slice.events) take(event)
      read += slice.events.length
    }
    return read
  }
  return compared('streams of four events, one after another', rounds, {
    'the driver, parsed': () => bareEach(parseRow),
    'the driver, as text': () => bareEach(() => undefined),
    'the store': () => storesEach(() => undefined),
    'the store, decoded': () => storesEach(decoded),
  })
}

const decoded = (event: Parameters<typeof domainEventCatalogue.decode>[0]): void => {
  const result = domainEventCatalogue.decode(event)
  if (E.isLeft(result)) throw new Error(result.left.failure)
}

const compared = async (
  operation: string,
  rounds: number,
  contenders: Readonly<Record<string, Contender>>,
): Promise<Comparison> => {
  progress(`SQLite: ${operation}`)
  return { operation, speeds: await sideBySide(contenders, rounds) }
}
