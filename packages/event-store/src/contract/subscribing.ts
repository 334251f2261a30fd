import assert from 'node:assert/strict'
import { comparePositions } from '../event.js'
import type { Checkpoint, SubscriptionStart } from '../subscription.js'
import { eventsIn, type Following } from './following.js'
import type { ContractCase } from './harness.js'
import { fill, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, streamOf, uuid } from './sample-events.js'
import { inTime, type Trial, trial } from './trial.js'

/** Nine events: ids 1 to 9, over two categories, four streams and two types. */
const NINE: ReadonlyArray<[string, string]> = [
  [streamOf(1), 'Opened'],
  [streamOf(1, 'purchase'), 'Opened'],
  [streamOf(1), 'Closed'],
  [streamOf(2), 'Opened'],
  [streamOf(1, 'purchase'), 'Closed'],
  [streamOf(1), 'Opened'],
  [streamOf(2), 'Closed'],
  [streamOf(2, 'purchase'), 'Closed'],
  [streamOf(1, 'serviceTicketArchive'), 'Closed'],
]

/** Ways of following, with the ids of the nine events that each is to deliver. */
export const WAYS: ReadonlyArray<[string, SubscriptionStart, ReadonlyArray<number>]> = [
  ['all', { to: 'all', after: 'beginning' }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['a category', { to: 'category', category: 'serviceTicket', after: 'beginning' }, [1, 3, 4, 6, 7]],
  ['a stream', { to: 'stream', stream: streamOf(1), after: 'beginning' }, [1, 3, 6]],
  ['some types', { to: 'all', filter: { types: ['Closed', 'Reopened'] }, after: 'beginning' }, [3, 5, 7, 8, 9]],
  ['some categories', { to: 'all', filter: { categories: ['purchase', 'quote'] }, after: 'beginning' }, [2, 5, 8]],
  [
    'types of categories',
    { to: 'all', filter: { categories: ['serviceTicket'], types: ['Opened'] }, after: 'beginning' },
    [1, 4, 6],
  ],
]

export const appendNine = async ({ store }: Pick<Trial, 'store'>, from = 1): Promise<void> => {
  for (const [index, [stream, type]] of NINE.entries()) {
    await succeeds(store.append(stream, [event(from + index, type)], 'any'))
  }
}

export const uuids = (numbers: ReadonlyArray<number>, from = 1): ReadonlyArray<string> =>
  numbers.map((number) => uuid(from + number - 1))

/** The end was reached: once for each time that something had been delivered before, the first time at the start. */
const tellsTheEndOnce = ({ deliveries }: Following): void => {
  for (const [index, { kind }] of deliveries.entries()) {
    assert.ok(
      kind !== 'caught-up' || deliveries[index - 1]?.kind !== 'caught-up',
      'told twice that the end was reached',
    )
  }
}

/** Negative where `left` is the earlier one. Both must be of one subscription. */
export const compareCheckpoints = (left: Checkpoint, right: Checkpoint): number => {
  assert.equal(left.kind, right.kind, 'a subscription gives checkpoints of two kinds')
  if (left.kind === 'all' && right.kind === 'all') return comparePositions(left.position, right.position)
  if (left.kind === 'all' || right.kind === 'all') return Number.NaN
  assert.equal(left.stream, right.stream)
  return left.revision - right.revision
}

export const subscribing: ReadonlyArray<ContractCase> = [
  ...WAYS.map(([what, start, wanted]) =>
    trial(`delivers ${what} from the beginning in order, each event once, then what is new`, async (own) => {
      await appendNine(own)
      const following = own.follow(start)
      await following.untilCaughtUpAfter(wanted.length)
      assert.deepEqual(idsOf(following.events()), uuids(wanted))
      await appendNine(own, 101)
      await following.untilCaughtUpAfter(2 * wanted.length)
      assert.deepEqual(idsOf(following.events()), [...uuids(wanted), ...uuids(wanted, 101)])
      tellsTheEndOnce(following)
    }),
  ),

  ...WAYS.map(([what, start, wanted]) =>
    trial(`delivers ${what} from the end: nothing of what was there, then what is new`, async (own) => {
      await appendNine(own)
      const following = own.follow({ ...start, after: 'end' })
      await following.untilCaughtUpAfter(0)
      await appendNine(own, 101)
      await following.untilCaughtUpAfter(wanted.length)
      assert.deepEqual(idsOf(following.events()), uuids(wanted, 101))
      tellsTheEndOnce(following)
    }),
  ),

  trial('delivers events as they are read: stream, revision, position, type, data and metadata', async (own) => {
    await appendNine(own)
    const all = (await succeeds(own.store.readAll())).events
    for (const [, start] of WAYS) {
      const following = own.follow(start)
      await following.untilCaughtUpAfter(1)
      for (const delivered of following.events()) {
        assert.deepEqual(
          delivered,
          all.find(({ position }) => comparePositions(position, delivered.position) === 0),
        )
      }
    }
  }),

  trial(
    'says that the end was reached only when everything that was there is delivered, and is live then',
    async (own) => {
      await appendNine(own)
      const following = own.follow({ to: 'all', after: 'beginning' })
      await following.until(({ deliveries }) => deliveries.some(({ kind }) => kind === 'caught-up'), 'the end')
      const atEnd = following.deliveries.findIndex(({ kind }) => kind === 'caught-up')
      assert.equal(following.deliveries.slice(0, atEnd).filter(({ kind }) => kind === 'event').length, 9)
      assert.deepEqual(following.subscription.state(), { status: 'live' })
    },
  ),

  trial('reaches the end of an empty store at once, and is catching up before', async ({ store, follow }) => {
    const subscription = store.subscribe({ to: 'all', after: 'beginning' })
    assert.deepEqual(subscription.state(), { status: 'catching-up' })
    await subscription.stop()
    for (const [, start] of WAYS) {
      for (const after of ['beginning', 'end'] as const) {
        const following = follow({ ...start, after })
        await following.untilCaughtUpAfter(0)
        assert.deepEqual(following.events(), [])
      }
    }
  }),

  trial('waits for a stream that does not exist yet', async ({ store, follow }) => {
    const following = follow({ to: 'stream', stream: streamOf(5), after: 'beginning' })
    await following.untilCaughtUpAfter(0)
    await succeeds(store.append(streamOf(6), events(1, 2), 'no-stream'))
    await succeeds(store.append(streamOf(5), events(3, 2), 'no-stream'))
    await following.untilCaughtUpAfter(2)
    assert.deepEqual(idsOf(following.events()), ids(3, 2))
    assert.deepEqual(
      following.events().map(({ revision }) => revision),
      [0, 1],
    )
  }),

  trial('delivers everything to each of several subscriptions', async (own) => {
    await appendNine(own)
    const followings = [1, 2, 3].map(() => own.follow({ to: 'all', after: 'beginning' }))
    await appendNine(own, 101)
    for (const following of followings) {
      await following.untilCaughtUpAfter(18)
      assert.deepEqual(idsOf(following.events()), [...ids(1, 9), ...ids(101, 9)])
    }
  }),

  trial('delivers what is appended through another handle', async ({ store, open, follow }) => {
    const beside = await open()
    const following = follow({ to: 'all', after: 'beginning' })
    await following.untilCaughtUpAfter(0)
    for (let n = 1; n <= 5; n += 1) {
      await succeeds((n % 2 === 0 ? store : beside).append(streamOf(n), events(n, 1), 'no-stream'))
      await following.untilCaughtUpAfter(n)
    }
    assert.deepEqual(idsOf(following.events()), ids(1, 5))
  }),

  trial('catches up over some thousand events, and loses none on the way', async (own) => {
    for (let batch = 0; batch < 9; batch += 1) {
      await fill(own.store, streamOf(batch % 2), batch * 250 + 1, 250)
    }
    const following = own.follow({ to: 'all', after: 'beginning' })
    await following.untilCaughtUpAfter(2250)
    assert.deepEqual(idsOf(following.events()), ids(1, 2250))
    const ofStream = own.follow({ to: 'stream', stream: streamOf(0), after: 'beginning' })
    await ofStream.untilCaughtUpAfter(1250)
    assert.deepEqual(
      ofStream.events().map(({ revision }) => revision),
      Array.from({ length: 1250 }, (_, n) => n),
    )
  }),

  trial('keeps what a slow reader has not asked for yet, and delivers it in order', async (own) => {
    await appendNine(own)
    const subscription = own.store.subscribe({ to: 'all', after: 'beginning' })
    const slow: Array<string> = []
    const readSlowly = async (): Promise<void> => {
      for await (const delivery of subscription) {
        if (delivery.kind !== 'event') continue
        slow.push(...idsOf([delivery.event]))
        if (slow.length === 3) await appendNine(own, 101)
        if (slow.length === 18) break
      }
    }
    await inTime(readSlowly(), own.patienceMs, '18 events')
    assert.deepEqual(slow, [...ids(1, 9), ...ids(101, 9)])
  }),

  trial('hands out one delivery at a time, in order, though several are asked for at once', async (own) => {
    await appendNine(own)
    const subscription = own.store.subscribe({ to: 'stream', stream: streamOf(1), after: 'beginning' })
    const iterator = subscription[Symbol.asyncIterator]()
    const next3 = Promise.all([iterator.next(), iterator.next(), iterator.next()])
    const asked = await inTime(next3, own.patienceMs, 'three deliveries')
    const delivered = eventsIn(asked.flatMap((result) => (result.done === true ? [] : [result.value])))
    assert.deepEqual(idsOf(delivered), uuids([1, 3, 6]))
    await subscription.stop()
  }),

  trial('refuses to follow streams and categories that cannot be, and says so in its state', async ({ follow }) => {
    const names: ReadonlyArray<[SubscriptionStart, string]> = [
      [{ to: 'stream', stream: '$all', after: 'beginning' }, '$all'],
      [{ to: 'stream', stream: 'serviceTicket', after: 'end' }, 'serviceTicket'],
      [{ to: 'category', category: 'service-ticket', after: 'beginning' }, 'service-ticket'],
      [{ to: 'category', category: '$ce', after: 'end' }, '$ce'],
      [{ to: 'all', filter: { categories: ['purchase', ''] }, after: 'beginning' }, ''],
    ]
    for (const [start, name] of names) {
      const following = follow(start)
      await following.over()
      assert.deepEqual(following.deliveries, [])
      const state = following.subscription.state()
      const because = state.status === 'stopped' ? state.because : undefined
      assert.ok(typeof because === 'object' && because.failure === 'NameNotAllowed', JSON.stringify(state))
      assert.equal(because.name, name)
    }
  }),
]
