import { inFlight } from '../in-flight.js'
import { progress } from '../progress.js'
import { rightOf } from '../right-of.js'
import { type Contender, type Speed, sideBySide, timed } from '../side-by-side.js'
import type { Comparison } from '../tables.js'
import { type TicketHistory, ticketHistories } from '../ticket-histories.js'
import type { Server } from './server.js'

export interface Appending {
  readonly batches: ReadonlyArray<Comparison>
  readonly singles: ReadonlyArray<Comparison>
  /** Single appends to streams that there are, by what is known of them. */
  readonly idempotence: ReadonlyArray<Speed>
}

const EVENTS_A_BATCH = 100

/** Appends of so many events a round in batches, and of fewer where each is an append of its own. */
export const appendingSpeeds = async (server: Server, events: number, rounds: number): Promise<Appending> => {
  const { bare, stores, newTenant } = server
  const tenant = newTenant()
  const store = stores(tenant)

  /** Each history into a stream of its own, `width` of them at once. */
  const newStreams = async (
    operation: string,
    {
      histories,
      eventsEach,
      width,
    }: { readonly histories: number; readonly eventsEach: number; readonly width: number },
  ): Promise<Comparison> => {
    progress(operation)
    const contender = (append: (history: TicketHistory) => Promise<unknown>): Contender => {
      return () => {
        const made = ticketHistories(histories, tenant, eventsEach)
        return timed(histories * eventsEach, () => inFlight(width, made, append))
      }
    }
    const contenders = {
      'bare client': contender((history) => bare.append(history.stream, history.events, 'no_stream')),
      'the store': contender((history) => rightOf(store.append(history.stream, history.events, 'no-stream'))),
    }
    return { operation, speeds: await sideBySide(contenders, rounds) }
  }

  const batches = Math.ceil(events / EVENTS_A_BATCH)
  const few = Math.ceil(events / 20)
  const measured = {
    batches: [
      await newStreams('batches of a hundred events, one after another', {
        histories: batches,
        eventsEach: EVENTS_A_BATCH,
        width: 1,
      }),
      await newStreams('batches of a hundred events, 8 in flight', {
        histories: batches,
        eventsEach: EVENTS_A_BATCH,
        width: 8,
      }),
    ],
    singles: [
      await newStreams('single appends to new streams, one after another', { histories: few, eventsEach: 1, width: 1 }),
      await newStreams('single appends to new streams, 64 in flight', { histories: 4 * few, eventsEach: 1, width: 64 }),
    ],
    idempotence: await idempotenceCosts(server, tenant, Math.ceil(events / 40), rounds),
  }
  await store.close()
  return measured
}

/** One event more for a ticket of four, one after another. */
const idempotenceCosts = (
  { bare, stores }: Server,
  tenant: string,
  tickets: number,
  rounds: number,
): Promise<ReadonlyArray<Speed>> => {
  progress('single appends to streams that there are')

  const appendedTo = async (): Promise<
    ReadonlyArray<{ readonly there: TicketHistory; readonly next: TicketHistory }>
  > => {
    const histories = ticketHistories(tickets, tenant)
    await inFlight(64, histories, ({ stream, events }) => bare.append(stream, events, 'no_stream'))
    const nexts = ticketHistories(tickets, tenant, 1)
    return histories.flatMap((there, index) => {
      const next = nexts[index]
      return next === undefined ? [] : [{ there, next: { stream: there.stream, events: next.events } }]
    })
  }
  const byBare =
    (append: (next: TicketHistory) => Promise<unknown>): Contender =>
    async () => {
      const all = await appendedTo()
      return timed(tickets, () => inFlight(1, all, ({ next }) => append(next)))
    }
  const byStore =
    (knows: 'all' | 'nothing', expected: number | 'any'): Contender =>
    async () => {
      const all = await appendedTo()
      const store = stores(tenant)
      // Its connection for appends is opened by another append.
      for (const { stream, events } of ticketHistories(1, tenant))
        await rightOf(store.append(stream, events, 'no-stream'))
      if (knows === 'all') await inFlight(32, all, ({ there }) => rightOf(store.readStream(there.stream)))
      const ran = await timed(tickets, () =>
        inFlight(1, all, ({ next }) => rightOf(store.append(next.stream, next.events, expected))),
      )
      await store.close()
      return ran
    }

  return sideBySide(
    {
      'bare client': byBare(({ stream, events }) => bare.append(stream, events, 3n)),
      'bare client, reads the stream before': byBare(async ({ stream, events }) => {
        await bare.readStream(stream)
        await bare.append(stream, events, 3n)
      }),
      'the store, at the revision that it read or wrote': byStore('all', 3),
      'the store, at a revision of a stream it does not know': byStore('nothing', 3),
      'the store, at any revision of a stream it knows': byStore('all', 'any'),
      'the store, at any revision of a stream it does not know': byStore('nothing', 'any'),
    },
    rounds,
  )
}
