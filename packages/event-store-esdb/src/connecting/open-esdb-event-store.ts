import { tenantToOpen } from '@aftersale/event-store'
import type { EventStoreDBClient } from '@eventstore/db-client'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type EsdbEventStore, type EsdbEventStoreOptions, esdbEventStore } from '../esdb-event-store.js'
import { jitteredBackoff, Patience } from '../patience.js'
import { StoreReads } from '../reading/store-reads.js'
import { StreamReader } from '../reading/stream-reader.js'
import { Turns } from '../turns.js'
import { connectionOf } from '../wire/client-connection.js'
import { clientOf } from './connection-string.js'
import type { OpenFailure } from './open-failures.js'

/**
 * Connects to the server or cluster that the string names (`esdb://…`), and has it answer once. The client is this
 * store's own: `close` disposes of it. Throws a TypeError where the tenant's name is none.
 */
export const openEsdbEventStore = (
  connectionString: string,
  options: EsdbEventStoreOptions = {},
): TE.TaskEither<OpenFailure, EsdbEventStore> => {
  tenantToOpen(options.tenant)
  return async () => {
    const client = clientOf(connectionString)
    if (E.isLeft(client)) return client
    const fault = await faultOfConnection(client.right, options)
    if (fault !== undefined) {
      await disposeOf(client.right)
      return E.left(fault)
    }
    const store = esdbEventStore(client.right, options)
    let closing: Promise<void> | undefined
    const close = async (): Promise<void> => {
      await store.close()
      await disposeOf(client.right)
    }
    return E.right({
      ...store,
      close: () => {
        closing ??= close()
        return closing
      },
    })
  }
}

/** Never appended to: whether it is there does not matter, an answer does. */
const ANY_STREAM = 'connection-00000000-0000-4000-8000-000000000000'

const faultOfConnection = async (
  client: EventStoreDBClient,
  { timeoutMilliseconds = 10_000, backoffMilliseconds = jitteredBackoff }: EsdbEventStoreOptions,
): Promise<OpenFailure | undefined> => {
  const patience = new Patience(timeoutMilliseconds, backoffMilliseconds)
  const connection = connectionOf(client)
  const reads = new StoreReads({ connection, patience, turns: new Turns(1), onLost: () => undefined })
  const answer = await new StreamReader(reads).slice(ANY_STREAM, { direction: 'backwards', maxCount: 1 })
  return E.isLeft(answer) && answer.left.failure === 'StoreUnavailable' ? answer.left : undefined
}

/** The client's `dispose` waits for each of its calls to end, and for ever for one that the server has ended already. */
const DISPOSED_WITHIN_MILLISECONDS = 2000

const disposeOf = async (client: EventStoreDBClient): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const longEnough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, DISPOSED_WITHIN_MILLISECONDS)
  })
  await Promise.race([client.dispose(), longEnough])
  clearTimeout(timer)
  connectionOf(client).disconnect()
}
