import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { BACKWARDS, binaryEvent, END, jsonEvent, START } from '@eventstore/db-client'
import grpc from '@eventstore/db-client/generated/streams_grpc_pb.js'
import streams, { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js'
import { credentials } from '@grpc/grpc-js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js'
import { streamIdentifier, uuid } from './protocol/event-messages.js'
import {
  describeServers,
  eventually,
  everything,
  newCategory,
  newStream,
  noted,
  notesOf,
  rejection,
  revisionsOf,
} from './servers.fixtures.js'

/** Credentials of a call make the client send an append by a call of its own. */
const aloneInItsCall = { credentials: { username: 'admin', password: 'changeit' } }

const MAX_APPEND_SIZE = 1_048_576

/** The messages of two answers to one append, of an event that may be none. */
const answersToBatch = async (address: string, stream: string, id: string, type: string) => {
  const service = new grpc.StreamsClient(address, credentials.createInsecure())
  const call = service.batchAppend()
  const answers: Array<string | undefined> = []
  call.on('data', (answer: BatchAppendResp) => answers.push(answer.getError()?.getMessage()))
  call.on('error', () => undefined)
  const event = new streams.BatchAppendReq.ProposedMessage().setId(uuid(id))
  event.getMetadataMap().set('type', type)
  event.getMetadataMap().set('content-type', 'application/json')
  // Later than the server lets an append take at most, so that this is what the second answer comes after.
  const deadline = timestamp.Timestamp.fromDate(new Date(Date.now() + 60_000))
  const options = new streams.BatchAppendReq.Options().setStreamIdentifier(streamIdentifier(stream))
  options.setAny(new empty.Empty()).setDeadline(deadline)
  call.write(
    new streams.BatchAppendReq()
      .setCorrelationId(uuid(randomUUID()))
      .setOptions(options)
      .setProposedMessagesList([event])
      .setIsFinal(true),
  )
  await eventually(() => answers.length === 2)
  call.cancel()
  service.close()
  return answers
}

describeServers((client, address) => {
  const read = (stream: string) => everything(client().readStream(stream))

  describe('appending', () => {
    it('answers with the last revision and the position of the last event', async () => {
      const stream = newStream()
      const appended = await client().appendToStream(stream, [noted(1), noted(2)])
      const [first, last] = await read(stream)
      expect(appended).toEqual({ success: true, nextExpectedRevision: 1n, position: last?.event?.position })
      expect(last?.commitPosition).toBe(last?.event?.position?.commit)
      expect(last?.event?.position?.commit).toBe(last?.event?.position?.prepare)
      expect(Number(last?.event?.position?.commit) - Number(first?.event?.position?.commit)).toBeGreaterThan(88)
    })

    it('answers the same ids at their first expectation as it did first, and writes nothing', async () => {
      const stream = newStream()
      const events = [noted(1), noted(2)]
      const first = await client().appendToStream(stream, events, { expectedRevision: 'no_stream' })
      await client().appendToStream(stream, noted(3), { expectedRevision: 1n })
      expect(await client().appendToStream(stream, events, { expectedRevision: 'no_stream' })).toEqual(first)
      expect(await client().appendToStream(stream, events, { expectedRevision: 'any' })).toEqual(first)
      expect(await client().appendToStream(stream, events, { expectedRevision: 'stream_exists' })).toEqual(first)
      expect(notesOf(await read(stream))).toEqual([1, 2, 3])
    })

    it('answers the first of several ids with where that stands', async () => {
      const stream = newStream()
      const [one, two] = [noted(1), noted(2)]
      await client().appendToStream(stream, [one, two], { expectedRevision: 'no_stream' })
      const again = await client().appendToStream(stream, [one], { expectedRevision: 'no_stream' })
      expect(again.nextExpectedRevision).toBe(0n)
      expect(again.position).toEqual((await read(stream))[0]?.event?.position)
    })

    it('refuses known ids that are followed by new ones', async () => {
      const stream = newStream()
      const events = [noted(1), noted(2)]
      await client().appendToStream(stream, events, { expectedRevision: 'no_stream' })
      for (const expectedRevision of ['no_stream', 'any'] as const) {
        const refused = await rejection(client().appendToStream(stream, [...events, noted(3)], { expectedRevision }))
        expect(refused).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n })
      }
    })

    it('writes an id again at the current revision', async () => {
      const stream = newStream()
      const event = noted(1)
      await client().appendToStream(stream, event, { expectedRevision: 'no_stream' })
      const again = await client().appendToStream(stream, event, { expectedRevision: 0n })
      expect(again.nextExpectedRevision).toBe(1n)
      expect(notesOf(await read(stream))).toEqual([1, 1])
    })

    it('writes known ids again behind a new one, and knows them by where they stood first', async () => {
      const stream = newStream()
      const event = noted(1)
      const first = await client().appendToStream(stream, event)
      const behind = await client().appendToStream(stream, [noted(2), event])
      expect(behind.nextExpectedRevision).toBe(2n)
      expect(await client().appendToStream(stream, event)).toEqual(first)
    })

    it('writes an id twice that comes twice in one append', async () => {
      const stream = newStream()
      const id = randomUUID()
      await client().appendToStream(stream, [noted(1, id), noted(2, id)], { expectedRevision: 'no_stream' })
      expect(notesOf(await read(stream))).toEqual([1, 2])
    })

    it('says what it expected and what there is, without a message, either way it is sent', async () => {
      const stream = newStream()
      await client().appendToStream(stream, [noted(1), noted(2)])
      for (const way of [{}, aloneInItsCall]) {
        const ahead = await rejection(client().appendToStream(stream, noted(3), { expectedRevision: 7n, ...way }))
        expect(ahead).toMatchObject({ type: 'wrong-expected-version', message: '', streamName: stream })
        expect(ahead).toMatchObject({ expectedVersion: 7n, actualVersion: 1n })
        const behind = await rejection(
          client().appendToStream(stream, noted(3), { expectedRevision: 'no_stream', ...way }),
        )
        expect(behind).toMatchObject({ expectedVersion: 'no_stream', actualVersion: 1n })
        const missing = await rejection(
          client().appendToStream(newStream(), noted(3), { expectedRevision: 'stream_exists', ...way }),
        )
        expect(missing).toMatchObject({ expectedVersion: 'stream_exists', actualVersion: 'no_stream' })
      }
    })

    it('answers an append of nothing with the current revision, where its expectation holds', async () => {
      const stream = newStream()
      await client().appendToStream(stream, [noted(1), noted(2)])
      expect((await client().appendToStream(stream, [])).nextExpectedRevision).toBe(1n)
      const refused = await rejection(client().appendToStream(stream, [], { expectedRevision: 'no_stream' }))
      expect(refused.type).toBe('wrong-expected-version')
      expect(notesOf(await read(stream))).toEqual([1, 2])
    })

    it('counts the data alone against its limit', async () => {
      const stream = newStream()
      const bytes = (data: number, metadata = 0) =>
        binaryEvent({ type: 'ReportAdded', data: Buffer.alloc(data), metadata: new Uint8Array(metadata) })
      await client().appendToStream(stream, bytes(MAX_APPEND_SIZE))
      await client().appendToStream(stream, bytes(10, MAX_APPEND_SIZE + 1))
      for (const way of [{}, aloneInItsCall]) {
        const halves = [bytes(MAX_APPEND_SIZE / 2), bytes(MAX_APPEND_SIZE / 2 + 1)]
        const refused = await rejection(client().appendToStream(stream, halves, way))
        expect(refused).toMatchObject({ type: 'maximum-append-size-exceeded', maxAppendSize: MAX_APPEND_SIZE })
      }
      expect(revisionsOf(await read(stream))).toEqual([0n, 1n])
    })

    it('refuses a stream without a name', async () => {
      const refused = await rejection(client().appendToStream('', noted(1)))
      expect(refused).toMatchObject({ type: 'unknown', message: 'Could not recognize BadRequest' })
    })

    // The client gives no answer twice: the second one is thrown at nobody, and its appends are never answered again.
    it('answers twice to an event without a type, and to an id that is no UUID', async () => {
      const answers = [
        answersToBatch(address(), newStream(), randomUUID(), ''),
        answersToBatch(address(), newStream(), 'first', 'NoteAdded'),
      ]
      expect(await Promise.all(answers)).toEqual([
        ['BadRequest', 'Timeout'],
        ['BadRequest', 'Timeout'],
      ])
    })

    it('takes a type and a stream that begin with a dollar', async () => {
      const stream = `$double${randomUUID()}`
      await client().appendToStream(stream, jsonEvent({ type: '$anything', data: {} }))
      expect((await read(stream)).map(({ event }) => event?.type)).toEqual(['$anything'])
    })
  })

  describe('reading a stream', () => {
    it('tells a stream that is not there from one that has nothing more', async () => {
      const stream = newStream()
      await client().appendToStream(stream, noted(1))
      const missing = newStream()
      expect(await rejection(read(missing))).toMatchObject({ type: 'stream-not-found', streamName: missing })
      const backwards = everything(client().readStream(missing, { direction: BACKWARDS, fromRevision: END }))
      expect((await rejection(backwards)).type).toBe('stream-not-found')
      expect(await everything(client().readStream(stream, { fromRevision: 9n }))).toEqual([])
    })

    it('begins with the revision it is told, in either direction, or with the last one before it', async () => {
      const stream = newStream()
      await client().appendToStream(
        stream,
        [1, 2, 3, 4, 5].map((note) => noted(note)),
      )
      const notes = async (options: Parameters<ReturnType<typeof client>['readStream']>[1]) =>
        notesOf(await everything(client().readStream(stream, options)))
      expect(await notes({ fromRevision: 1n, maxCount: 2 })).toEqual([2, 3])
      expect(await notes({ direction: BACKWARDS, fromRevision: 3n, maxCount: 2 })).toEqual([4, 3])
      expect(await notes({ direction: BACKWARDS, fromRevision: END, maxCount: 2 })).toEqual([5, 4])
      expect(await notes({ direction: BACKWARDS, fromRevision: 99n, maxCount: 2 })).toEqual([5, 4])
      expect(await notes({ direction: BACKWARDS, fromRevision: START })).toEqual([1])
      expect(await rejection(notes({ fromRevision: END }))).toMatchObject({ type: 'unknown', code: 2 })
    })

    it('reads longer streams whole, in either direction', async () => {
      const stream = newStream()
      const notes = Array.from({ length: 75 }, (_, note) => note)
      await client().appendToStream(
        stream,
        notes.map((note) => noted(note)),
      )
      expect(notesOf(await read(stream))).toEqual(notes)
      const backwards = client().readStream(stream, { direction: BACKWARDS, fromRevision: END })
      expect(notesOf(await everything(backwards))).toEqual([...notes].reverse())
    })

    it('gives back data and metadata as they were sent', async () => {
      const stream = newStream()
      const [json, binary] = [noted('ä'), binaryEvent({ type: 'Photographed', data: Buffer.from([0, 255]) })]
      await client().appendToStream(stream, [json, binary])
      const [first, second] = await read(stream)
      expect(first?.event).toMatchObject({
        id: json.id,
        data: { note: 'ä' },
        metadata: { by: 'agent-7' },
        isJson: true,
      })
      expect(second?.event).toMatchObject({ type: 'Photographed', isJson: false, metadata: undefined })
      expect([...(second?.event?.data as Uint8Array)]).toEqual([0, 255])
      expect(Math.abs(Number(first?.event?.created) - Date.now())).toBeLessThan(60_000)
    })
  })

  describe('reading all', () => {
    it('begins forwards with the event at the position, backwards before it', async () => {
      const stream = newStream()
      await client().appendToStream(stream, [noted(1), noted(2), noted(3)])
      const fromPosition = (await read(stream))[1]?.event?.position ?? START
      const forwards = await everything(client().readAll({ fromPosition, maxCount: 2 }))
      const backwards = await everything(client().readAll({ fromPosition, maxCount: 1, direction: BACKWARDS }))
      expect(notesOf(forwards)).toEqual([2, 3])
      expect(notesOf(backwards)).toEqual([1])
    })

    it('has nothing after the end and nothing before the start', async () => {
      const beyond = { commit: 10n ** 15n, prepare: 10n ** 15n }
      expect(await everything(client().readAll({ fromPosition: END }))).toEqual([])
      expect(await everything(client().readAll({ fromPosition: beyond }))).toEqual([])
      expect(await everything(client().readAll({ fromPosition: START, direction: BACKWARDS }))).toEqual([])
    })

    it('fails from a position that no event begins at', async () => {
      const { position } = await client().appendToStream(newStream(), noted(1))
      await client().appendToStream(newStream(), noted(2))
      const between = { commit: (position?.commit ?? 0n) + 1n, prepare: (position?.prepare ?? 0n) + 1n }
      const failed = await rejection(everything(client().readAll({ fromPosition: between, maxCount: 1 })))
      expect(failed).toMatchObject({ type: 'unknown', code: 2 })
    })

    it('begins with events of the system', async () => {
      const [first] = await everything(client().readAll({ maxCount: 1 }))
      expect(first?.event).toMatchObject({ streamId: '$$$scavenges', type: '$metadata' })
    })
  })

  describe('links', () => {
    const linksTo = async (category: string, count: number) => {
      const links = () => everything(client().readStream(`$ce-${category}`, { resolveLinkTos: true }))
      await eventually(async () => (await links().catch(() => [])).length >= count)
      return links()
    }

    it('lead from the category, in order, each with a position of its own', async () => {
      const category = newCategory()
      const [stream, other] = [newStream(category), newStream(category)]
      await client().appendToStream(stream, noted(1))
      await client().appendToStream(other, noted(2))
      const [link, second] = await linksTo(category, 2)
      const [event] = await read(stream)
      expect(link?.event).toEqual(event?.event)
      expect(link?.link).toMatchObject({ streamId: `$ce-${category}`, type: '$>', revision: 0n, isJson: false })
      expect(Buffer.from(link?.link?.data as Uint8Array).toString()).toBe(`0@${stream}`)
      expect(link?.link?.metadata).toMatchObject({ $o: stream, $causedBy: event?.event?.id })
      expect(link?.commitPosition).toBe(link?.link?.position?.commit)
      expect(link?.commitPosition).toBeGreaterThan(event?.commitPosition ?? 0n)
      expect(notesOf([second ?? {}])).toEqual([2])
    })

    it('come as they are where nobody asks for what they lead to', async () => {
      const category = newCategory()
      await client().appendToStream(newStream(category), noted(1))
      await linksTo(category, 1)
      const [link] = await everything(client().readStream(`$ce-${category}`))
      expect(link).toMatchObject({ event: { type: '$>' } })
      expect(link?.link).toBeUndefined()
    })

    it('lead nowhere once the event is truncated or its stream is tombstoned', async () => {
      const category = newCategory()
      const [truncated, tombstoned] = [newStream(category), newStream(category)]
      await client().appendToStream(truncated, [noted(1), noted(2)])
      await client().appendToStream(tombstoned, noted(3))
      await linksTo(category, 3)
      await client().setStreamMetadata(truncated, { truncateBefore: 1 })
      await client().tombstoneStream(tombstoned)
      const links = await linksTo(category, 4)
      expect(notesOf(links)).toEqual([undefined, 2, undefined, undefined])
      expect(links.map(({ link }) => link?.revision)).toEqual([0n, 1n, 2n, 3n])
    })

    it('lead from the category to the metadata that a delete writes', async () => {
      const category = newCategory()
      const stream = newStream(category)
      await client().appendToStream(stream, noted(1))
      await linksTo(category, 1)
      await client().deleteStream(stream)
      const [gone, deleting] = await linksTo(category, 2)
      expect(gone?.event).toBeUndefined()
      expect(deleting?.event).toMatchObject({ streamId: `$$${stream}`, type: '$metadata' })
    })

    it('can be written by anybody', async () => {
      const [stream, other] = [newStream(), newStream()]
      await client().appendToStream(stream, noted(1))
      await client().appendToStream(other, binaryEvent({ type: '$>', data: Buffer.from(`0@${stream}`) }))
      await client().appendToStream(other, binaryEvent({ type: '$>', data: Buffer.from(`7@${stream}`) }))
      const resolved = await everything(client().readStream(other, { resolveLinkTos: true }))
      expect(notesOf(resolved)).toEqual([1, undefined])
    })
  })

  describe('metadata', () => {
    it('has the commit position for a revision', async () => {
      const stream = newStream()
      expect(await client().getStreamMetadata(stream)).toEqual({ streamName: stream })
      const { position } = await client().setStreamMetadata(stream, { maxCount: 2, purpose: 'test' })
      expect(await client().getStreamMetadata(stream)).toEqual({
        streamName: stream,
        metadata: { maxCount: 2, purpose: 'test' },
        metastreamRevision: position?.commit,
      })
    })

    it('leaves the last events readable, or those since a revision', async () => {
      const stream = newStream()
      await client().appendToStream(
        stream,
        [1, 2, 3, 4].map((note) => noted(note)),
      )
      await client().setStreamMetadata(stream, { maxCount: 3 })
      expect(notesOf(await read(stream))).toEqual([2, 3, 4])
      await client().setStreamMetadata(stream, { truncateBefore: 3 })
      expect(notesOf(await read(stream))).toEqual([4])
      const backwards = client().readStream(stream, { direction: BACKWARDS, fromRevision: END })
      expect(notesOf(await everything(backwards))).toEqual([4])
      await client().setStreamMetadata(stream, { truncateBefore: 9 })
      expect(await read(stream)).toEqual([])
    })

    it('leaves a stream empty, not missing, whose events have passed their age', async () => {
      const stream = newStream()
      await client().appendToStream(stream, noted(1))
      await client().setStreamMetadata(stream, { maxAge: 1 })
      await wait(2_100)
      expect(await read(stream)).toEqual([])
    })
  })

  describe('deleting', () => {
    it('leaves a stream that is not found, and goes on numbering when it is begun again', async () => {
      const stream = newStream()
      await client().appendToStream(stream, [noted(1), noted(2)])
      const { position } = await client().deleteStream(stream)
      expect((await rejection(read(stream))).type).toBe('stream-not-found')
      expect((await client().getStreamMetadata(stream)).metastreamRevision).toBe(position?.commit)
      const existing = await rejection(client().appendToStream(stream, noted(3), { expectedRevision: 'stream_exists' }))
      expect(existing).toMatchObject({ type: 'stream-deleted', streamName: stream })
      const behind = await rejection(client().appendToStream(stream, noted(3), { expectedRevision: 0n }))
      expect(behind).toMatchObject({ type: 'wrong-expected-version', actualVersion: 1n })
      const begun = await client().appendToStream(stream, noted(3), { expectedRevision: 'no_stream' })
      expect(begun.nextExpectedRevision).toBe(2n)
      expect(revisionsOf(await read(stream))).toEqual([2n])
      expect((await client().getStreamMetadata(stream)).metadata).toEqual({ truncateBefore: 2 })
    })

    it('says in words and trailers what it expected', async () => {
      const stream = newStream()
      await client().appendToStream(stream, [noted(1), noted(2)])
      const refused = await rejection(client().deleteStream(stream, { expectedRevision: 9n }))
      expect(refused).toMatchObject({ type: 'wrong-expected-version', code: 9, streamName: stream })
      expect(refused).toMatchObject({ expectedVersion: 9n, actualVersion: 1n })
      const missing = await rejection(client().deleteStream(newStream()))
      expect(missing).toMatchObject({ type: 'wrong-expected-version', expectedVersion: -2n, actualVersion: -1n })
    })

    it('with a tombstone ends a stream for ever', async () => {
      const stream = newStream()
      await client().appendToStream(stream, noted(1))
      const { position } = await client().tombstoneStream(stream)
      for (const refused of [
        () => read(stream),
        () => client().appendToStream(stream, noted(2)),
        () => client().appendToStream(stream, noted(2), aloneInItsCall),
        () => client().deleteStream(stream),
        () => client().tombstoneStream(stream),
      ]) {
        expect(await rejection(refused())).toMatchObject({ type: 'stream-deleted', streamName: stream })
      }
      expect((await rejection(client().getStreamMetadata(stream))).type).toBe('stream-deleted')
      const [last] = await everything(client().readAll({ fromPosition: position ?? START, maxCount: 1 }))
      expect(last?.event).toMatchObject({ streamId: stream, type: '$streamDeleted', revision: 2n ** 63n - 1n })
    })

    it('can tombstone a stream that was never there', async () => {
      const stream = newStream()
      await client().tombstoneStream(stream)
      expect((await rejection(read(stream))).type).toBe('stream-deleted')
    })
  })
})
