import { randomInt } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { jsonEvent } from '@eventstore/db-client'
import { doublesOfThisSpec, idOf, left, note, notes, notesIn, right, ticket } from '../doubles.fixtures.js'

const { connect, servers, start, storeOn, storeOnDouble } = doublesOfThisSpec()

describe.each(servers)('on $name', ({ start: startServer }) => {
  /** A stream that nothing was written to. */
  const storeOnServer = async () => {
    const connectionString = await startServer()
    return { connectionString, store: storeOn(connectionString), stream: ticket(randomInt(2 ** 47)) }
  }

  describe('an append that was made before', () => {
    it('is refused at the current revision, where the server itself would write its ids again', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      const bare = connect(connectionString)
      await right(store.append(stream, notes(1, 2), 'no-stream'))
      // The server's own behaviour, by its own client.
      const again = await bare.appendToStream(
        stream,
        jsonEvent({ id: idOf(2), type: 'NoteAdded', data: { note: 2 } }),
        {
          expectedRevision: 1n,
        },
      )
      expect(again.nextExpectedRevision).toBe(2n)
      // Ours, of a handle that has seen the stream, and of one that has not.
      for (const handle of [store, storeOn(connectionString)]) {
        expect(await left(handle.append(stream, notes(2, 1), 2))).toEqual({
          failure: 'StreamMovedOn',
          stream,
          expected: 2,
          actual: 2,
        })
      }
      expect(await notesIn(store, stream)).toEqual([1, 2, 2])
    })

    it('is recognised by a handle that knows nothing of the stream yet, at every expectation it can have had', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 2), 'no-stream'))
      const first = await right(store.append(stream, notes(3, 2), 1))
      await right(store.append(stream, notes(5, 3), 3))
      for (const expected of [1, 'any', 'stream-exists'] as const) {
        expect(await right(storeOn(connectionString).append(stream, notes(3, 2), expected))).toEqual(first)
      }
      expect(await left(storeOn(connectionString).append(stream, notes(3, 2), 6))).toMatchObject({ actual: 6 })
      expect(await notesIn(store, stream)).toEqual([1, 2, 3, 4, 5, 6, 7])
    })

    it('is another one where its ids are written otherwise, though a UUID is the same in capitals', async () => {
      const { store, stream } = await storeOnServer()
      const [small, capital] = [idOf(0xabcdef), idOf(0xabcdef).toUpperCase()].map((eventId, index) => {
        const { metadata, ...rest } = note(index)
        return { ...rest, metadata: { ...metadata, eventId } as typeof metadata }
      })
      if (small === undefined || capital === undefined) throw new Error('There is nothing to append')
      await right(store.append(stream, [small], 'any'))
      for (let time = 0; time < 2; time += 1) {
        expect(await right(store.append(stream, [capital], 'any'))).toMatchObject({ revision: 1 })
      }
    })

    it('is recognised in a stream that was deleted and begun anew, whose numbers go on', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 3), 'no-stream'))
      await connect(connectionString).deleteStream(stream)
      expect(await right(store.readStream(stream))).toEqual({ events: [], lastRevision: 'no-stream' })
      const anew = await right(store.append(stream, notes(11, 2), 'no-stream'))
      expect(anew.revision).toBe(4)
      for (const handle of [store, storeOn(connectionString)]) {
        expect(await right(handle.append(stream, notes(11, 2), 'no-stream'))).toEqual(anew)
        expect(await right(handle.append(stream, notes(11, 2), 'any'))).toEqual(anew)
        expect(await left(handle.append(stream, notes(12, 1), 'no-stream'))).toMatchObject({ actual: 4 })
      }
      expect(await notesIn(store, stream)).toEqual([11, 12])
      expect((await right(store.readStream(stream, { maxCount: 1 }))).events[0]?.revision).toBe(3)
    })

    it('is recognised at its own expectation in a stream that was cut before it', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 5), 'no-stream'))
      const last = await right(store.append(stream, notes(6, 1), 4))
      await connect(connectionString).setStreamMetadata(stream, { truncateBefore: 3 })
      expect(await right(storeOn(connectionString).append(stream, notes(6, 1), 4))).toEqual(last)
      expect(await notesIn(store, stream)).toEqual([4, 5, 6])
    })

    it('is a new one where an operator has cut the stream behind it: ids that are gone are gone', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 4), 'no-stream'))
      await connect(connectionString).setStreamMetadata(stream, { truncateBefore: 3 })
      expect(await notesIn(store, stream)).toEqual([4])
      expect(await right(store.append(stream, notes(2, 1), 3))).toMatchObject({ revision: 4 })
      expect(await right(store.append(stream, notes(1, 1), 'any'))).toMatchObject({ revision: 5 })
      expect(await left(store.append(stream, notes(4, 1), 5))).toMatchObject({ failure: 'StreamMovedOn', actual: 5 })
      expect(await notesIn(store, stream)).toEqual([4, 2, 1])
    })
  })

  describe('a stream whose events are all gone', () => {
    it('is still at its last revision, and goes on from there', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 3), 'no-stream'))
      await connect(connectionString).setStreamMetadata(stream, { truncateBefore: 3 })
      for (const read of [{}, { direction: 'backwards' }, { from: 1 }, { maxCount: 1 }] as const) {
        expect(await right(store.readStream(stream, read))).toEqual({ events: [], lastRevision: 2 })
      }
      expect(await left(store.append(stream, notes(4, 1), 'no-stream'))).toMatchObject({ actual: 2 })
      expect(await right(storeOn(connectionString).append(stream, notes(4, 1), 'stream-exists'))).toMatchObject({
        revision: 3,
      })
      expect(await right(store.append(stream, notes(5, 1), 3))).toMatchObject({ revision: 4 })
    })

    it('is still at its last revision where they were too old: it reads as no events, not as no stream', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 2), 'no-stream'))
      await connect(connectionString).setStreamMetadata(stream, { maxAge: 1 })
      await wait(2100)
      expect(await right(store.readStream(stream))).toEqual({ events: [], lastRevision: 1 })
      expect(await left(storeOn(connectionString).append(stream, notes(3, 1), 'no-stream'))).toMatchObject({
        actual: 1,
      })
      expect(await right(storeOn(connectionString).append(stream, notes(3, 1), 1))).toMatchObject({ revision: 2 })
    })

    it('is StreamDeleted where it was closed for good', async () => {
      const { connectionString, store, stream } = await storeOnServer()
      await right(store.append(stream, notes(1, 1), 'no-stream'))
      await connect(connectionString).tombstoneStream(stream)
      const failure = { failure: 'StreamDeleted', stream }
      expect(await left(store.readStream(stream))).toEqual(failure)
      for (const expected of ['no-stream', 'any', 'stream-exists', 0, 5] as const) {
        expect(await left(store.append(stream, notes(2, 1), expected))).toEqual(failure)
      }
    })
  })
})

const stream = ticket(1)

describe('what recognising costs', () => {
  /** Calls by what they are, of what `deed` did. */
  const costOf = async (calls: () => Readonly<Record<string, number>>, deed: () => Promise<unknown>) => {
    const before = calls()
    await deed()
    const after = calls()
    const counted = (call: string): number => (after[call] ?? 0) - (before[call] ?? 0)
    return { appends: counted('batch-append'), reads: counted('read') }
  }

  it('is nothing for a new stream, after a read, and after an append of the same handle', async () => {
    const { double, store } = await storeOnDouble()
    const other = storeOn(double.connectionString)
    const once = { appends: 1, reads: 0 }
    expect(await costOf(double.calls, () => right(store.append(stream, notes(1, 2), 'no-stream')))).toEqual(once)
    expect(await costOf(double.calls, () => right(store.append(stream, notes(3, 2), 1)))).toEqual(once)
    expect(await costOf(double.calls, () => right(store.append(stream, notes(5, 2), 'any')))).toEqual(once)
    await right(other.readStream(stream))
    expect(await costOf(double.calls, () => right(other.append(stream, notes(7, 1), 5)))).toEqual(once)
    expect(await costOf(double.calls, () => right(other.append(stream, notes(8, 1), 'stream-exists')))).toEqual(once)
  })

  it('is one read where the stream is not known, and only of what is not known of it', async () => {
    const { double, store } = await storeOnDouble()
    const other = storeOn(double.connectionString)
    await right(store.append(stream, notes(1, 2), 'no-stream'))
    const withRead = { appends: 1, reads: 1 }
    expect(await costOf(double.calls, () => right(other.append(stream, notes(3, 1), 1)))).toEqual(withRead)
    expect(await costOf(double.calls, () => right(store.append(stream, notes(4, 1), 2)))).toEqual(withRead)
    expect(
      await costOf(double.calls, () => right(storeOn(double.connectionString).append(ticket(2), notes(4, 1), 'any'))),
    ).toEqual(withRead)
  })

  it('is bounded in memory: the streams that were not used for longest are read again', async () => {
    const double = await start()
    const store = storeOn(double.connectionString, { rememberedEventIds: 10 })
    for (const n of [1, 2, 3]) await right(store.append(ticket(n), notes(10 * n, 4), 'no-stream'))
    expect(await costOf(double.calls, () => right(store.append(ticket(3), notes(50, 1), 3)))).toMatchObject({
      reads: 0,
    })
    expect(await costOf(double.calls, () => right(store.append(ticket(1), notes(50, 1), 3)))).toMatchObject({
      reads: 1,
    })
    // A stream with more events than may be remembered is read each time, and is as safe.
    await right(store.append(ticket(4), notes(100, 20), 'no-stream'))
    expect(await left(store.append(ticket(4), notes(110, 1), 19))).toMatchObject({
      failure: 'StreamMovedOn',
      actual: 19,
    })
    expect(await left(store.append(ticket(4), [note(119)], 19))).toMatchObject({ failure: 'StreamMovedOn', actual: 19 })
    expect(await right(store.append(ticket(4), notes(100, 20), 'any'))).toMatchObject({ revision: 19 })
    expect(await right(store.append(ticket(4), notes(200, 1), 'any'))).toMatchObject({ revision: 20 })
  })
})
