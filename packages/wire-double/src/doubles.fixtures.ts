import { randomUUID } from 'node:crypto'
import { EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client'
import { startWireDouble } from './start-wire-double.js'
import type { WireDouble, WireDoubleOptions } from './wire-double.js'

/** Doubles and clients of one spec file, which are stopped after each test. */
export const doublesOfThisSpec = () => {
  const doubles: Array<WireDouble> = []
  const clients: Array<EventStoreDBClient> = []

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()))
    await Promise.all(doubles.splice(0).map((double) => double.stop()))
  })

  const connect = (connectionString: string): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(connectionString)
    clients.push(client)
    return client
  }

  return {
    connect,
    double: async (options: WireDoubleOptions = {}) => {
      const double = await startWireDouble(options)
      doubles.push(double)
      return { double, client: connect(double.connectionString) }
    },
  }
}

export const noted = (note: number | string, id: string = randomUUID()) =>
  jsonEvent({ id, type: 'NoteAdded', data: { note }, metadata: { by: 'agent-7' } })

export const revisionsOf = (events: ReadonlyArray<ResolvedEvent>): ReadonlyArray<number> =>
  events.map(({ event, link }) => Number((link ?? event)?.revision))

export const everything = async <Thing>(things: AsyncIterable<Thing>): Promise<ReadonlyArray<Thing>> => {
  const all: Array<Thing> = []
  for await (const thing of things) all.push(thing)
  return all
}

/** What a promise was rejected with. */
export const rejection = async (
  promise: Promise<unknown>,
): Promise<{ readonly type: string } & Record<string, unknown>> =>
  promise.then(
    () => Promise.reject(new Error('It was fulfilled.')),
    (error: { readonly type: string } & Record<string, unknown>) => error,
  )
