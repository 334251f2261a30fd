import assert from 'node:assert/strict'
import type { EventToAppend } from '../event.js'
import type { EventStore } from '../event-store.js'
import type { ContractCase } from './harness.js'
import { allIn, failsAs, streamIn, succeeds } from './outcomes.js'
import { event, ids, idsOf, streamOf } from './sample-events.js'
import { type Trial, trial } from './trial.js'

interface Shared extends Trial {
  readonly acme: EventStore
  readonly globex: EventStore
}

/** One store, shared by two tenants and by what belongs to none. */
const shared = (sentence: string, run: (shared: Shared) => Promise<void>): ContractCase =>
  trial(sentence, async (own) => {
    const acme = await own.open({ tenant: 'acme' })
    const globex = await own.open({ tenant: 'globex' })
    await run({ ...own, acme, globex })
  })

const of = (tenant: string, n: number): ReadonlyArray<EventToAppend> => [event(n, 'NoteAdded', {}, tenant)]
const acmes = streamOf(1, 'serviceTicket', 'acme')
const globexes = streamOf(1, 'serviceTicket', 'globex')
const nobodys = streamOf(1)

const fill = async ({ acme, globex, store }: Shared): Promise<void> => {
  await succeeds(acme.append(acmes, of('acme', 1), 'no-stream'))
  await succeeds(globex.append(globexes, of('globex', 2), 'no-stream'))
  await succeeds(store.append(nobodys, [event(3)], 'no-stream'))
  await succeeds(acme.append(acmes, of('acme', 4), 0))
  await succeeds(globex.append(globexes, of('globex', 5), 0))
}

export const tenants: ReadonlyArray<ContractCase> = [
  shared('keeps the streams of tenants apart that have the same category and the same id', async (own) => {
    await fill(own)
    assert.deepEqual(idsOf(await streamIn(own.acme, acmes)), [...ids(1, 1), ...ids(4, 1)])
    assert.deepEqual(idsOf(await streamIn(own.globex, globexes)), [...ids(2, 1), ...ids(5, 1)])
    assert.deepEqual(idsOf(await streamIn(own.store, nobodys)), ids(3, 1))
  }),

  shared(
    'reads, for a tenant, the events of this tenant alone, by category, by type and backwards too',
    async (own) => {
      await fill(own)
      const expected: ReadonlyArray<[EventStore, ReadonlyArray<string>]> = [
        [own.acme, [...ids(1, 1), ...ids(4, 1)]],
        [own.globex, [...ids(2, 1), ...ids(5, 1)]],
        [own.store, ids(3, 1)],
      ]
      for (const [store, own] of expected) {
        assert.deepEqual(idsOf(await allIn(store)), own)
        assert.deepEqual(idsOf(await allIn(store, { maxCount: 1 })), own)
        assert.deepEqual(idsOf(await allIn(store, { direction: 'backwards' })), own.toReversed())
        assert.deepEqual(idsOf(await allIn(store, { filter: { categories: ['serviceTicket'] } })), own)
        assert.deepEqual(idsOf(await allIn(store, { filter: { types: ['NoteAdded'] } })), own)
      }
    },
  ),

  shared('delivers, for a tenant, the events of this tenant alone, before and after it caught up', async (own) => {
    const starts = [
      { to: 'all', after: 'beginning' },
      { to: 'category', category: 'serviceTicket', after: 'beginning' },
    ] as const
    await fill(own)
    for (const start of starts) {
      const following = own.follow(start, own.acme)
      await following.untilCaughtUpAfter(2)
      const first = 100 + starts.indexOf(start) * 10
      await succeeds(own.globex.append(globexes, of('globex', first), 'any'))
      await succeeds(own.store.append(nobodys, [event(first)], 'any'))
      await succeeds(own.acme.append(acmes, of('acme', first), 'any'))
      await following.untilCaughtUpAfter(3 + starts.indexOf(start))
      assert.deepEqual(new Set(following.events().map(({ stream }) => stream)), new Set([acmes]))
    }
  }),

  shared('refuses a stream of another tenant', async (own) => {
    await fill(own)
    const foreign: ReadonlyArray<[EventStore, string | undefined, ReadonlyArray<string>]> = [
      [own.acme, 'acme', [globexes, nobodys]],
      [own.store, undefined, [acmes, globexes]],
    ]
    for (const [store, tenant, streams] of foreign) {
      for (const stream of streams) {
        const theirs = stream === globexes ? 'globex' : stream === acmes ? 'acme' : undefined
        for (const claimed of [tenant, theirs]) {
          const append = store.append(stream, [event(9, 'NoteAdded', {}, claimed)], 'any')
          assert.deepEqual(await failsAs(append, 'WrongTenant'), { failure: 'WrongTenant', stream, tenant })
        }
        assert.deepEqual(await failsAs(store.readStream(stream), 'WrongTenant'), {
          failure: 'WrongTenant',
          stream,
          tenant,
        })
        const following = own.follow({ to: 'stream', stream, after: 'beginning' }, store)
        await following.over()
        assert.deepEqual(following.deliveries, [])
        assert.deepEqual(following.subscription.state(), {
          status: 'stopped',
          because: { failure: 'WrongTenant', stream, tenant },
        })
      }
    }
    assert.equal((await streamIn(own.globex, globexes)).length, 2)
    assert.equal((await streamIn(own.store, nobodys)).length, 1)
  }),

  shared('refuses an event whose metadata names another tenant, or none, or one where there is none', async (own) => {
    const wrong: ReadonlyArray<[EventStore, string, string | undefined, string | undefined]> = [
      [own.acme, acmes, 'acme', 'globex'],
      [own.acme, acmes, 'acme', undefined],
      [own.store, nobodys, undefined, 'acme'],
    ]
    for (const [store, stream, tenant, named] of wrong) {
      const append = [event(1, 'NoteAdded', {}, tenant), event(2, 'NoteAdded', {}, named)]
      const failure = await failsAs(store.append(stream, append, 'no-stream'), 'WrongTenant')
      assert.deepEqual(failure, { failure: 'WrongTenant', stream, tenant })
      assert.deepEqual(await streamIn(store, stream), [])
    }
  }),
]
