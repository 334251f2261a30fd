import { setTimeout as wait } from 'node:timers/promises'
import { type EventToAppend, streamNameOf } from '@aftersale/event-store'
import type { EventMetadata } from '@aftersale/messages'
import { realServer, startWireDouble, type WireDouble, type WireDoubleOptions } from '@aftersale/wire-double'
import { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type EsdbEventStore, type EsdbEventStoreOptions, esdbEventStore } from './esdb-event-store.js'
import { clockGoesOn } from './stopped-clock.fixtures.js'

/** Of every store here that is told nothing else: a busy machine may answer late, and answers all the same. */
export const patient = { timeoutMilliseconds: 60_000, backoffMilliseconds: () => 10 } as const

/**
 * For a call that is to get no answer. What is to succeed is asked of a patient store, or while the clock is stopped: else
 * it fails whenever the machine has other things to do.
 */
export const impatient = { ...patient, timeoutMilliseconds: 400 } as const

/** Doubles, clients and stores of one spec file, which are closed after each test; a clock that was stopped goes on then. */
export const doublesOfThisSpec = () => {
  const doubles: Array<WireDouble> = []
  const clients: Array<EventStoreDBClient> = []
  const stores: Array<EsdbEventStore> = []

  afterEach(async () => {
    await clockGoesOn(Promise.all(stores.splice(0).map((store) => store.close())))
    await Promise.all(clients.splice(0).map((client) => client.dispose()))
    await Promise.all(doubles.splice(0).map((double) => double.stop()))
  })

  const connect = (connectionString: string): EventStoreDBClient => {
    const deadline = `${connectionString.includes('?') ? '&' : '?'}defaultDeadline=${patient.timeoutMilliseconds}`
    const client = EventStoreDBClient.connectionString(connectionString + deadline)
    clients.push(client)
    return client
  }

  const storeWith = (client: EventStoreDBClient, options?: EsdbEventStoreOptions): EsdbEventStore => {
    const store = esdbEventStore(client, { ...patient, ...options })
    stores.push(store)
    return store
  }

  const storeOn = (connectionString: string, options?: EsdbEventStoreOptions): EsdbEventStore =>
    storeWith(connect(connectionString), options)

  const start = async (options?: WireDoubleOptions): Promise<WireDouble> => {
    const double = await startWireDouble(options)
    doubles.push(double)
    return double
  }

  const real = realServer()
  const onDouble = { name: 'the wire double', start: async () => (await start()).connectionString }

  return {
    /** The double, and a real server where there is one. */
    servers:
      real === undefined ? [onDouble] : [onDouble, { name: real.name, start: async () => real.connectionString }],
    connect,
    storeWith,
    storeOn,
    start,
    storeOnDouble: async (options?: EsdbEventStoreOptions) => {
      const double = await start()
      return { double, store: storeOn(double.connectionString, options) }
    },
  }
}

export const idOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

export const ticket = (n: number): string => streamNameOf({ category: 'serviceTicket', id: idOf(n) })

export const note = (n: number, data: unknown = { note: n }): EventToAppend => ({
  type: 'NoteAdded',
  data,
  metadata: {
    eventId: idOf(n),
    schemaVersion: 1,
    occurredAt: '2025-06-02T07:00:00.000Z',
    recordedAt: '2025-06-02T07:00:01.000Z',
    actor: { kind: 'agent', id: 'agent-7' },
    commandId: `command-${n}`,
    correlationId: `command-${n}`,
    causationId: `command-${n}`,
    commandHash: idOf(0xffff),
  } as EventMetadata,
})

export const notes = (first: number, count: number): ReadonlyArray<EventToAppend> =>
  Array.from({ length: count }, (_, index) => note(first + index))

/** What the call gives; rejects where it fails. */
export const right = async <Result>(call: TE.TaskEither<unknown, Result>): Promise<Result> => {
  const outcome = await call()
  if (E.isLeft(outcome)) throw new Error(`It failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

/** What the call failed with; rejects where it did not. */
export const left = async <Failure>(call: TE.TaskEither<Failure, unknown>): Promise<Failure> => {
  const outcome = await call()
  if (E.isRight(outcome)) throw new Error(`It gave ${JSON.stringify(outcome.right)}`)
  return outcome.left
}

/** The numbers of the notes in a stream, in its order. */
export const notesIn = async (store: EsdbEventStore, stream: string): Promise<ReadonlyArray<unknown>> =>
  (await right(store.readStream(stream))).events.map(({ data }) => (data as { readonly note: unknown }).note)

/** Waits for what comes in its own time, and as long as the runner does. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await wait(1)
}

/** Waits until the double has taken so many appends in all. */
export const appendsTaken = (double: WireDouble, count: number): Promise<void> =>
  until(() => (double.calls()['batch-append'] ?? 0) >= count)

/**
 * Stays a moment after the deed: whatever nobody catches meanwhile fails the test, by the runner itself. (The `process` of
 * a test hears of none of it.)
 */
export const livesThrough = async (deed: () => Promise<void>): Promise<void> => {
  await deed()
  await wait(50)
}
