import assert from 'node:assert/strict'
import type { StreamRead } from '../event-store.js'
import type { ContractCase } from './harness.js'
import { failsAs, fill, streamIn, succeeds } from './outcomes.js'
import { events, idsOf, streamOf } from './sample-events.js'
import { type Trial, trial } from './trial.js'

const stream = streamOf(1)

/** Five events, 0 to 4, in two appends, with those of another stream between them. */
const ofFive = (sentence: string, run: (trial: Trial) => Promise<void>): ContractCase =>
  trial(sentence, async (own) => {
    await succeeds(own.store.append(stream, events(1, 2), 'no-stream'))
    await succeeds(own.store.append(streamOf(2), events(50, 2), 'no-stream'))
    await succeeds(own.store.append(stream, events(3, 3), 1))
    await run(own)
  })

const reads = async ({ store }: Trial, read: StreamRead, revisions: ReadonlyArray<number>): Promise<void> => {
  const slice = await succeeds(store.readStream(stream, read))
  assert.deepEqual(
    slice.events.map(({ revision }) => revision),
    revisions,
    JSON.stringify(read),
  )
  assert.deepEqual(idsOf(slice.events), idsOf(revisions.map((revision) => events(revision + 1, 1)).flat()))
  assert.equal(slice.lastRevision, 4, JSON.stringify(read))
}

export const readingStreams: ReadonlyArray<ContractCase> = [
  trial('reads a stream that does not exist as an empty one, whatever is asked of it', async ({ store }) => {
    const nothing = { events: [], lastRevision: 'no-stream' }
    for (const read of [{}, { from: 3 }, { direction: 'backwards' }, { maxCount: 1 }] as const) {
      assert.deepEqual(await succeeds(store.readStream(streamOf(7), read)), nothing)
    }
    assert.deepEqual(await succeeds(store.readStream(streamOf(7))), nothing)
  }),

  ofFive('reads a stream forwards, from a revision on, at most so many events', async (own) => {
    await reads(own, {}, [0, 1, 2, 3, 4])
    await reads(own, { direction: 'forwards' }, [0, 1, 2, 3, 4])
    await reads(own, { from: 0 }, [0, 1, 2, 3, 4])
    await reads(own, { from: 3 }, [3, 4])
    await reads(own, { from: 4 }, [4])
    await reads(own, { maxCount: 1 }, [0])
    await reads(own, { maxCount: 4 }, [0, 1, 2, 3])
    await reads(own, { maxCount: 5 }, [0, 1, 2, 3, 4])
    await reads(own, { maxCount: 6 }, [0, 1, 2, 3, 4])
    await reads(own, { from: 1, maxCount: 2 }, [1, 2])
    await reads(own, { from: 4, maxCount: Number.MAX_SAFE_INTEGER }, [4])
  }),

  ofFive('reads a stream backwards, from a revision or from its end', async (own) => {
    await reads(own, { direction: 'backwards' }, [4, 3, 2, 1, 0])
    await reads(own, { direction: 'backwards', from: 3 }, [3, 2, 1, 0])
    await reads(own, { direction: 'backwards', from: 0 }, [0])
    await reads(own, { direction: 'backwards', maxCount: 1 }, [4])
    await reads(own, { direction: 'backwards', maxCount: 5 }, [4, 3, 2, 1, 0])
    await reads(own, { direction: 'backwards', maxCount: 6 }, [4, 3, 2, 1, 0])
    await reads(own, { direction: 'backwards', from: 3, maxCount: 2 }, [3, 2])
    await reads(own, { direction: 'backwards', from: 1, maxCount: 4 }, [1, 0])
  }),

  ofFive(
    'reads beyond the end of a stream nothing forwards and everything backwards, and knows where the end is',
    async (own) => {
      await reads(own, { from: 5 }, [])
      await reads(own, { from: 1_000_000 }, [])
      await reads(own, { from: 5, maxCount: 1 }, [])
      await reads(own, { direction: 'backwards', from: 5 }, [4, 3, 2, 1, 0])
      await reads(own, { direction: 'backwards', from: Number.MAX_SAFE_INTEGER, maxCount: 2 }, [4, 3])
    },
  ),

  trial('reads a stream of some thousand events whole', async ({ store }) => {
    await fill(store, stream, 1, 2250)
    const revisions = Array.from({ length: 2250 }, (_, revision) => revision)
    assert.deepEqual(
      (await streamIn(store, stream)).map(({ revision }) => revision),
      revisions,
    )
    const backwards = await streamIn(store, stream, { direction: 'backwards' })
    assert.deepEqual(
      backwards.map(({ revision }) => revision),
      revisions.toReversed(),
    )
  }),

  trial('reads only the stream that was asked for, however like another its name is', async ({ store }) => {
    const alike = [
      streamOf(1),
      streamOf(0x10),
      streamOf(1, 'serviceTicketArchive'),
      streamOf(1, 'service'),
      streamOf(1, 'serviceticket'),
    ]
    for (const [index, name] of alike.entries()) await succeeds(store.append(name, events(index + 1, 1), 'no-stream'))
    for (const [index, name] of alike.entries()) {
      const read = await streamIn(store, name)
      assert.deepEqual(
        read.map((recorded) => recorded.stream),
        [name],
      )
      assert.deepEqual(idsOf(read), idsOf(events(index + 1, 1)))
    }
  }),

  ofFive('refuses to read from what is no revision, and less than one event', async ({ store }) => {
    const wrong: ReadonlyArray<StreamRead> = [
      { from: -1 },
      { from: 1.5 },
      { from: Number.NaN },
      { from: Number.POSITIVE_INFINITY },
      { maxCount: 0 },
      { maxCount: -1 },
      { maxCount: 2.5 },
      { maxCount: Number.NaN },
      { direction: 'sideways' as 'forwards' },
    ]
    for (const read of wrong) await failsAs(store.readStream(stream, read), 'BadArgument')
  }),
]
