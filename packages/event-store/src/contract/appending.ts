import assert from 'node:assert/strict'
import { comparePositions } from '../event.js'
import { type ExpectedRevision } from '../expected-revision.js'
import type { ContractCase } from './harness.js'
import { allIn, failsAs, streamIn, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, streamOf } from './sample-events.js'
import { trial } from './trial.js'

export const appending: ReadonlyArray<ContractCase> = [
  trial('numbers the events of each stream from 0, in the order of their appends', async ({ store }) => {
    const stream = streamOf(1)
    await succeeds(store.append(stream, events(1, 1), 'no-stream'))
    await succeeds(store.append(streamOf(2), events(10, 1), 'no-stream'))
    await succeeds(store.append(stream, events(2, 3), 0))
    const { events: read, lastRevision } = await succeeds(store.readStream(stream))
    assert.deepEqual(idsOf(read), ids(1, 4))
    assert.deepEqual(
      read.map(({ stream: name, revision }) => [name, revision]),
      [0, 1, 2, 3].map((revision) => [stream, revision]),
    )
    assert.equal(lastRevision, 3)
  }),

  trial('tells the revision and the position of the last event of an append', async ({ store }) => {
    const stream = streamOf(1)
    assert.equal((await succeeds(store.append(stream, events(1, 1), 'no-stream'))).revision, 0)
    const appended = await succeeds(store.append(stream, events(2, 3), 0))
    assert.equal(appended.revision, 3)
    const last = (await streamIn(store, stream)).at(-1)
    if (appended.position !== undefined) assert.deepEqual(appended.position, last?.position)
  }),

  trial(
    'gives every event a later position than the one before, within an append and across appends',
    async ({ store }) => {
      await succeeds(store.append(streamOf(1), events(1, 3), 'no-stream'))
      await succeeds(store.append(streamOf(2), events(4, 2), 'no-stream'))
      await succeeds(store.append(streamOf(1), events(6, 2), 2))
      const all = await allIn(store)
      assert.deepEqual(idsOf(all), ids(1, 7))
      assert.ok(
        all.every(({ position }) => Number.isSafeInteger(position.commit) && Number.isSafeInteger(position.prepare)),
      )
      for (const [index, { position }] of all.slice(1).entries()) {
        assert.ok(
          comparePositions(all[index]?.position ?? position, position) < 0,
          `position ${index + 1} is not later`,
        )
      }
    },
  ),

  trial(
    'takes an append of no events for nothing to do, whatever the stream and the expectation',
    async ({ store, follow }) => {
      await succeeds(store.append(streamOf(1), events(1, 1), 'no-stream'))
      const following = follow({ to: 'all', after: 'beginning' })
      await following.untilCaughtUpAfter(1)
      const expectations: ReadonlyArray<ExpectedRevision> = ['no-stream', 'stream-exists', 'any', 0, 7]
      for (const stream of [streamOf(1), streamOf(2), 'not-a-stream', '$system']) {
        for (const expected of expectations) {
          assert.deepEqual(await succeeds(store.append(stream, [], expected)), { revision: 'nothing-appended' })
        }
      }
      assert.equal((await succeeds(store.readStream(streamOf(2)))).lastRevision, 'no-stream')
      assert.deepEqual(idsOf(await allIn(store)), ids(1, 1))
      await succeeds(store.append(streamOf(2), events(2, 1), 'no-stream'))
      await following.untilCaughtUpAfter(2)
      assert.deepEqual(idsOf(following.events()), ids(1, 2))
    },
  ),

  trial('uses up no position for an append that it refuses', async ({ store, harness }) => {
    await succeeds(store.append(streamOf(1), events(1, 1), 'no-stream'))
    await failsAs(store.append(streamOf(1), events(2, 3), 'no-stream'), 'StreamMovedOn')
    await failsAs(store.append(streamOf(1), [event(2), event(2)], 0), 'DuplicateEventIds')
    await succeeds(store.append(streamOf(1), events(1, 1), 'no-stream'))
    await succeeds(store.append(streamOf(1), events(2, 2), 0))
    const all = await allIn(store)
    assert.deepEqual(idsOf(all), ids(1, 3))
    if (harness.positionsHaveNoGaps === true) {
      assert.deepEqual(
        all.map(({ position }) => position),
        [0, 1, 2].map((place) => ({ commit: place, prepare: place })),
      )
    }
  }),
]
