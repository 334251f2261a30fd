import assert from 'node:assert/strict'
import { comparePositions, type EventFilter } from '../event.js'
import { type AllRead } from '../event-store.js'
import type { ContractCase } from './harness.js'
import { allIn, failsAs, fill, succeeds } from './outcomes.js'
import { event, events, ids, idsOf, streamOf, uuid } from './sample-events.js'
import { type Trial, trial } from './trial.js'

/** Twelve events: ids 1 to 12, in three categories and three types; category and type never say the same. */
const ofTwelve = (sentence: string, run: (trial: Trial) => Promise<void>): ContractCase =>
  trial(sentence, async (own) => {
    for (const [index, [category, type]] of TWELVE.entries()) {
      await succeeds(own.store.append(streamOf(index % 2, category), [event(index + 1, type)], 'any'))
    }
    await run(own)
  })

const TWELVE: ReadonlyArray<[string, string]> = [
  ['serviceTicket', 'Opened'],
  ['serviceTicketArchive', 'Opened'],
  ['purchase', 'Opened'],
  ['serviceTicket', 'Closed'],
  ['serviceTicket', 'ClosedByCustomer'],
  ['purchase', 'Closed'],
  ['serviceTicketArchive', 'Closed'],
  ['serviceTicket', 'Opened'],
  ['purchase', 'ClosedByCustomer'],
  ['serviceTicketArchive', 'ClosedByCustomer'],
  ['serviceTicket', 'Closed'],
  ['purchase', 'Opened'],
]

const FILTERS: ReadonlyArray<EventFilter> = [
  {},
  { categories: ['serviceTicket'] },
  { categories: ['purchase', 'serviceTicketArchive'] },
  { categories: ['nothingOfThis'] },
  { categories: [] },
  { types: ['Closed'] },
  { types: ['Opened', 'ClosedByCustomer'] },
  { types: ['closed', 'Close', 'Closed '] },
  { types: [] },
  { categories: ['serviceTicket', 'purchase'], types: ['Closed'] },
  { categories: ['purchase'], types: ['Opened', 'Closed'] },
  { categories: ['purchase'], types: [] },
]

const idsThatPass = ({ categories, types }: EventFilter): ReadonlyArray<string> =>
  TWELVE.flatMap(([category, type], index) =>
    (categories?.includes(category) ?? true) && (types?.includes(type) ?? true) ? [uuid(index + 1)] : [],
  )

const pagesOf = async ({ store }: Trial, read: AllRead): Promise<ReadonlyArray<string>> =>
  idsOf(await allIn(store, read))

export const readingAll: ReadonlyArray<ContractCase> = [
  trial('reads an empty store as one page of no events that has no next', async ({ store }) => {
    assert.deepEqual(await succeeds(store.readAll()), { events: [] })
    assert.deepEqual(await succeeds(store.readAll({ direction: 'backwards', maxCount: 1 })), { events: [] })
  }),

  ofTwelve('reads all streams in the order of the appends, and backwards in the opposite one', async ({ store }) => {
    const all = (await succeeds(store.readAll())).events
    assert.deepEqual(idsOf(all), ids(1, 12))
    for (const [index, { position }] of all.slice(1).entries()) {
      assert.ok(comparePositions(all[index]?.position ?? position, position) < 0)
    }
    const backwards = (await succeeds(store.readAll({ direction: 'backwards' }))).events
    assert.deepEqual(backwards, all.toReversed())
  }),

  ofTwelve('gives the same events over pages of any size, each event once', async (own) => {
    for (let maxCount = 1; maxCount <= 13; maxCount += 1) {
      assert.deepEqual(await pagesOf(own, { maxCount }), ids(1, 12), `forwards, ${maxCount} a page`)
      assert.deepEqual(
        await pagesOf(own, { maxCount, direction: 'backwards' }),
        ids(1, 12).toReversed(),
        `backwards, ${maxCount} a page`,
      )
    }
  }),

  ofTwelve(
    'reads the events of some categories and of some types, where both are named only what is of both',
    async (own) => {
      for (const filter of FILTERS) {
        for (const maxCount of [1, 2, 5, 1000]) {
          const told = `${JSON.stringify(filter)}, ${maxCount} a page`
          assert.deepEqual(await pagesOf(own, { filter, maxCount }), idsThatPass(filter), told)
          const backwards = await pagesOf(own, { filter, maxCount, direction: 'backwards' })
          assert.deepEqual(backwards, idsThatPass(filter).toReversed(), told)
        }
      }
    },
  ),

  ofTwelve('reads what lies after a position, and before it backwards, the event there left out', async ({ store }) => {
    const all = await allIn(store)
    for (const [index, { position }] of all.entries()) {
      assert.deepEqual(await allIn(store, { after: position }), all.slice(index + 1))
      assert.deepEqual(
        await allIn(store, { after: position, direction: 'backwards' }),
        all.slice(0, index).toReversed(),
      )
    }
  }),

  ofTwelve('has nothing after its last event, until another is appended', async ({ store }) => {
    const last = (await allIn(store)).at(-1)
    assert.ok(last !== undefined)
    const after = last.position
    assert.deepEqual(await succeeds(store.readAll({ after })), { events: [] })
    await succeeds(store.append(streamOf(1, 'purchase'), events(13, 1), 'any'))
    assert.deepEqual(idsOf(await allIn(store, { after })), ids(13, 1))
  }),

  trial('gives a thousand events a page where no count is asked for, and loses none between pages', async (own) => {
    for (let batch = 0; batch < 9; batch += 1) {
      await fill(own.store, streamOf(batch), batch * 250 + 1, 250)
    }
    assert.equal((await succeeds(own.store.readAll())).events.length, 1000)
    assert.deepEqual(await pagesOf(own, {}), ids(1, 2250))
    assert.deepEqual(await pagesOf(own, { direction: 'backwards' }), ids(1, 2250).toReversed())
  }),

  ofTwelve(
    'refuses to read all from what is no position, less than one event, and categories that cannot be',
    async ({ store }) => {
      const wrong: ReadonlyArray<AllRead> = [
        { after: { commit: -1, prepare: -1 } },
        { after: { commit: 0.5, prepare: 0.5 } },
        { after: { commit: Number.NaN, prepare: 0 } },
        { maxCount: 0 },
        { maxCount: -5 },
        { maxCount: 1.5 },
        { direction: 'sideways' as 'forwards' },
      ]
      for (const read of wrong) await failsAs(store.readAll(read), 'BadArgument')
      for (const category of ['', '$ce', 'service-ticket', 'acme.purchase', 'Purchase']) {
        await failsAs(store.readAll({ filter: { categories: ['purchase', category] } }), 'NameNotAllowed')
      }
    },
  ),
]
