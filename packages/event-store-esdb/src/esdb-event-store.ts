import {
  type AllPage,
  type AllRead,
  type Appended,
  type AppendFailure,
  acceptedStream,
  type EndableSubscription,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  faultOfAllRead,
  faultOfStreamRead,
  type ReadFailure,
  type StoreClosed,
  type StreamRead,
  type StreamSlice,
  tenantToOpen,
} from '@aftersale/event-store'
import type { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import { Appender } from './appending/appender.js'
import { encodedAppend } from './appending/encoded-append.js'
import { KnownIds } from './appending/known-ids.js'
import { PinnedAppends } from './appending/pinned-appends.js'
import { jitteredBackoff, Patience } from './patience.js'
import { AllReader } from './reading/all-reader.js'
import { StoreReads } from './reading/store-reads.js'
import { StreamReader } from './reading/stream-reader.js'
import { subscribeEsdb } from './subscribing/esdb-subscription.js'
import { Turns, TurnsByName } from './turns.js'
import { AppendWire } from './wire/append-wire.js'
import { connectionOf } from './wire/client-connection.js'

export interface EsdbEventStoreOptions {
  /** The tenant whose streams this handle appends to and reads; absent for a single tenant. */
  readonly tenant?: string
  /**
   * The most bytes of JSON one append may have; 1 MiB where it is absent, as the server's own default (`MaxAppendSize`).
   * 16 MiB less 16 KiB is the most that counts: no server takes more.
   */
  readonly appendLimitBytes?: number
  /** How long a call waits for the server's answer; an append that got none is looked for. 10 seconds where it is absent. */
  readonly timeoutMilliseconds?: number
  /** Appends on the wire at once; more wait their turn. 64 where it is absent. */
  readonly appendsInFlight?: number
  /** How long the n-th attempt to reconnect waits (from 1); capped, jittered and doubling where it is absent. */
  readonly backoffMilliseconds?: (attempt: number) => number
  /** Event ids kept in memory, of the streams that were last used, to know an append again; 100,000 where it is absent. */
  readonly rememberedEventIds?: number
}

/** The port on EventStoreDB, and what a server gives beyond it. */
export interface EsdbEventStore extends EventStore {
  /** The client under it, for what the port does not say: access rules, scavenges, deletes. */
  readonly client: EventStoreDBClient
}

/** Reads on the wire at once; a connection takes a hundred calls in all. */
const READS_IN_FLIGHT = 32

/**
 * The store of the server that this client is connected to. The client stays the caller's: `close` ends what this handle
 * has running, and leaves the client as it is. Throws a TypeError where the tenant's name is none.
 */
export const esdbEventStore = (client: EventStoreDBClient, options: EsdbEventStoreOptions = {}): EsdbEventStore => {
  const tenant = tenantToOpen(options.tenant)
  const { appendLimitBytes = 1024 * 1024, timeoutMilliseconds = 10_000, appendsInFlight = 64 } = options
  const backoff = options.backoffMilliseconds ?? jitteredBackoff

  const connection = connectionOf(client)
  const patience = new Patience(timeoutMilliseconds, backoff)
  const known = new KnownIds(options.rememberedEventIds ?? 100_000)
  // A server that comes back may be one that was restored from a backup.
  const onLost = (): void => known.forgetAll()
  const reads = new StoreReads({ connection, patience, turns: new Turns(READS_IN_FLIGHT), onLost })
  const reader = new StreamReader(reads)
  const allReader = new AllReader(reads, tenant)
  const wire = new AppendWire(connection, { timeoutMilliseconds, onLost })
  const pinned = new PinnedAppends({ wire, reader, known, turns: new Turns(appendsInFlight), patience })
  const appender = new Appender(pinned, reader, known, (attempt) => patience.another(attempt, Number.POSITIVE_INFINITY))
  const turnsOfStreams = new TurnsByName()
  const subscriptions = new Set<EndableSubscription>()
  const running = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined
  const isClosed = (): boolean => closing !== undefined

  const append = async (
    stream: string,
    events: ReadonlyArray<EventToAppend>,
    expected: ExpectedRevision,
  ): Promise<E.Either<AppendFailure, Appended>> => {
    if (isClosed()) return closed
    if (events.length === 0) return E.right({ revision: 'nothing-appended' })
    const encoded = encodedAppend(stream, events, expected, { tenant, appendLimitBytes })
    if (E.isLeft(encoded)) return encoded
    const one = () => appender.append(encoded.right)
    // Those that name no revision would only get into each other's way.
    const isAnywhere = expected === 'any' || expected === 'stream-exists'
    const appending = isAnywhere ? turnsOfStreams.take(stream, one) : one()
    running.add(appending)
    try {
      return await appending
    } finally {
      running.delete(appending)
    }
  }

  const readStream = async (stream: string, asked: StreamRead): Promise<E.Either<ReadFailure, StreamSlice>> => {
    if (isClosed()) return closed
    const name = acceptedStream(stream, tenant)
    if (E.isLeft(name)) return name
    const fault = faultOfStreamRead(asked)
    if (fault !== undefined) return E.left(fault)
    const slice = await reader.slice(stream, asked)
    if (E.isLeft(slice)) return isClosed() ? closed : slice
    const { events, lastRevision, shown } = slice.right
    if (lastRevision === 'no-stream') known.forget(stream)
    else if (shown !== undefined) known.learn(stream, shown)
    return E.right({ events, lastRevision })
  }

  const readAll = async (asked: AllRead): Promise<E.Either<ReadFailure, AllPage>> => {
    if (isClosed()) return closed
    const fault = faultOfAllRead(asked)
    if (fault !== undefined) return E.left(fault)
    const page = await allReader.page(asked)
    return E.isLeft(page) && isClosed() ? closed : page
  }

  const close = async (): Promise<void> => {
    for (const subscription of subscriptions) subscription.end({ failure: 'StoreClosed' })
    patience.end()
    await Promise.allSettled(running)
    await wire.close()
  }

  return {
    client,
    append: (stream, events, expected) => () => append(stream, events, expected),
    readStream:
      (stream, asked = {}) =>
      () =>
        readStream(stream, asked),
    readAll:
      (asked = {}) =>
      () =>
        readAll(asked),
    subscribe: (start) => {
      const source = { client, tenant, timeoutMilliseconds, backoffMilliseconds: backoff }
      // What cannot be followed is over before it is given.
      const given: { subscription?: EndableSubscription } = {}
      const subscription = subscribeEsdb(source, start, () => {
        if (given.subscription !== undefined) subscriptions.delete(given.subscription)
      })
      given.subscription = subscription
      if (isClosed()) subscription.end({ failure: 'StoreClosed' })
      else if (subscription.state().status !== 'stopped') subscriptions.add(subscription)
      return subscription
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

const closed: E.Either<StoreClosed, never> = E.left({ failure: 'StoreClosed' })
