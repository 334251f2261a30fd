import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { EventStoreDBClient, jsonEvent, type ResolvedEvent } from '@eventstore/db-client'
import { startWireDouble } from './start-wire-double.js'
import type { WireDouble } from './wire-double.js'

/**
 * Disposed of only when all is over: what a client drops, it drops for all clients of its process, which wait for the
 * answer to a batch append.
 */
const clients: Array<EventStoreDBClient> = []
afterAll(async () => {
  for (const client of clients) await client.dispose()
})

const PATIENCE_MS = 60_000

/** The client waits this long for an answer: a busy machine may give it late, and gives it all the same. */
export const patiently = (connectionString: string): string => `${connectionString}&defaultDeadline=${PATIENCE_MS}`

const SERVER = process.env['EVENTSTORE_URL']

/** Says the same of the double and, where there is one, of a real server. */
export const describeServers = (facts: (client: () => EventStoreDBClient, address: () => string) => void): void => {
  const said = (start: () => Promise<string>, stop: () => Promise<void>) => () => {
    let [client, connectionString]: [EventStoreDBClient?, string?] = []
    beforeAll(async () => {
      connectionString = await start()
      client = EventStoreDBClient.connectionString(connectionString)
      clients.push(client)
    })
    afterAll(stop)
    facts(
      () => client as EventStoreDBClient,
      () => /[\w.-]+:\d+/.exec(connectionString ?? '')?.[0] ?? '',
    )
  }

  let double: WireDouble | undefined
  const startDouble = async () => {
    double = await startWireDouble()
    return patiently(double.connectionString)
  }
  describe(
    'The double',
    said(startDouble, async () => double?.stop()),
  )
  if (SERVER !== undefined)
    describe(
      'The server',
      said(
        async () => SERVER,
        async () => undefined,
      ),
    )
}

/** A category that nothing was written to, and a stream of it. */
export const newCategory = (): string => `double${randomUUID().replaceAll('-', '')}`
export const newStream = (category: string = newCategory()): string => `${category}-${randomUUID()}`

export const noted = (note: number | string, id: string = randomUUID()) =>
  jsonEvent({ id, type: 'NoteAdded', data: { note }, metadata: { by: 'agent-7' } })

export const everything = async <Thing>(things: AsyncIterable<Thing>): Promise<ReadonlyArray<Thing>> => {
  const all: Array<Thing> = []
  for await (const thing of things) all.push(thing)
  return all
}

export const notesOf = (events: ReadonlyArray<ResolvedEvent>): ReadonlyArray<unknown> =>
  events.map(({ event }) => (event?.data as { readonly note: unknown } | undefined)?.note)

export const revisionsOf = (events: ReadonlyArray<ResolvedEvent>): ReadonlyArray<bigint | undefined> =>
  events.map(({ event }) => event?.revision)

type Rejection = Error & { readonly type: string } & Readonly<Record<string, unknown>>

/** What a promise was rejected with. */
export const rejection = async (promise: Promise<unknown>): Promise<Rejection> =>
  promise.then(
    () => Promise.reject(new Error('It was fulfilled.')),
    (error: Rejection) => error,
  )

/** Waits for what comes in its own time. */
export const eventually = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  const end = Date.now() + PATIENCE_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It never happened.')
    await wait(10)
  }
}

interface Followed {
  on(event: string, listen: (...things: ReadonlyArray<unknown>) => void): unknown
  unsubscribe(): Promise<void>
}

/** What a subscription said, in words and in order: an event by its revision in what it is subscribed to. */
export const followed = (subscription: Followed) => {
  const said: Array<string> = []
  const events: Array<ResolvedEvent & { readonly retryCount?: number }> = []
  const errors: Array<Rejection> = []
  subscription.on('confirmation', () => said.push('confirmation'))
  subscription.on('caughtUp', () => said.push('caught up'))
  subscription.on('fellBehind', () => said.push('fell behind'))
  let hasEnded = false
  subscription.on('end', () => {
    hasEnded = true
  })
  subscription.on('error', (thrown) => {
    const error = thrown as Rejection
    errors.push(error)
    said.push(error.type)
  })
  subscription.on('data', (sent) => {
    const resolved = sent as ResolvedEvent
    events.push(resolved)
    said.push(String((resolved.link ?? resolved.event)?.revision))
  })
  return {
    said,
    events,
    errors,
    saying: (words: string) => eventually(() => said.includes(words)),
    ended: () => eventually(() => hasEnded),
    stop: () => subscription.unsubscribe(),
  }
}
