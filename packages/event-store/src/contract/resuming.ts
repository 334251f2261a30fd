import assert from 'node:assert/strict'
import { comparePositions, type Position, type RecordedEvent } from '../event.js'
import type { Checkpoint, SubscriptionStart } from '../subscription.js'
import { checkpointsIn, eventsIn, type Following } from './following.js'
import type { ContractCase } from './harness.js'
import { fill, succeeds } from './outcomes.js'
import { events, ids, idsOf, streamOf } from './sample-events.js'
import { appendNine, compareCheckpoints, uuids, WAYS } from './subscribing.js'
import { type Trial, trial, tried } from './trial.js'

const last = <Item>(items: ReadonlyArray<Item>): Item => {
  const item = items[items.length - 1]
  assert.ok(item !== undefined, 'nothing was delivered')
  return item
}

/** What a subscription delivers after each of its own checkpoints must be what it delivered after it. */
const resumesAfterEach = async (own: Trial, start: SubscriptionStart, followed: Following): Promise<void> => {
  const { deliveries } = followed
  for (const [index, delivery] of deliveries.entries()) {
    if (delivery.kind === 'caught-up') continue
    const rest = eventsIn(deliveries.slice(index + 1))
    const resumed = own.follow({ ...start, after: delivery.checkpoint })
    await resumed.untilCaughtUpAfter(rest.length)
    assert.deepEqual(idsOf(resumed.events()), idsOf(rest), `after ${JSON.stringify(delivery.checkpoint)}`)
    await resumed.subscription.stop()
  }
}

const onlyMoveForward = (checkpoints: ReadonlyArray<Checkpoint>): void => {
  for (const [index, checkpoint] of checkpoints.slice(1).entries()) {
    const before = checkpoints[index] ?? checkpoint
    assert.ok(
      compareCheckpoints(before, checkpoint) < 0,
      `${JSON.stringify(checkpoint)} follows ${JSON.stringify(before)}`,
    )
  }
}

const hasReached = (following: Following, position: Position): boolean =>
  checkpointsIn(following.deliveries).some(
    (checkpoint) => checkpoint.kind === 'all' && comparePositions(checkpoint.position, position) >= 0,
  )

/** So many that a store which tells only now and then how far it has come tells it at least once. */
const MANY = 1100

const appendMany = async ({ store }: Trial, first: number): Promise<RecordedEvent> => {
  await fill(store, streamOf(77, 'quote'), first, MANY, 'QuoteGiven')
  return last((await succeeds(store.readStream(streamOf(77, 'quote'), { direction: 'backwards', maxCount: 1 }))).events)
}

/** The position of what was left out, when a following has told that it is past it. */
const passes = async (own: Trial, following: Following, leftOut: RecordedEvent): Promise<void> => {
  await following.until((so) => hasReached(so, leftOut.position), 'a checkpoint past what was left out')
  onlyMoveForward(following.checkpoints())
  await own.follow({ to: 'all', after: last(following.checkpoints()) }).untilCaughtUpAfter(0)
}

const isRefused = async (own: Pick<Trial, 'follow'>, start: SubscriptionStart): Promise<void> => {
  const following = own.follow(start)
  await following.over()
  assert.deepEqual(following.deliveries, [])
  const state = following.subscription.state()
  const because = state.status === 'stopped' ? state.because : undefined
  assert.ok(typeof because === 'object' && because.failure === 'CheckpointNotUsable', JSON.stringify([start, state]))
  assert.notEqual(because.why, '')
}

export const resuming: ReadonlyArray<ContractCase> = [
  ...WAYS.map(([what, start, wanted]) =>
    trial(`goes on after each checkpoint of ${what} with exactly the rest`, async (own) => {
      await appendNine(own)
      const following = own.follow(start)
      await following.untilCaughtUpAfter(wanted.length)
      await resumesAfterEach(own, start, following)

      const live = own.follow({ ...start, after: last(following.checkpoints()) })
      await live.untilCaughtUpAfter(0)
      await appendNine(own, 101)
      await live.untilCaughtUpAfter(wanted.length)
      assert.deepEqual(idsOf(live.events()), uuids(wanted, 101))
      await resumesAfterEach(own, start, live)
    }),
  ),

  trial('gives checkpoints that only move forward, before and after it caught up', async (own) => {
    await appendNine(own)
    for (const [index, [, start, wanted]] of WAYS.entries()) {
      const following = own.follow(start)
      await following.untilCaughtUpAfter(wanted.length * (index + 1))
      await appendNine(own, 101 + 100 * index)
      await following.untilCaughtUpAfter(wanted.length * (index + 2))
      onlyMoveForward(following.checkpoints())
    }
  }),

  trial('gives with each event the checkpoint of the place where it stands', async (own) => {
    await appendNine(own)
    for (const [, start, wanted] of WAYS) {
      const following = own.follow(start)
      await following.untilCaughtUpAfter(wanted.length)
      for (const delivery of following.deliveries) {
        if (delivery.kind !== 'event') continue
        const { checkpoint, event } = delivery
        if (checkpoint.kind === 'all') assert.deepEqual(checkpoint.position, event.position)
        if (checkpoint.kind === 'stream') {
          assert.deepEqual(checkpoint, { kind: 'stream', stream: event.stream, revision: event.revision })
        }
      }
      const kind = last(following.checkpoints()).kind
      assert.ok(
        start.to === 'category' || kind === (start.to === 'stream' ? 'stream' : 'all'),
        `${start.to} gives ${kind}`,
      )
    }
  }),

  trial('tells from the end where the end is, so that a reader that breaks off at once misses nothing', async (own) => {
    await appendNine(own)
    for (const [index, [, start, wanted]] of WAYS.entries()) {
      const following = own.follow({ ...start, after: 'end' })
      await following.untilCaughtUpAfter(0)
      await following.subscription.stop()
      await appendNine(own, 101 + 100 * index)
      const resumed = own.follow({ ...start, after: last(following.checkpoints()) })
      await resumed.untilCaughtUpAfter(wanted.length)
      assert.deepEqual(idsOf(resumed.events()), uuids(wanted, 101 + 100 * index))
    }
  }),

  trial('tells how far it has come over events that the filter leaves out, while it catches up', async (own) => {
    await appendNine(own)
    const leftOut = await appendMany(own, 1001)
    for (const filter of [{ types: ['Opened'] }, { categories: ['purchase'] }, { types: ['NothingOfThis'] }]) {
      await passes(own, own.follow({ to: 'all', filter, after: 'beginning' }), leftOut)
    }
  }),

  trial('tells how far it has come over events that the filter leaves out, while it is live', async (own) => {
    await appendNine(own)
    const following = own.follow({ to: 'all', filter: { types: ['Opened'] }, after: 'beginning' })
    await following.untilCaughtUpAfter(4)
    for (const first of [1001, 5001, 9001]) await passes(own, following, await appendMany(own, first))
    await appendNine(own, 101)
    await following.untilCaughtUpAfter(8)
    assert.deepEqual(idsOf(following.events()), [...uuids([1, 2, 4, 6]), ...uuids([1, 2, 4, 6], 101)])
    onlyMoveForward(following.checkpoints())
  }),

  trial(
    'tells how far it has come in a category while others grow, where its checkpoints are those of all',
    async (own) => {
      await appendNine(own)
      const following = own.follow({ to: 'category', category: 'serviceTicket', after: 'beginning' })
      await following.untilCaughtUpAfter(5)
      const leftOut = await appendMany(own, 1001)
      if (last(following.checkpoints()).kind === 'all') await passes(own, following, leftOut)
    },
  ),

  trial('goes on after a checkpoint over events that were left out with exactly the rest', async (own) => {
    const start: SubscriptionStart = { to: 'all', filter: { types: ['Opened'] }, after: 'beginning' }
    await appendNine(own)
    await appendMany(own, 1001)
    await appendNine(own, 101)
    await appendMany(own, 5001)
    const following = own.follow(start)
    await following.untilCaughtUpAfter(8)
    await resumesAfterEach(own, start, following)
  }),

  trial('refuses a checkpoint of another kind', async (own) => {
    await appendNine(own)
    const all = own.follow({ to: 'all', after: 'beginning' })
    const one = own.follow({ to: 'stream', stream: streamOf(1), after: 'beginning' })
    await all.untilCaughtUpAfter(9)
    await one.untilCaughtUpAfter(3)
    const [ofAll] = all.checkpoints()
    const [ofStream] = one.checkpoints()
    assert.ok(ofAll !== undefined && ofStream !== undefined)
    await isRefused(own, { to: 'stream', stream: streamOf(1), after: ofAll })
    await isRefused(own, { to: 'all', after: ofStream })
    await isRefused(own, { to: 'all', filter: { types: ['Opened'] }, after: ofStream })
    await isRefused(own, { to: 'category', category: 'serviceTicket', after: ofStream })
    await isRefused(own, { to: 'all', after: { kind: 'link', stream: '$ce-serviceTicket', revision: 0 } })
    await isRefused(own, {
      to: 'stream',
      stream: streamOf(1),
      after: { kind: 'link', stream: '$ce-serviceTicket', revision: 0 },
    })
  }),

  trial('refuses a checkpoint of another stream', async (own) => {
    await appendNine(own)
    for (const stream of [streamOf(2), streamOf(1, 'purchase'), streamOf(99)]) {
      await isRefused(own, { to: 'stream', stream: streamOf(1), after: { kind: 'stream', stream, revision: 0 } })
    }
  }),

  trial('refuses a checkpoint further on than its end, as after a restore from a backup', async (own) => {
    await appendNine(own)
    const followings = WAYS.filter(([, { to }]) => to !== 'category').map(([, start, wanted]) => ({
      start,
      wanted,
      following: own.follow(start),
    }))
    const checkpoints: Array<[SubscriptionStart, Checkpoint]> = []
    for (const { start, wanted, following } of followings) {
      await following.untilCaughtUpAfter(wanted.length)
      checkpoints.push([start, last(following.checkpoints())])
    }
    await tried(own.harness, async (restored) => {
      for (const [start, after] of checkpoints) await isRefused(restored, { ...start, after })
      await succeeds(restored.store.append(streamOf(1), events(1, 1), 'no-stream'))
      for (const [start, after] of checkpoints) await isRefused(restored, { ...start, after })
    })
  }),

  trial('goes on after a checkpoint that its end has just come to', async (own) => {
    await succeeds(own.store.append(streamOf(1), events(1, 1), 'no-stream'))
    for (const start of [{ to: 'all' }, { to: 'stream', stream: streamOf(1) }] as const) {
      const following = own.follow({ ...start, after: 'beginning' })
      await following.until((so) => so.checkpoints().length > 0, 'a checkpoint')
      const resumed = own.follow({ ...start, after: last(following.checkpoints()) })
      await resumed.untilCaughtUpAfter(0)
      assert.deepEqual(resumed.events(), [])
    }
    assert.deepEqual(idsOf((await succeeds(own.store.readAll())).events), ids(1, 1))
  }),
]
