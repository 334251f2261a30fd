import assert from 'node:assert/strict'
import type { Subscription } from '../subscription.js'
import { eventsIn } from './following.js'
import type { ContractCase } from './harness.js'
import { failsAs, succeeds } from './outcomes.js'
import { events, ids, idsOf, streamOf } from './sample-events.js'
import { appendNine } from './subscribing.js'
import { inTime, trial } from './trial.js'

const asked = { status: 'stopped', because: 'asked' }
const storeClosed = { status: 'stopped', because: { failure: 'StoreClosed' } }

const deliversNothing = async (subscription: Subscription): Promise<void> => {
  for await (const delivery of subscription) assert.fail(`It delivered ${JSON.stringify(delivery)}`)
}

export const ending: ReadonlyArray<ContractCase> = [
  trial('ends the loop when it is stopped while it waits, and says that it was asked to', async (own) => {
    await appendNine(own)
    const following = own.follow({ to: 'all', after: 'beginning' })
    await following.untilCaughtUpAfter(9)
    await following.subscription.stop()
    await following.over()
    assert.deepEqual(following.subscription.state(), asked)
    await following.subscription.stop()
    await appendNine(own, 101)
    assert.equal(following.events().length, 9)
  }),

  trial('ends the loop when it is stopped from within', async (own) => {
    await appendNine(own)
    const subscription = own.store.subscribe({ to: 'all', after: 'beginning' })
    const seen: Array<string> = []
    const loop = async (): Promise<void> => {
      for await (const delivery of subscription) {
        seen.push(...idsOf(eventsIn([delivery])))
        if (seen.length === 2) await subscription.stop()
      }
    }
    await inTime(loop(), own.patienceMs, 'the end of the loop')
    assert.deepEqual(seen, ids(1, 2))
    assert.deepEqual(subscription.state(), asked)
  }),

  trial('delivers nothing when it is stopped before the loop begins', async (own) => {
    await appendNine(own)
    const subscription = own.store.subscribe({ to: 'all', after: 'beginning' })
    await subscription.stop()
    await inTime(deliversNothing(subscription), own.patienceMs, 'the end of the loop')
    assert.deepEqual(subscription.state(), asked)
  }),

  trial('is stopped by leaving the loop, by break or by an error, and leaves the store usable', async (own) => {
    await appendNine(own)
    const left: Array<Subscription> = []
    const leaveAtFirst = async (leave: () => boolean): Promise<void> => {
      const subscription = own.store.subscribe({ to: 'all', after: 'beginning' })
      left.push(subscription)
      for await (const delivery of subscription) if (delivery.kind === 'event' && leave()) break
    }
    await inTime(
      leaveAtFirst(() => true),
      own.patienceMs,
      'an event',
    )
    const broken = leaveAtFirst(() => {
      throw new RangeError('the reader broke')
    })
    await assert.rejects(inTime(broken, own.patienceMs, 'an event'), RangeError)
    for (const subscription of left) assert.deepEqual(subscription.state(), asked)
    await appendNine(own, 101)
    const following = own.follow({ to: 'all', after: 'beginning' })
    await following.untilCaughtUpAfter(18)
  }),

  trial('lets a waiting reader leave at once', async ({ store, patienceMs }) => {
    const subscription = store.subscribe({ to: 'all', after: 'beginning' })
    const iterator = subscription[Symbol.asyncIterator]()
    const next = () => inTime(iterator.next(), patienceMs, 'the end')
    let delivery = await next()
    while (delivery.done !== true && delivery.value.kind !== 'caught-up') delivery = await next()
    const waiting = iterator.next()
    await inTime(Promise.resolve(iterator.return?.()), patienceMs, 'the reader to leave')
    assert.equal((await inTime(waiting, patienceMs, 'the end of the loop')).done, true)
    assert.deepEqual(subscription.state(), asked)
  }),

  trial('is iterated once: a second loop gets nothing of what the first is to get', async (own) => {
    await appendNine(own)
    const following = own.follow({ to: 'all', after: 'beginning' })
    await following.until((so) => so.events().length > 0, 'an event')
    const stolen: Array<unknown> = []
    const second = async (): Promise<void> => {
      for await (const delivery of following.subscription) stolen.push(delivery)
    }
    await inTime(second(), own.patienceMs, 'the second loop').catch((refused: unknown) =>
      assert.ok(refused instanceof TypeError),
    )
    assert.deepEqual(stolen, [])
    await following.untilCaughtUpAfter(9)
    assert.deepEqual(idsOf(following.events()), ids(1, 9))
  }),

  trial('ends every subscription of its own when it is closed, and says that this is why', async (own) => {
    await appendNine(own)
    const beside = await own.open()
    const waiting = own.follow({ to: 'all', after: 'beginning' })
    const ofStream = own.follow({ to: 'stream', stream: streamOf(1), after: 'end' })
    const others = own.follow({ to: 'all', after: 'beginning' }, beside)
    const unread = own.store.subscribe({ to: 'all', after: 'beginning' })
    const asked = own.store.subscribe({ to: 'all', after: 'beginning' })
    await asked.stop()
    await waiting.untilCaughtUpAfter(9)
    await ofStream.untilCaughtUpAfter(0)
    await others.untilCaughtUpAfter(9)
    await own.store.close()
    await waiting.over()
    await ofStream.over()
    await inTime(deliversNothing(unread), own.patienceMs, 'the end of the loop')
    for (const subscription of [waiting.subscription, ofStream.subscription, unread]) {
      assert.deepEqual(subscription.state(), storeClosed)
    }
    assert.deepEqual(asked.state(), { status: 'stopped', because: 'asked' })
    await appendNine({ store: beside }, 101)
    await others.untilCaughtUpAfter(18)
    assert.equal(waiting.events().length, 9)
  }),

  trial('fails every call with StoreClosed once it is closed, and is closed but once', async ({ store, follow }) => {
    await succeeds(store.append(streamOf(1), events(1, 1), 'no-stream'))
    const begunBefore = store.readStream(streamOf(1))
    await store.close()
    await store.close()
    await failsAs(store.append(streamOf(1), events(2, 1), 0), 'StoreClosed')
    await failsAs(store.append(streamOf(1), events(1, 1), 'no-stream'), 'StoreClosed')
    await failsAs(store.append(streamOf(1), [], 'any'), 'StoreClosed')
    await failsAs(store.readStream(streamOf(1)), 'StoreClosed')
    await failsAs(store.readAll(), 'StoreClosed')
    await failsAs(begunBefore, 'StoreClosed')
    const following = follow({ to: 'all', after: 'beginning' })
    await following.over()
    assert.deepEqual(following.deliveries, [])
    assert.deepEqual(following.subscription.state(), storeClosed)
  }),
]
