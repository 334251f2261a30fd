import { randomUUID } from 'node:crypto'
import { END, eventTypeFilter, type Position, START, streamNameFilter } from '@eventstore/db-client'
import { describeServers, eventually, followed, newCategory, newStream, noted, notesOf } from './servers.fixtures.js'

const TOMBSTONE = String(2n ** 63n - 1n)

describeServers((client) => {
  const appended = async (stream: string, ...notes: ReadonlyArray<number>) =>
    client().appendToStream(
      stream,
      notes.map((note) => noted(note)),
    )
  const position = async (stream: string, note: number): Promise<Position> =>
    (await appended(stream, note)).position ?? { commit: 0n, prepare: 0n }

  describe('following a stream', () => {
    it('is confirmed, gets what there is, is told that this is all, and then gets what comes', async () => {
      const stream = newStream()
      await appended(stream, 1, 2)
      const { said, saying, stop } = followed(client().subscribeToStream(stream))
      await saying('caught up')
      await appended(stream, 3)
      await saying('2')
      await stop()
      expect(said).toEqual(['confirmation', '0', '1', 'caught up', '2'])
    })

    it('begins after the revision it is told, and ahead of the stream leaves out what comes before it', async () => {
      const stream = newStream()
      await appended(stream, 1, 2)
      const after = followed(client().subscribeToStream(stream, { fromRevision: 0n }))
      const ahead = followed(client().subscribeToStream(stream, { fromRevision: 2n }))
      const end = followed(client().subscribeToStream(stream, { fromRevision: END }))
      for (const { saying } of [after, ahead, end]) await saying('caught up')
      await appended(stream, 3, 4)
      for (const { saying, stop } of [after, ahead, end]) {
        await saying('3')
        await stop()
      }
      expect(after.said).toEqual(['confirmation', '1', 'caught up', '2', '3'])
      expect(ahead.said).toEqual(['confirmation', 'caught up', '3'])
      expect(end.said).toEqual(['confirmation', 'caught up', '2', '3'])
    })

    it('waits for a stream that is not there, without a word that it has caught up', async () => {
      const [stream, never] = [newStream(), newStream()]
      const waiting = followed(client().subscribeToStream(stream))
      const fromEnd = followed(client().subscribeToStream(never, { fromRevision: END }))
      await fromEnd.saying('caught up')
      await waiting.saying('confirmation')
      expect(waiting.said).toEqual(['confirmation'])
      await appended(stream, 1)
      await waiting.saying('caught up')
      expect(waiting.said).toEqual(['confirmation', '0', 'caught up'])
      await Promise.all([waiting.stop(), fromEnd.stop()])
    })

    it('hears nothing of a delete, goes on with a new beginning, and ends with the tombstone', async () => {
      const stream = newStream()
      await appended(stream, 1)
      const { said, saying, errors } = followed(client().subscribeToStream(stream))
      await saying('caught up')
      await client().deleteStream(stream)
      await appended(stream, 2)
      await saying('1')
      await client().tombstoneStream(stream)
      await saying('stream-deleted')
      expect(said).toEqual(['confirmation', '0', 'caught up', '1', TOMBSTONE, 'stream-deleted'])
      expect(errors).toMatchObject([{ code: 9, streamName: stream }])
    })

    it('is refused a stream with a tombstone', async () => {
      const stream = newStream()
      await client().tombstoneStream(stream)
      const { said, saying } = followed(client().subscribeToStream(stream))
      await saying('stream-deleted')
      expect(said).toEqual(['stream-deleted'])
    })

    it('gets longer streams whole, before it is told that this is all', async () => {
      const stream = newStream()
      const notes = Array.from({ length: 75 }, (_, note) => note)
      await appended(stream, ...notes)
      const { said, events, saying, stop } = followed(client().subscribeToStream(stream))
      await saying('caught up')
      await stop()
      expect(notesOf(events)).toEqual(notes)
      expect(said.indexOf('caught up')).toBe(76)
    })

    it('ends quietly when it is told to stop', async () => {
      const { said, saying, ended, stop } = followed(client().subscribeToStream(newStream()))
      await saying('confirmation')
      await stop()
      await ended()
      expect(said).toEqual(['confirmation'])
    })

    it('gets the links of a category as they are written, with a revision of their own', async () => {
      const category = newCategory()
      const [stream, other] = [newStream(category), newStream(category)]
      const { said, events, saying, stop } = followed(
        client().subscribeToStream(`$ce-${category}`, { resolveLinkTos: true }),
      )
      await appended(stream, 1)
      await appended(other, 2)
      await appended(stream, 3)
      await saying('2')
      await stop()
      expect(said.filter((word) => word !== 'caught up')).toEqual(['confirmation', '0', '1', '2'])
      expect(notesOf(events)).toEqual([1, 2, 3])
      expect(events.map(({ event }) => event?.revision)).toEqual([0n, 0n, 1n])
    })

    it('gets a link that leads nowhere without the event', async () => {
      const category = newCategory()
      const stream = newStream(category)
      await appended(stream, 1, 2)
      await client().setStreamMetadata(stream, { truncateBefore: 1 })
      const { events, saying, stop } = followed(client().subscribeToStream(`$ce-${category}`, { resolveLinkTos: true }))
      await saying('1')
      await stop()
      const [first] = events
      // A fast reader gets the link before the truncation has come through: then it leads somewhere still.
      expect([undefined, 1]).toContain(notesOf([first ?? {}])[0])
      expect(first?.link?.revision).toBe(0n)
    })
  })

  describe('following all', () => {
    it('begins after the position it is told, with the links as well', async () => {
      const category = newCategory()
      const stream = newStream(category)
      const start = await position(stream, 1)
      const { events, stop } = followed(client().subscribeToAll({ fromPosition: start }))
      await appended(stream, 2)
      const ours = () =>
        events.filter(({ event }) => event?.streamId === stream || event?.streamId === `$ce-${category}`)
      await eventually(() => ours().length === 3)
      await stop()
      const types = new Set(ours().map(({ event }) => event?.type))
      expect(types).toEqual(new Set(['NoteAdded', '$>']))
      const commits = events.map(({ event }) => event?.position?.commit ?? 0n)
      expect(commits.every((commit, index) => index === 0 || commit > (commits[index - 1] ?? 0n))).toBe(true)
    })

    it('fails from a position that no event begins at', async () => {
      const stream = newStream()
      const { commit } = await position(stream, 1)
      await appended(stream, 2)
      const between = { commit: commit + 1n, prepare: commit + 1n }
      const { saying, errors } = followed(client().subscribeToAll({ fromPosition: between }))
      await saying('unknown')
      expect(errors).toMatchObject([{ code: 2 }])
    })

    it('gets what a filter lets through, by stream or by type, by prefix or by expression', async () => {
      const category = newCategory()
      const [stream, other] = [newStream(category), newStream()]
      const start = await position(other, 0)
      const filters = [
        streamNameFilter({ prefixes: [category] }),
        streamNameFilter({ regex: `^${category}` }),
        eventTypeFilter({ prefixes: [`Type${category}`] }),
        eventTypeFilter({ regex: `^Type${category}$` }),
      ]
      const all = filters.map((filter) => followed(client().subscribeToAll({ fromPosition: start, filter })))
      await appended(other, 1)
      await client().appendToStream(stream, { ...noted(2), type: `Type${category}` })
      await client().appendToStream(other, noted(3))
      for (const { events, stop } of all) {
        await eventually(() => events.length === 1)
        await stop()
        expect(notesOf(events)).toEqual([2])
      }
    })

    it('tells where the events stand that it looked at, when it is live, though none is for it', async () => {
      const checkpoints: Array<Position> = []
      const filter = eventTypeFilter({
        prefixes: [`Never${randomUUID()}`],
        maxSearchWindow: 2,
        checkpointInterval: 1,
        checkpointReached: async (_, checkpoint) => void checkpoints.push(checkpoint),
      })
      const { said, saying, stop } = followed(client().subscribeToAll({ fromPosition: END, filter }))
      await saying('caught up')
      const first = await position(newStream(), 1)
      await appended(newStream(), 2, 3, 4)
      await eventually(() => checkpoints.length >= 2)
      await stop()
      expect(said.slice(0, 2)).toEqual(['confirmation', 'caught up'])
      expect(checkpoints.every(({ commit, prepare }) => commit === prepare && commit >= first.commit)).toBe(true)
      expect(ascending(checkpoints)).toBe(true)
    })

    it('tells on its way where a page began whose events were none of them for it', async () => {
      await appended(newStream(), ...Array.from({ length: 100 }, (_, note) => note))
      const checkpoints: Array<Position> = []
      const filter = eventTypeFilter({
        prefixes: [`Never${randomUUID()}`],
        checkpointReached: async (_, checkpoint) => void checkpoints.push(checkpoint),
      })
      const { said, saying, stop } = followed(client().subscribeToAll({ fromPosition: START, filter }))
      await saying('caught up')
      await stop()
      expect(said.slice(0, 2)).toEqual(['confirmation', 'caught up'])
      expect(checkpoints.length).toBeGreaterThanOrEqual(3)
      expect(checkpoints[0]).toEqual({ commit: 0n, prepare: 0n })
      expect(ascending(checkpoints)).toBe(true)
      expect(checkpoints.slice(0, 3).every(({ prepare }) => prepare === 0n)).toBe(true)
    })

    it('may be resumed from where it was told it is', async () => {
      const category = newCategory()
      const start = await position(newStream(), 0)
      await appended(newStream(category), ...Array.from({ length: 70 }, (_, note) => note))
      let resumed: Position | undefined
      const following = (fromPosition: Position) =>
        followed(
          client().subscribeToAll({
            fromPosition,
            filter: streamNameFilter({
              prefixes: [category],
              checkpointReached: async (_, checkpoint) => void (resumed ??= checkpoint),
            }),
          }),
        )
      const first = following(start)
      await eventually(() => resumed !== undefined && first.events.length === 70)
      await first.stop()
      const from = resumed ?? START
      const behind = first.events.filter(({ commitPosition }) => (commitPosition ?? 0n) > (from as Position).commit)
      const second = following(from as Position)
      await second.saying('caught up')
      await second.stop()
      expect(notesOf(second.events)).toEqual(notesOf(behind))
    })
  })
})

const ascending = (positions: ReadonlyArray<Position>): boolean =>
  positions.every(({ commit }, index) => index === 0 || commit >= (positions[index - 1]?.commit ?? 0n))
