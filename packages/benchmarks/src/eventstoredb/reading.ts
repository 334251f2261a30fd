import { domainEventCatalogue, domainEvents } from '@aftersale/domain/events'
import { everyPage, type Position, type RecordedEvent, type SubscriptionStart } from '@aftersale/event-store'
import type { EsdbEventStore } from '@aftersale/event-store-esdb'
import { eventCatalogue, generatedDecoder, type StoredEvent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { progress } from '../progress.js'
import { rightOf } from '../right-of.js'
import { sideBySide } from '../side-by-side.js'
import type { Comparison } from '../tables.js'
import { ticketHistories } from '../ticket-histories.js'
import { type Server, untilQuiet } from './server.js'

export interface Reading {
  readonly compared: ReadonlyArray<Comparison>
  readonly hasLinks: boolean
}

/** What is done with each event that the store gives. */
type Take = (event: RecordedEvent) => void

const EVENTS_AN_APPEND = 100

/** Reads and catch-ups of a history of so many events, half of it in one stream, the rest in streams of a hundred. */
export const readingSpeeds = async (server: Server, events: number, rounds: number): Promise<Reading> => {
  const { bare, stores, newTenant } = server
  const tenant = newTenant()
  const store = stores(tenant)

  progress('writing the history that is read')
  const appends = Math.ceil(events / 2 / EVENTS_AN_APPEND)
  const [before, ...histories] = ticketHistories(appends + 1, tenant, EVENTS_AN_APPEND)
  const [long, ...parts] = ticketHistories(appends, tenant, EVENTS_AN_APPEND)
  if (before === undefined || long === undefined) throw new Error('There is nothing to read')
  const from = await bare.append(before.stream, before.events.slice(0, 1), 'no_stream')
  if (from === undefined) throw new Error('The server tells no positions')
  for (const { stream, events: some } of histories) await bare.append(stream, some, 'no_stream')
  await bare.append(long.stream, long.events, 'no_stream')
  for (const { events: some } of parts) await bare.append(long.stream, some, 'any')

  const [inLong, inAll] = [appends * EVENTS_AN_APPEND, 2 * appends * EVENTS_AN_APPEND]
  // The one before is in the category as well, and is not in what follows it.
  const inCategory = inAll + 1
  progress('waiting for the server to be quiet')
  await untilQuiet(bare)
  const hasLinks = (await bare.linksOf(tenant)) === inCategory
  const after = { commit: Number(from.commit), prepare: Number(from.prepare) }

  const compared = async (
    operation: string,
    count: number,
    byBare: () => Promise<number>,
    byStore: (take: Take) => Promise<number>,
  ): Promise<Comparison> => {
    progress(operation)
    const exactly = async (counting: Promise<number>): Promise<number> => {
      const counted = await counting
      if (counted !== count) throw new Error(`${operation}: ${counted} events instead of ${count}`)
      return counted
    }
    const contenders = {
      'bare client': () => exactly(byBare()),
      'the store': () => exactly(byStore(() => undefined)),
      decoded: () => exactly(byStore(decodedBy(domainEventCatalogue))),
      'decoded by generated code': () => exactly(byStore(decodedBy(generatedCatalogue))),
    }
    return { operation, speeds: await sideBySide(contenders, rounds) }
  }

  const shorts = histories.map(({ stream }) => stream)
  const comparisons = [
    await compared(
      'reading one long stream',
      inLong,
      () => bare.readStream(long.stream),
      (take) => readStreams(store, [long.stream], take),
    ),
    await compared(
      'reading streams of a hundred events, one after another',
      shorts.length * EVENTS_AN_APPEND,
      async () => {
        let read = 0
        for (const stream of shorts) read += await bare.readStream(stream)
        return read
      },
      (take) => readStreams(store, shorts, take),
    ),
    await compared(
      'reading all',
      inAll,
      // The client's reads begin with the place itself.
      () => bare.readAll(from, tenant, inAll + 1).then((read) => read - 1),
      (take) => readAll(store, after, inAll, take),
    ),
    await compared(
      'catching up with a stream',
      inLong,
      () => bare.followStream(long.stream, inLong),
      (take) => follow(store, { to: 'stream', stream: long.stream, after: 'beginning' }, inLong, take),
    ),
    await compared(
      'catching up with all, filtered by category',
      inAll,
      () => bare.followAll(from, tenant, inAll),
      (take) =>
        follow(
          store,
          { to: 'all', filter: { categories: ['serviceTicket'] }, after: { kind: 'all', position: after } },
          inAll,
          take,
        ),
    ),
  ]
  if (hasLinks) {
    comparisons.push(
      await compared(
        'catching up with a category',
        inCategory,
        () => bare.followCategory(tenant, inCategory),
        (take) => follow(store, { to: 'category', category: 'serviceTicket', after: 'beginning' }, inCategory, take),
      ),
    )
  }
  await store.close()
  return { compared: comparisons, hasLinks }
}

const generatedCatalogue = eventCatalogue(domainEvents, { decoder: generatedDecoder })

const decodedBy =
  ({ decode }: { readonly decode: (stored: StoredEvent) => E.Either<{ readonly failure: string }, unknown> }): Take =>
  (event) => {
    const decoded = decode(event)
    if (E.isLeft(decoded)) throw new Error(decoded.left.failure)
  }

const readStreams = async (store: EsdbEventStore, streams: ReadonlyArray<string>, take: Take): Promise<number> => {
  let read = 0
  for (const stream of streams) {
    const { events } = await rightOf(store.readStream(stream))
    for (const event of events) take(event)
    read += events.length
  }
  return read
}

const readAll = async (store: EsdbEventStore, after: Position, count: number, take: Take): Promise<number> => {
  let read = 0
  for await (const page of everyPage(store, { after })) {
    if (E.isLeft(page)) throw new Error(page.left.failure)
    for (const event of page.right) take(event)
    read += page.right.length
    if (read >= count) break
  }
  return read
}

const follow = async (store: EsdbEventStore, start: SubscriptionStart, count: number, take: Take): Promise<number> => {
  let heard = 0
  const subscription = store.subscribe(start)
  for await (const delivery of subscription) {
    if (delivery.kind !== 'event') continue
    take(delivery.event)
    heard += 1
    if (heard === count) return heard
  }
  throw new Error(JSON.stringify(subscription.state()))
}
