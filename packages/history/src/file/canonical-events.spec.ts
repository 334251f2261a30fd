import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { EventMetadata, eventIdOf, RecognisedMetadata } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import { canonicalEvents } from './canonical-events.js'
import { streamSource } from './file-source.js'
import { foreignEvent, readWhole, streamA, streamB } from './history-files.fixtures.js'

const metadataOf = (stream: string, revision: number) => ({
  eventId: eventIdOf(stream, 'command', revision),
  schemaVersion: 2,
  occurredAt: '2025-06-02T07:00:00.000Z',
  recordedAt: '2025-06-02T07:00:01.000Z',
  actor: { kind: 'agent', id: 'agent-7' },
  commandId: 'command',
  correlationId: 'command',
  causationId: 'command',
  commandHash: 'c48207d9-7ce8-5806-8d9f-6f02df52c559',
})

const event = (stream: string, revision: number): HistoryEvent => ({
  ...foreignEvent(stream, revision),
  metadata: metadataOf(stream, revision),
})

const recognised = (stream: string, revision: number): HistoryEvent => {
  const { eventId, recordedAt } = metadataOf(stream, revision)
  return { ...event(stream, revision), metadata: new RecognisedMetadata(eventId, 2, recordedAt as never) }
}

const line = canonicalLine(event(streamA, 7))

it('reads what every history has, its metadata recognised', () => {
  const read = canonicalEvents()
  expect(read(line)).toStrictEqual(recognised(streamA, 7))
  expect(read(canonicalLine(event(streamB, 0)))).toStrictEqual(recognised(streamB, 0))
})

const change = (from: string, to: string): string => line.replace(from, to)

it.each([
  ['with white space', change('{"stream":', '{ "stream":')],
  ['with white space at its end', `${line} `],
  ['in another order', change('"revision":7,"type":"SomethingForeign"', '"type":"SomethingForeign","revision":7')],
  ['with a part more', change('"data":', '"extra":1,"data":')],
  ['with a part at its end', `${line.slice(0, -1)},"extra":1}`],
  ['with an escape in its stream', change('serviceTicket-', 'serviceTicket\\u002d')],
  ['whose stream is empty', change(streamA, '')],
  ['whose revision is below 0', change('"revision":7', '"revision":-1')],
  ['whose revision is not whole', change('"revision":7', '"revision":7.5')],
  ['whose metadata does not decode', change('"schemaVersion":2', '"schemaVersion":0')],
  ['whose metadata has a field more', change('"schemaVersion"', '"by":"x","schemaVersion"')],
  ['without metadata', line.replace(/,"metadata":.*$/, '}')],
  ['whose metadata are those of its data', line.replace(/,"metadata":/, ',"within":{"metadata":').replace(/$/, '}')],
  ['that ends with something else', `${line.slice(0, -1)}]`],
  ['with a control character in its stream', change('serviceTicket-', 'service\tTicket-')],
  ['with a control character in its type', change('SomethingForeign', 'Something\tForeign')],
  ['that is cut short', line.slice(0, -1)],
  ['that is not JSON', 'not json'],
  ['that is empty', ''],
])('leaves a line %s to be parsed', (_what, other) => {
  expect(canonicalEvents()(other)).toBeUndefined()
})

it('leaves a line whose data has metadata of its own to be parsed', () => {
  const metadata = metadataOf(streamA, 7)
  const nested = { ...event(streamA, 7), data: { a: 1, metadata, z: 1 } }
  expect(canonicalEvents()(JSON.stringify(nested))).toBeUndefined()
  // Where the line ends with it, the data before it is no JSON.
  const last = JSON.stringify({ stream: streamA, revision: 7, type: 'A', data: { a: 1, metadata } })
  expect(canonicalEvents()(last)).toBeUndefined()
})

/** What a source gives, metadata reduced to what is recognised of it where it decodes. */
const inBrief = ({ metadata, ...others }: HistoryEvent): unknown => {
  const known =
    metadata instanceof RecognisedMetadata
      ? metadata
      : E.toUnion(E.mapLeft(() => undefined)(EventMetadata.decode(metadata)))
  if (known === undefined) return { ...others, metadata }
  const { eventId, schemaVersion, recordedAt } = known
  return { ...others, metadata: { eventId, schemaVersion, recordedAt } }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

it('gives the same events and faults as without it, whatever is changed in a file', async () => {
  const text = `${[event(streamA, 0), event(streamB, 0), event(streamA, 1)].map(canonicalLine).join('\n')}\n`
  const edit = fc.record({
    at: fc.nat(text.length),
    gone: fc.nat(4),
    put: fc.oneof(
      fc.string({ maxLength: 2 }),
      fc.constantFrom('"', '\\', '0', '9', ',', '}', '{', '\n', ',"metadata":', '"data":', '"extra":1,', '29'),
    ),
  })
  let changedAndRecognised = 0
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      const changed = edits.reduce(
        (before, { at, gone, put }) => before.slice(0, at) + put + before.slice(at + gone),
        text,
      )
      const plain = await readWhole(streamSource('a file', bytesOf(changed)))
      const quick = await readWhole(streamSource('a file', bytesOf(changed), { recognisesMetadata: true }))
      expect(quick.faults).toEqual(plain.faults)
      expect(quick.events.map(inBrief)).toEqual(plain.events.map(inBrief))
      if (quick.events.some(({ metadata }) => metadata instanceof RecognisedMetadata)) changedAndRecognised += 1
    }),
    { numRuns: 500 },
  )
  expect(changedAndRecognised).toBeGreaterThan(100)
})

it('keeps nothing of a line for its stream, its type and the id of its event', () => {
  setFlagsFromString('--expose-gc')
  const collected = (): number => {
    runInNewContext('gc')()
    return process.memoryUsage().heapUsed
  }
  const read = canonicalEvents()
  const kept: Array<unknown> = []
  const before = collected()
  for (let revision = 0; revision < 400; revision += 1) {
    const long = {
      ...event(`${streamA}${revision}`, revision),
      type: `SomethingLongForeign${revision}`,
      data: 'x'.repeat(100_000),
    }
    const found = read(Buffer.from(canonicalLine(long)).toString('latin1'))
    kept.push(found?.stream, found?.type, (found?.metadata as RecognisedMetadata).eventId)
  }
  // 40 MB of text were read.
  expect(collected() - before).toBeLessThan(10_000_000)
  expect(kept).toHaveLength(1200)
})
