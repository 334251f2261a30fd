import assert from 'node:assert/strict'
import * as E from 'fp-ts/lib/Either.js'
import { comparePositions, type EventFilter, type Position, type RecordedEvent } from '../event.js'
import { type EventStore } from '../event-store.js'
import type { ContractCase } from './harness.js'
import { allIn, streamIn, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, streamOf } from './sample-events.js'
import { inTime, type Trial, trial } from './trial.js'

const WRITERS = 4

/** Several handles on one store, as several workers have them. */
const writersOf = async ({ store, open }: Trial): Promise<ReadonlyArray<EventStore>> => [
  store,
  ...(await Promise.all(Array.from({ length: WRITERS - 1 }, () => open()))),
]

/** Lets everything else in this process have its turn. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Reads pages of three, from where the page before ended, until the writers are done and nothing is left. */
const pager = async (store: EventStore, areDone: () => boolean, filter?: EventFilter) => {
  const found: Array<RecordedEvent> = []
  let after: Position | undefined
  for (;;) {
    const wereDone = areDone()
    const read = { maxCount: 3, ...(filter === undefined ? {} : { filter }) }
    const page = await succeeds(store.readAll(after === undefined ? read : { ...read, after }))
    found.push(...page.events)
    after = page.next ?? page.events.at(-1)?.position ?? after
    if (page.next !== undefined) continue
    if (wereDone && page.events.length === 0) return found
    await turn()
  }
}

export const writingAtOnce: ReadonlyArray<ContractCase> = [
  trial(
    'lets exactly one of several writers append at one revision, and tells the others where the stream is',
    async (own) => {
      const writers = await writersOf(own)
      for (const expected of ['no-stream', 1] as const) {
        const outcomes = await Promise.all(
          Array.from({ length: 12 }, (_, n) => {
            const first = (expected === 'no-stream' ? 100 : 200) + 2 * n
            return (writers[n % WRITERS] ?? own.store).append(streamOf(1), events(first, 2), expected)()
          }),
        )
        const last = expected === 'no-stream' ? 1 : 3
        assert.deepEqual(
          outcomes.filter(E.isRight).map(({ right }) => right.revision),
          [last],
        )
        for (const { left } of outcomes.filter(E.isLeft)) {
          assert.deepEqual(left, { failure: 'StreamMovedOn', stream: streamOf(1), expected, actual: last })
        }
      }
      assert.equal((await streamIn(own.store, streamOf(1))).length, 4)
    },
  ),

  trial(
    'loses no append of writers that append where they read the end, and read again when the stream moved on',
    async (own) => {
      const writers = await writersOf(own)
      const write = async (store: EventStore, first: number): Promise<void> => {
        for (let done = 0, attempts = 1; done < 8; attempts += 1) {
          assert.ok(attempts < 1000, 'a writer tried a thousand times')
          const { lastRevision } = await succeeds(
            store.readStream(streamOf(1), { direction: 'backwards', maxCount: 1 }),
          )
          const outcome = await store.append(streamOf(1), events(first + done, 1), lastRevision)()
          if (E.isRight(outcome)) {
            assert.equal(outcome.right.revision, lastRevision === 'no-stream' ? 0 : lastRevision + 1)
            done += 1
          } else assert.equal(outcome.left.failure, 'StreamMovedOn')
          await turn()
        }
      }
      await Promise.all(writers.map((store, index) => write(store, 100 * (index + 1))))
      const read = await streamIn(own.store, streamOf(1))
      assert.deepEqual(
        read.map(({ revision }) => revision),
        Array.from({ length: 8 * WRITERS }, (_, n) => n),
      )
      const written = writers.flatMap((_, index) => ids(100 * (index + 1), 8))
      assert.deepEqual(idsOf(read).toSorted(), written.toSorted())
    },
  ),

  trial('keeps the events of each append together in their stream, however many write to it', async (own) => {
    const writers = await writersOf(own)
    const appends = writers.flatMap((store, index) =>
      [0, 1, 2, 3, 4].map((n) => store.append(streamOf(1), events(100 * (index + 1) + 3 * n, 3), 'any')),
    )
    const revisions = (await Promise.all(appends.map(succeeds))).map(({ revision }) => Number(revision))
    const read = idsOf(await streamIn(own.store, streamOf(1)))
    assert.equal(read.length, 15 * WRITERS)
    for (const [index, last] of revisions.entries()) {
      const first = 100 * (Math.floor(index / 5) + 1) + 3 * (index % 5)
      assert.deepEqual(read.slice(last - 2, last + 1), ids(first, 3))
    }
  }),

  trial('carries out a thousand appends that are sent at once through a handle just opened', async (own) => {
    const fresh = await own.open()
    const appends = Array.from({ length: 1000 }, (_, n) => fresh.append(streamOf(n % 100), events(n + 1, 1), 'any'))
    const sent = Promise.all(appends.map((append) => append()))
    const outcomes = await inTime(sent, 4 * own.patienceMs, 'a thousand appends')
    assert.equal(outcomes.filter(E.isRight).length, 1000)
    const all = await allIn(own.store, { maxCount: 2000 })
    assert.deepEqual(idsOf(all).toSorted(), ids(1, 1000).toSorted())
  }),

  trial('shows readers each event once in the order of the positions, while several write', async (own) => {
    const writers = await writersOf(own)
    const reader = await own.open()
    let writing = WRITERS
    const write = async (store: EventStore, index: number): Promise<void> => {
      for (let n = 0; n < 24; n += 1) {
        const category = n % 3 === 0 ? 'purchase' : 'serviceTicket'
        const stream = streamOf(n % 4 === 0 ? 1 : 10 + index, category)
        const first = 1000 * (index + 1) + 3 * n
        const type = n % 5 === 0 ? 'Closed' : 'Opened'
        const append = Array.from({ length: 1 + (n % 3) }, (_, k) => event(first + k, type))
        await succeeds(store.append(stream, append, 'any'))
        if ((n + index) % 2 === 0) await turn()
      }
      writing -= 1
    }
    const areDone = (): boolean => writing === 0
    const everything = own.follow({ to: 'all', after: 'beginning' }, reader)
    const tickets = own.follow({ to: 'category', category: 'serviceTicket', after: 'beginning' })
    const closed = own.follow({ to: 'all', filter: { types: ['Closed'] }, after: 'end' }, reader)
    const shared = own.follow({ to: 'stream', stream: streamOf(1, 'purchase'), after: 'beginning' }, reader)
    await closed.untilCaughtUpAfter(0)

    const [byPages, ofPurchases] = await inTime(
      Promise.all([
        pager(reader, areDone),
        pager(own.store, areDone, { categories: ['purchase'] }),
        ...writers.map(write),
      ]),
      4 * own.patienceMs,
      'writers and readers',
    )
    const all = await allIn(own.store)
    assert.equal(all.length, 48 * WRITERS)
    assert.equal(new Set(idsOf(all)).size, all.length)
    for (const [index, { position }] of all.slice(1).entries()) {
      assert.ok(comparePositions(all[index]?.position ?? position, position) < 0)
    }
    const isOf = (category: string) => (read: RecordedEvent) => read.stream.startsWith(`${category}-`)
    const seen: ReadonlyArray<[string, ReadonlyArray<RecordedEvent>, ReadonlyArray<RecordedEvent>]> = [
      ['by pages', byPages, all],
      ['by pages of a category', ofPurchases, all.filter(isOf('purchase'))],
    ]
    for (const [how, found, expected] of seen) assert.deepEqual(idsOf(found), idsOf(expected), how)

    const followed: ReadonlyArray<[typeof everything, ReadonlyArray<RecordedEvent>]> = [
      [everything, all],
      [tickets, all.filter(isOf('serviceTicket'))],
      [closed, all.filter(({ type }) => type === 'Closed')],
      [shared, all.filter(({ stream }) => stream === streamOf(1, 'purchase'))],
    ]
    for (const [following, expected] of followed) {
      await following.untilCaughtUpAfter(expected.length)
      assert.deepEqual(following.events(), expected)
    }
  }),
]
