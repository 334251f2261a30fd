import assert from 'node:assert/strict'
import type { ExpectedRevision } from '../expected-revision.js'
import type { ContractCase } from './harness.js'
import { failsAs, streamIn, succeeds } from './outcomes.js'
import { events, ids, idsOf, streamOf } from './sample-events.js'
import { type Trial, trial } from './trial.js'

/** Appends a fourth event to a stream of three, or a first to an unknown one, at this expectation. */
const appendOneMore = ({ store }: Trial, to: 'three' | 'unknown', expected: ExpectedRevision) =>
  store.append(to === 'three' ? streamOf(3) : streamOf(9), events(100, 1), expected)

const expecting = (sentence: string, run: (trial: Trial) => Promise<void>): ContractCase =>
  trial(sentence, async (own) => {
    await succeeds(own.store.append(streamOf(3), events(1, 3), 'no-stream'))
    await run(own)
  })

export const expectingRevisions: ReadonlyArray<ContractCase> = [
  expecting('appends at the revision that is expected', async (own) => {
    assert.equal((await succeeds(appendOneMore(own, 'three', 2))).revision, 3)
  }),

  expecting('refuses an append that expects an earlier or a later revision', async (own) => {
    for (const expected of [0, 1, 3, 4]) await failsAs(appendOneMore(own, 'three', expected), 'StreamMovedOn')
    assert.deepEqual(idsOf(await streamIn(own.store, streamOf(3))), ids(1, 3))
  }),

  expecting('refuses an append that expects a revision of a stream that does not exist', async (own) => {
    for (const expected of [0, 1]) await failsAs(appendOneMore(own, 'unknown', expected), 'StreamMovedOn')
    assert.equal((await succeeds(own.store.readStream(streamOf(9)))).lastRevision, 'no-stream')
  }),

  expecting('appends at no-stream only where there is no stream', async (own) => {
    await failsAs(appendOneMore(own, 'three', 'no-stream'), 'StreamMovedOn')
    assert.equal((await succeeds(appendOneMore(own, 'unknown', 'no-stream'))).revision, 0)
  }),

  expecting('appends at stream-exists only where there is a stream', async (own) => {
    await failsAs(appendOneMore(own, 'unknown', 'stream-exists'), 'StreamMovedOn')
    assert.equal((await succeeds(appendOneMore(own, 'three', 'stream-exists'))).revision, 3)
  }),

  expecting('appends at any whether or not there is a stream', async (own) => {
    assert.equal((await succeeds(appendOneMore(own, 'unknown', 'any'))).revision, 0)
    assert.equal((await succeeds(appendOneMore(own, 'three', 'any'))).revision, 3)
  }),

  expecting('tells, where the stream moved on, what was expected and what the revision is', async (own) => {
    for (const expected of ['no-stream', 0, 1, 3] as const) {
      assert.deepEqual(await failsAs(appendOneMore(own, 'three', expected), 'StreamMovedOn'), {
        failure: 'StreamMovedOn',
        stream: streamOf(3),
        expected,
        actual: 2,
      })
    }
    for (const expected of ['stream-exists', 0, 1] as const) {
      assert.deepEqual(await failsAs(appendOneMore(own, 'unknown', expected), 'StreamMovedOn'), {
        failure: 'StreamMovedOn',
        stream: streamOf(9),
        expected,
        actual: 'no-stream',
      })
    }
  }),
]
