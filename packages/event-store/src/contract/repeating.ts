import assert from 'node:assert/strict'
import type { ExpectedRevision } from '../expected-revision.js'
import type { ContractCase } from './harness.js'
import { allIn, failsAs, streamIn, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, streamOf } from './sample-events.js'
import { type Trial, trial } from './trial.js'

const stream = streamOf(1)

/** The result of an append is the same when it is sent again: at once, and after others have appended. */
const sameWhenRepeated = async ({ store }: Trial, first: number, expected: ExpectedRevision): Promise<void> => {
  const append = () => succeeds(store.append(stream, events(first, 2), expected))
  const original = await append()
  assert.deepEqual(await append(), original)
  const before = await streamIn(store, stream)
  await succeeds(store.append(stream, events(500, 40), 'any'))
  assert.deepEqual(await append(), original)
  assert.deepEqual(idsOf(await streamIn(store, stream)), [...idsOf(before), ...ids(500, 40)])
}

export const repeating: ReadonlyArray<ContractCase> = [
  trial('gives an append sent again at no-stream its first result, and writes nothing', async (own) => {
    await sameWhenRepeated(own, 1, 'no-stream')
  }),

  trial('gives an append sent again at the same revision its first result, and writes nothing', async (own) => {
    await succeeds(own.store.append(stream, events(1, 3), 'no-stream'))
    await sameWhenRepeated(own, 4, 2)
  }),

  trial('gives an append sent again at stream-exists its first result, and writes nothing', async (own) => {
    await succeeds(own.store.append(stream, events(1, 3), 'no-stream'))
    await sameWhenRepeated(own, 4, 'stream-exists')
  }),

  trial('gives an append sent again at any its first result, and writes nothing', async (own) => {
    await sameWhenRepeated(own, 1, 'any')
  }),

  trial('refuses event ids that the stream holds at any other expectation than theirs', async ({ store }) => {
    await succeeds(store.append(stream, events(1, 2), 'no-stream'))
    await succeeds(store.append(stream, events(3, 2), 1))
    await succeeds(store.append(stream, events(5, 1), 3))
    const elsewhere: ReadonlyArray<[number, ReadonlyArray<ExpectedRevision>]> = [
      [1, [0, 1, 3, 4, 'stream-exists']],
      [3, ['no-stream', 0, 2, 3, 4]],
    ]
    for (const [first, expectations] of elsewhere) {
      for (const expected of expectations) {
        const failure = await failsAs(store.append(stream, events(first, 2), expected), 'StreamMovedOn')
        assert.deepEqual(failure, { failure: 'StreamMovedOn', stream, expected, actual: 4 })
      }
    }
    assert.deepEqual(idsOf(await streamIn(store, stream)), ids(1, 5))
  }),

  trial(
    'refuses an append only some of whose event ids the stream holds, or all in another order',
    async ({ store }) => {
      await succeeds(store.append(stream, events(1, 2), 'no-stream'))
      await succeeds(store.append(stream, events(3, 2), 1))
      const mixtures = [
        [event(3), event(9)],
        [event(9), event(3)],
        [event(3), event(4), event(9)],
        [event(9), event(3), event(4)],
        [event(4), event(3)],
        [event(1), event(3)],
      ]
      for (const mixture of mixtures) {
        for (const expected of ['any', 'stream-exists', 'no-stream', 0, 1, 2, 3] as const) {
          await failsAs(store.append(stream, mixture, expected), 'StreamMovedOn')
        }
      }
      assert.deepEqual(idsOf(await streamIn(store, stream)), ids(1, 4))
    },
  ),

  trial('takes the same event ids in another stream for other events', async ({ store }) => {
    for (const other of [streamOf(1), streamOf(2), streamOf(1, 'purchase')]) {
      assert.equal((await succeeds(store.append(other, events(1, 2), 'no-stream'))).revision, 1)
    }
    assert.equal((await succeeds(store.append(streamOf(3), events(1, 2), 'any'))).revision, 1)
    assert.deepEqual(idsOf(await allIn(store)), [...ids(1, 2), ...ids(1, 2), ...ids(1, 2), ...ids(1, 2)])
    assert.deepEqual(idsOf(await streamIn(store, streamOf(2))), ids(1, 2))
  }),

  trial('recognises an append sent again through another handle, and after the store was closed', async (own) => {
    await succeeds(own.store.append(streamOf(2), events(9, 1), 'no-stream'))
    const original = await succeeds(own.store.append(stream, events(1, 2), 'no-stream'))
    const beside = await own.open()
    assert.deepEqual(await succeeds(beside.append(stream, events(1, 2), 'no-stream')), original)
    await own.store.close()
    await beside.close()
    const after = await own.open()
    assert.deepEqual(await succeeds(after.append(stream, events(1, 2), 'no-stream')), original)
    assert.deepEqual(idsOf(await allIn(after)), [...ids(9, 1), ...ids(1, 2)])
  }),

  trial('writes an append once that is sent many times at once', async ({ store, open }) => {
    const beside = await open()
    const sent = Array.from({ length: 10 }, (_, index) =>
      succeeds((index % 2 === 0 ? store : beside).append(stream, events(1, 3), index < 5 ? 'no-stream' : 'any')),
    )
    for (const appended of await Promise.all(sent)) assert.equal(appended.revision, 2)
    assert.deepEqual(idsOf(await allIn(store)), ids(1, 3))
  }),
]
