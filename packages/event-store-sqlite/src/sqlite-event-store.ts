import {
  type AllPage,
  type AllRead,
  type Appended,
  type AppendFailure,
  acceptedStream,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  faultOfAllRead,
  faultOfStreamRead,
  type ReadFailure,
  type StoreClosed,
  type StreamRead,
  type StreamSlice,
  type SubscriptionLife,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { ChangeSignal } from './change-signal.js'
import { type EncodedAppend, emptyAppend, encodedAppend, nothingAppended } from './encoded-append.js'
import { EventReader } from './event-reader.js'
import { pragma, type SqliteDatabase } from './sqlite-database.js'
import { unavailable } from './sqlite-failure.js'
import { subscribeSqlite } from './sqlite-subscription.js'
import { waitingForTheLock } from './waiting-for-the-lock.js'
import { type AppendAllFailure, WriteQueue } from './write-queue.js'

/** One append among several that are written together. */
export interface StreamAppend {
  readonly stream: string
  readonly events: ReadonlyArray<EventToAppend>
  readonly expected: ExpectedRevision
}

/** The port, and what a file gives beyond it. */
export interface SqliteEventStore extends EventStore {
  /**
   * Writes all of the appends in one transaction, with one flush to the disk, or none of them; each sees those before
   * it. What stands in the file already counts as appended, as with `append`. For imports: it holds the file's
   * lock, and this process's event loop, until it is done, so give it thousands of events at once, not millions.
   */
  readonly appendAll: (appends: ReadonlyArray<StreamAppend>) => TE.TaskEither<AppendAllFailure, ReadonlyArray<Appended>>
}

export interface SqliteEventStoreSettings {
  readonly path: string
  readonly tenant: string | undefined
  readonly readOnly: boolean
  readonly appendLimitBytes: number
  readonly lockWaitMilliseconds: number
  readonly pollMilliseconds: number
}

/** The store on a connection whose file is known to be ours. It closes the connection. */
export const sqliteEventStore = (database: SqliteDatabase, settings: SqliteEventStoreSettings): SqliteEventStore => {
  const { path, tenant, readOnly, appendLimitBytes, lockWaitMilliseconds, pollMilliseconds } = settings
  const reader = new EventReader(database, tenant ?? '')
  const signal = new ChangeSignal(database, path, pollMilliseconds)
  const queue = readOnly
    ? undefined
    : new WriteQueue(database, { path, lockWaitMilliseconds, onWritten: () => signal.announce() })
  const subscriptions = new Set<SubscriptionLife>()
  let closing: Promise<void> | undefined

  const rules = { tenant, appendLimitBytes }
  const encoded = ({ stream, events, expected }: StreamAppend): E.Either<AppendFailure, EncodedAppend> =>
    events.length === 0 ? E.right(emptyAppend(stream)) : encodedAppend(stream, events, expected, rules)

  const append = async (one: StreamAppend): Promise<E.Either<AppendFailure, Appended>> => {
    if (closing !== undefined) return closed
    if (one.events.length === 0) return E.right(nothingAppended)
    const accepted = encoded(one)
    if (E.isLeft(accepted)) return accepted
    if (queue === undefined) return openedToRead(path)
    const outcome = await queue.write([accepted.right])
    return E.isLeft(outcome) ? outcome : E.right(outcome.right[0] ?? nothingAppended)
  }

  const appendAll = async (
    appends: ReadonlyArray<StreamAppend>,
  ): Promise<E.Either<AppendAllFailure, ReadonlyArray<Appended>>> => {
    if (closing !== undefined) return closed
    const accepted: Array<EncodedAppend> = []
    for (const [index, one] of appends.entries()) {
      const checked = encoded(one)
      if (E.isLeft(checked)) return E.left({ ...checked.left, index })
      accepted.push(checked.right)
    }
    if (accepted.every(({ events }) => events.length === 0)) return E.right(accepted.map(() => nothingAppended))
    return queue === undefined ? openedToRead(path) : queue.write(accepted)
  }

  const read = async <Answer>(ask: () => Answer): Promise<E.Either<ReadFailure, Answer>> => {
    try {
      return E.right(await waitingForTheLock(performance.now() + lockWaitMilliseconds, ask))
    } catch (thrown) {
      return closing === undefined ? E.left(unavailable(path, thrown)) : closed
    }
  }

  const readStream = async (stream: string, asked: StreamRead): Promise<E.Either<ReadFailure, StreamSlice>> => {
    if (closing !== undefined) return closed
    const name = acceptedStream(stream, tenant)
    if (E.isLeft(name)) return name
    const fault = faultOfStreamRead(asked)
    return fault === undefined ? read(() => reader.readStream(stream, asked)) : E.left(fault)
  }

  const readAll = async (asked: AllRead): Promise<E.Either<ReadFailure, AllPage>> => {
    if (closing !== undefined) return closed
    const fault = faultOfAllRead(asked)
    if (fault !== undefined) return E.left(fault)
    return read(() => {
      const { events, next } = reader.readAll(asked)
      return next === undefined ? { events } : { events, next }
    })
  }

  const close = async (): Promise<void> => {
    for (const life of subscriptions) life.end({ failure: 'StoreClosed' })
    await queue?.drained()
    signal.close()
    if (queue !== undefined) foldLogIn(database)
    database.close()
  }

  return {
    append: (stream, events, expected) => () => append({ stream, events, expected }),
    appendAll: (appends) => () => appendAll(appends),
    readStream:
      (stream, asked = {}) =>
      () =>
        readStream(stream, asked),
    readAll:
      (asked = {}) =>
      () =>
        readAll(asked),
    subscribe: (start) => {
      const source = { path, tenant, reader, signal, lockWaitMilliseconds }
      const subscription = subscribeSqlite(source, start, subscriptions)
      if (closing !== undefined) subscription.end({ failure: 'StoreClosed' })
      return subscription
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

const closed: E.Either<StoreClosed, never> = E.left({ failure: 'StoreClosed' })

const openedToRead = (path: string): E.Either<AppendFailure, never> =>
  E.left({ failure: 'StoreUnavailable', cause: 'read-only', why: `${path}: the file was opened only to read it` })

/** So that the one file holds everything and can be copied. Another process that uses it may prevent it: it then does so. */
const foldLogIn = (database: SqliteDatabase): void => {
  try {
    pragma(database, 'wal_checkpoint(TRUNCATE)')
  } catch {
    // The log stays beside the file, and is read from there.
  }
}
