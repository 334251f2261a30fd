import assert from 'node:assert/strict'
import type { EventToAppend } from '../event.js'
import type { EventStore } from '../event-store.js'
import type { ExpectedRevision } from '../expected-revision.js'
import type { ContractCase } from './harness.js'
import { allIn, failsAs, streamIn, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, metadata, streamOf, uuid } from './sample-events.js'
import { trial } from './trial.js'

const nothingWritten = async (store: EventStore): Promise<void> => assert.deepEqual(await allIn(store), [])

const cycle = (): unknown => {
  const loop: { self?: unknown } = {}
  loop.self = { inside: [loop] }
  return loop
}

/** What no JSON text can hold, or what it would hold as something else. */
const NOT_JSON: ReadonlyArray<[string, () => unknown]> = [
  ['undefined', () => undefined],
  ['a BigInt', () => ({ amountMinor: 17925n })],
  ['a BigInt inside', () => ({ lines: [{ amountMinor: 1n }] })],
  ['a cycle', cycle],
  ['a function', () => ({ total: () => 1 })],
  ['a function as the whole data', () => () => 1],
  ['a symbol', () => ({ kind: Symbol('kind') })],
  ['NaN', () => ({ score: Number.NaN })],
  ['an infinite number', () => ({ score: Number.POSITIVE_INFINITY })],
  ['undefined in an array', () => ({ lines: [1, undefined] })],
  ['a date that was not encoded', () => ({ openedAt: new Date(0) })],
  ['a map', () => ({ units: new Map([['serial', 1]]) })],
]

export const refusing: ReadonlyArray<ContractCase> = [
  trial('refuses an append that holds one event id twice, and names the id', async ({ store }) => {
    for (const expected of ['no-stream', 'any'] as const) {
      const twice = [event(1), event(2), event(3), event(2), event(2)]
      assert.deepEqual(await failsAs(store.append(streamOf(1), twice, expected), 'DuplicateEventIds'), {
        failure: 'DuplicateEventIds',
        stream: streamOf(1),
        eventIds: [uuid(2)],
      })
    }
    await nothingWritten(store)
  }),

  trial('refuses data that is not JSON, and tells which event holds it', async ({ store }) => {
    for (const [what, data] of NOT_JSON) {
      const append = [event(1), { ...event(2, 'QuoteGiven'), data: data() }, event(3)]
      const failure = await failsAs(store.append(streamOf(1), append, 'no-stream'), 'EventNotSerializable')
      assert.deepEqual(
        { stream: failure.stream, index: failure.index, type: failure.type },
        { stream: streamOf(1), index: 1, type: 'QuoteGiven' },
        what,
      )
      assert.notEqual(failure.why, '')
    }
    await nothingWritten(store)
  }),

  trial('refuses metadata that is not JSON', async ({ store }) => {
    for (const [what, value] of NOT_JSON.slice(1)) {
      const broken = { type: 'NoteAdded', data: {}, metadata: { ...metadata(1), extra: value() } } as EventToAppend
      const failure = await failsAs(store.append(streamOf(1), [broken], 'any'), 'EventNotSerializable')
      assert.equal(failure.index, 0, what)
    }
    await nothingWritten(store)
  }),

  trial('refuses an event without an id, which it could not know again', async ({ store }) => {
    for (const metadataOfNone of [{}, { ...metadata(2), eventId: '' }, { ...metadata(2), eventId: null }]) {
      const append = [event(1), { ...event(2), metadata: metadataOfNone } as EventToAppend]
      const { why } = await failsAs(store.append(streamOf(1), append, 'no-stream'), 'BadArgument')
      assert.match(why, /\b1\b/)
      await failsAs(store.append(streamOf(1), append.slice(1), 'any'), 'BadArgument')
    }
    await nothingWritten(store)
  }),

  trial('refuses streams whose names are reserved or not in the form <category>-<uuid>', async ({ store }) => {
    const names = [
      '$all',
      '$ce-serviceTicket',
      `$serviceTicket-${uuid(1)}`,
      '',
      'serviceTicket',
      'serviceTicket-1',
      uuid(1),
      `-${uuid(1)}`,
      `service-ticket-${uuid(1)}`,
      `ServiceTicket-${uuid(1)}`,
      `serviceTicket-${uuid(0xabcdef).toUpperCase()}`,
      `serviceTicket-${uuid(1)} `,
      `serviceTicket-${uuid(1)}\n`,
      `acme.eu.serviceTicket-${uuid(1)}`,
      `.serviceTicket-${uuid(1)}`,
      '__proto__',
    ]
    for (const name of names) {
      const failure = await failsAs(store.append(name, events(1, 1), 'any'), 'NameNotAllowed')
      assert.equal(failure.name, name)
      await failsAs(store.readStream(name), 'NameNotAllowed')
    }
    await nothingWritten(store)
  }),

  trial('refuses event types that are reserved, empty or unwritable', async ({ store }) => {
    for (const type of ['$metadata', '$>', '$streamDeleted', '', ' ', 'Note\u0000Added', 'Note\nAdded', 'Note\ud800']) {
      const append = [event(1), event(2, type)]
      const failure = await failsAs(store.append(streamOf(1), append, 'no-stream'), 'NameNotAllowed')
      assert.equal(failure.name, type)
    }
    await nothingWritten(store)
  }),

  trial('refuses to expect what is no revision', async ({ store }) => {
    await succeeds(store.append(streamOf(1), events(1, 1), 'no-stream'))
    for (const expected of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 'no_stream' as ExpectedRevision]) {
      await failsAs(store.append(streamOf(1), events(2, 1), expected), 'BadArgument')
    }
    assert.deepEqual(idsOf(await streamIn(store, streamOf(1))), ids(1, 1))
  }),

  trial(
    'refuses an append larger than the store takes whole, and tells its size and the limit',
    async ({ store, harness }) => {
      const limit = harness.appendLimitBytes
      if (limit === undefined) return
      const large = [event(1, 'ReportAdded', { text: 'x'.repeat(limit) })]
      const manySmall = Array.from({ length: 10 }, (_, index) =>
        event(index + 1, 'ReportAdded', { text: 'é'.repeat(Math.ceil(limit / 20)) }),
      )
      for (const append of [large, manySmall]) {
        const failure = await failsAs(store.append(streamOf(1), append, 'no-stream'), 'AppendTooLarge')
        assert.equal(failure.stream, streamOf(1))
        assert.equal(failure.limit, limit)
        assert.ok(failure.bytes > limit)
      }
      await nothingWritten(store)
      await succeeds(store.append(streamOf(1), [event(1, 'ReportAdded', { text: 'x'.repeat(limit / 2) })], 'no-stream'))
      assert.deepEqual(idsOf(await streamIn(store, streamOf(1))), ids(1, 1))
    },
  ),
]
