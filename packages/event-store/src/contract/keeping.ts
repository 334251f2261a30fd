import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { EventToAppend, RecordedEvent } from '../event.js'
import type { ContractCase } from './harness.js'
import { allIn, streamIn, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, metadata, streamOf } from './sample-events.js'
import { trial } from './trial.js'

/** JSON that stores get wrong. `written` and `read` are JSON texts, so that the order of keys counts. */
const DATA: ReadonlyArray<[string, unknown]> = [
  ['null', null],
  ['a text', 'as the whole data'],
  ['a number', 0.1],
  ['false', false],
  ['an empty array', []],
  ['an empty object', {}],
  ['numbers', [0, 2 ** 53 - 1, -(2 ** 53 - 1), 0.1 + 0.2, 1e308, 5e-324, 1e21, -1.5e-7, 1 / 3]],
  ['digits that are text', { amountMinor: '17925000000000000000000', zip: '01234' }],
  ['scripts', 'Ünïcødé — 修理 — إصلاح — ремонт — 👩🏽‍🔧'],
  ['composed and decomposed accents', ['é', 'e\u0301']],
  [
    'odd characters',
    [
      '\u0000',
      '\u0007',
      '\u2028',
      '\u2029',
      '\ufeff',
      '\ufffd',
      '\uffff',
      '"\\/\b\f\n\r\t',
      '</script>',
      "';--",
      '%s{}$1',
    ],
  ],
  ['lone surrogates', ['\ud800', 'a\udc00b']],
  ['keys in the order they were written', { z: 1, a: 2, m: { y: 1, b: 2 }, ä: 3, Z: 4, '': 5 }],
  [
    'keys that objects inherit',
    JSON.parse('{"__proto__":{"admin":true},"constructor":1,"toString":2,"hasOwnProperty":3,"length":4}'),
  ],
  ['what looks like a date or a wrapper', { at: '2025-06-02T07:00:00Z', $date: 1, type: 'Buffer', data: [1, 2] }],
  [
    'deep nesting',
    Array.from({ length: 200 }).reduce<unknown>((inside, _, level) => ({ [`level${level}`]: [inside] }), 'end'),
  ],
]

const asJson = (value: unknown): string => JSON.stringify(value)

/** Tries to change everything that was read; frozen things may refuse. */
const spoil = (read: RecordedEvent): void => {
  const changes: ReadonlyArray<() => void> = [
    () => Object.assign(read.data as object, { text: 'spoilt' }),
    () => (read.data as { lines: Array<string> }).lines.push('spoilt'),
    () => Object.assign(read.metadata as object, { commandId: 'spoilt' }),
    () => Object.assign(read.position, { commit: 99 }),
    () => Object.assign(read, { revision: 99, type: 'Spoilt' }),
  ]
  for (const change of changes) {
    try {
      change()
    } catch (refused) {
      assert.ok(refused instanceof TypeError)
    }
  }
}

export const keeping: ReadonlyArray<ContractCase> = [
  trial('reads back type, data and metadata exactly as they were written', async ({ store }) => {
    for (const [index, [what, data]] of DATA.entries()) {
      const written: EventToAppend = { type: 'NoteAdded', data, metadata: metadata(index + 1) }
      await succeeds(store.append(streamOf(1), [written], index === 0 ? 'no-stream' : index - 1))
      const [read] = await streamIn(store, streamOf(1), { from: index })
      assert.equal(asJson(read?.data), asJson(data), what)
      assert.deepEqual(read?.data, data, what)
      assert.equal(asJson(read?.metadata), asJson(written.metadata), what)
      assert.equal(read?.type, 'NoteAdded')
    }
    assert.deepEqual(
      (await allIn(store)).map(({ data }) => asJson(data)),
      DATA.map(([, data]) => asJson(data)),
    )
  }),

  trial('keeps fields of the metadata that it does not know', async ({ store }) => {
    const foreign = { traceparent: '00-ab', nested: { b: [1], a: null }, ...metadata(1), zone: 'Europe/Berlin' }
    await succeeds(store.append(streamOf(1), [{ type: 'NoteAdded', data: {}, metadata: foreign }], 'no-stream'))
    const [read] = await streamIn(store, streamOf(1))
    assert.equal(asJson(read?.metadata), asJson(foreign))
  }),

  trial('writes what JSON writes: minus zero as zero, and a field that is undefined not at all', async ({ store }) => {
    const data = { balance: -0, list: [-0], note: undefined, kept: 1 }
    await succeeds(store.append(streamOf(1), [event(1, 'BalanceTaken', data)], 'no-stream'))
    const [read] = await streamIn(store, streamOf(1))
    assert.equal(asJson(read?.data), '{"balance":0,"list":[0],"kept":1}')
    assert.deepEqual(read?.data, { balance: 0, list: [0], kept: 1 })
  }),

  trial('takes any writable text for the type of an event', async ({ store }) => {
    const types = [
      'NoteAdded',
      'note added',
      'Reparatur-Eröffnet',
      '修理',
      '👩🏽‍🔧',
      'a.b/c:d$',
      '__proto__',
      'x'.repeat(200),
    ]
    await succeeds(
      store.append(
        streamOf(1),
        types.map((type, index) => event(index + 1, type)),
        'no-stream',
      ),
    )
    assert.deepEqual(
      (await streamIn(store, streamOf(1))).map(({ type }) => type),
      types,
    )
    for (const type of types) {
      assert.deepEqual(
        (await allIn(store, { filter: { types: [type] } })).map((read) => read.type),
        [type],
      )
    }
  }),

  trial('keeps what was appended, whatever the caller does with it afterwards', async ({ store }) => {
    const data = { text: 'kept', lines: ['kept'] }
    const own = { ...metadata(1), actor: { ...metadata(1).actor } }
    const append = [{ type: 'NoteAdded', data, metadata: own }]
    await succeeds(store.append(streamOf(1), append, 'no-stream'))
    Object.assign(data, { text: 'changed' })
    data.lines.push('changed')
    Object.assign(own, { commandId: 'changed' })
    Object.assign(own.actor, { id: 'changed' })
    Object.assign(append[0] as object, { type: 'Changed' })
    append.push(...append)
    const [read, ...more] = await streamIn(store, streamOf(1))
    assert.deepEqual(more, [])
    assert.deepEqual([read?.type, read?.data], ['NoteAdded', { text: 'kept', lines: ['kept'] }])
    assert.deepEqual(read?.metadata, metadata(1))
  }),

  trial('keeps what was read, whatever a reader does with it', async ({ store, follow }) => {
    const written = [event(1, 'NoteAdded', { text: 'kept', lines: ['kept'] }), event(2)]
    await succeeds(store.append(streamOf(1), written, 'no-stream'))
    const before = asJson(await streamIn(store, streamOf(1)))
    const following = follow({ to: 'all', after: 'beginning' })
    await following.untilCaughtUpAfter(2)
    const slice = await streamIn(store, streamOf(1))
    const page = await allIn(store)
    for (const read of [slice, page, following.events()]) {
      for (const recorded of read) spoil(recorded)
      try {
        ;(read as Array<RecordedEvent>).length = 0
      } catch (refused) {
        assert.ok(refused instanceof TypeError)
      }
    }
    assert.equal(asJson(await streamIn(store, streamOf(1))), before)
    assert.equal(asJson(await allIn(store)), before)
  }),

  trial('keeps an event of several hundred thousand bytes whole', async ({ store, harness }) => {
    const bytes = Math.min(400_000, Math.floor((harness.appendLimitBytes ?? 1_000_000) / 2))
    const text = 'Kühlschrank 🧊 '.repeat(Math.floor(bytes / 18))
    await succeeds(store.append(streamOf(1), [event(1, 'ReportAdded', { text })], 'no-stream'))
    const [read] = await streamIn(store, streamOf(1))
    assert.ok(isDeepStrictEqual(read?.data, { text }), 'the text that was read is another')
  }),

  trial('keeps everything when it is closed and opened again', async ({ store, open }) => {
    await succeeds(store.append(streamOf(1), events(1, 3), 'no-stream'))
    await succeeds(store.append(streamOf(2, 'purchase'), events(4, 2), 'any'))
    const before = await allIn(store)
    await store.close()
    const again = await open()
    assert.deepEqual(await allIn(again), before)
    assert.equal((await succeeds(again.append(streamOf(1), events(6, 1), 2))).revision, 3)
    assert.deepEqual(idsOf(await allIn(again)), ids(1, 6))
  }),
]
