import { writeSync } from 'node:fs'
import type { Appended, AppendFailure, ExpectedRevision } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { type MarkedAppend, markedEvents } from './marked-append.fixtures.js'
import { openSqliteEventStore } from './open-sqlite-event-store.js'
import { seededRandom } from './seeded-random.fixtures.js'
import type { SqliteEventStore, StreamAppend } from './sqlite-event-store.js'
import { streamNumber } from './sqlite-files.fixtures.js'

// Runs as a process of its own. Says that it is ready, waits for a line on standard input, then appends to streams that it shares with others
// and to its own, one by one, several at the same time, and several in one transaction. What the store has acknowledged
// it tells on standard output, before it asks for more. Whoever started it kills it, or has it end after so many turns.

export interface WriterOrders {
  readonly file: string
  readonly writer: string
  readonly seed: number
  /** Turns after which it ends by itself; without end where it is absent. */
  readonly turns?: number
}

/** What it tells, a line each. */
export type WriterReport =
  | { readonly told: 'ready' }
  | { readonly told: 'acknowledged'; readonly append: MarkedAppend; readonly appended: Appended }
  | { readonly told: 'conflict' }
  | { readonly told: 'failed'; readonly failure: unknown }
  | { readonly told: 'done' }

const SHARED_STREAMS = 3
const OWN_STREAMS = 50

const report = (told: WriterReport): void => {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

const write = async ({ file, writer, seed, turns = Number.POSITIVE_INFINITY }: WriterOrders): Promise<void> => {
  const random = seededRandom(seed)
  const opened = await openSqliteEventStore(file, { lockWaitMilliseconds: 60_000 })()
  if (E.isLeft(opened)) return report({ told: 'failed', failure: opened.left })
  const store = opened.right
  let marks = 0

  const nextAppend = (): MarkedAppend => {
    marks += 1
    const isShared = random.below(2) === 0
    const stream = isShared
      ? streamNumber(random.below(SHARED_STREAMS))
      : streamNumber(1000 * (1 + (seed % 1000)) + random.below(OWN_STREAMS), 'purchase')
    return { mark: `${writer}-${marks}`, stream, count: 1 + random.below(4) }
  }

  for (let turn = 0; turn < turns; turn += 1) {
    const way = random.below(4)
    if (way === 0) await appendTogether(store, [nextAppend(), nextAppend(), nextAppend()])
    else if (way === 1)
      await Promise.all([nextAppend(), nextAppend(), nextAppend()].map((one) => appendAtTail(store, one)))
    else await appendAtTail(store, nextAppend())
  }
  await store.close()
  report({ told: 'done' })
  process.stdin.destroy()
}

/** Appends at the revision that was read, and reads again where another writer was faster. */
const appendAtTail = async (store: SqliteEventStore, append: MarkedAppend): Promise<void> => {
  for (;;) {
    const outcome = await store.append(append.stream, markedEvents(append), await tailOf(store, append.stream))()
    if (E.isRight(outcome)) return report({ told: 'acknowledged', append, appended: outcome.right })
    if (!isConflict(outcome.left)) return
  }
}

const appendTogether = async (store: SqliteEventStore, appends: ReadonlyArray<MarkedAppend>): Promise<void> => {
  const together = appends.map(
    (one): StreamAppend => ({ stream: one.stream, events: markedEvents(one), expected: 'any' }),
  )
  const outcome = await store.appendAll(together)()
  if (E.isLeft(outcome)) return void isConflict(outcome.left)
  for (const [index, append] of appends.entries()) {
    report({ told: 'acknowledged', append, appended: outcome.right[index] ?? { revision: 'nothing-appended' } })
  }
}

const tailOf = async (store: SqliteEventStore, stream: string): Promise<ExpectedRevision> => {
  const tail = await store.readStream(stream, { direction: 'backwards', maxCount: 1 })()
  return E.isRight(tail) ? tail.right.lastRevision : 'any'
}

const isConflict = (failure: AppendFailure): boolean => {
  const isOne = failure.failure === 'StreamMovedOn'
  report(isOne ? { told: 'conflict' } : { told: 'failed', failure })
  return isOne
}

const orders = process.argv[2]
if (orders !== undefined) process.stdin.once('data', () => void write(JSON.parse(orders) as WriterOrders))
process.stdin.once('end', () => process.exit())
report({ told: 'ready' })
