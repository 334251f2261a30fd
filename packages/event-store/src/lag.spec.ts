import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { event, events, streamOf } from './contract/sample-events.js'
import { inMemoryEventStore } from './in-memory/in-memory-event-store.js'
import { lagOf } from './lag.js'

/** A minute after the sample events were recorded. */
const now = Date.parse('2025-06-02T07:01:01.000Z')
const at = (place: number) => ({ commit: place, prepare: place })

/** Positions 0 to 2: notes of a ticket; 3 and 4: reports of a purchase; 5: a report of the ticket. */
const sixEvents = async () => {
  const store = inMemoryEventStore()
  await store.append(streamOf(1), events(1, 3), 'no-stream')()
  await store.append(streamOf(2, 'purchase'), events(4, 2, 'ReportAdded'), 'no-stream')()
  await store.append(streamOf(1), events(6, 1, 'ReportAdded'), 2)()
  return store
}

const behind = (count: number) => E.right({ events: count, atLeast: false, milliseconds: 60_000 })
const nothing = E.right({ events: 0, atLeast: false, milliseconds: 0 })

describe('The lag of a reader', () => {
  it('of everything counts what lies after its position, and the age of the oldest', async () => {
    const store = await sixEvents()
    expect(await lagOf(store, { to: 'all', now })()).toEqual(behind(6))
    expect(await lagOf(store, { to: 'all', after: at(1), now })()).toEqual(behind(4))
    expect(await lagOf(store, { to: 'all', after: at(5), now })()).toEqual(nothing)
  })

  it('counts only the events that it would be given', async () => {
    const store = await sixEvents()
    expect(await lagOf(store, { to: 'category', category: 'purchase', after: at(3), now })()).toEqual(behind(1))
    expect(await lagOf(store, { to: 'category', category: 'purchase', after: at(4), now })()).toEqual(nothing)
    const reports = { to: 'all', filter: { types: ['ReportAdded'] }, now } as const
    expect(await lagOf(store, reports)()).toEqual(behind(3))
  })

  it('of a stream counts what lies after its revision', async () => {
    const store = await sixEvents()
    const ticket = { to: 'stream', stream: streamOf(1), now } as const
    expect(await lagOf(store, ticket)()).toEqual(behind(4))
    expect(await lagOf(store, { ...ticket, after: 2 })()).toEqual(behind(1))
    expect(await lagOf(store, { ...ticket, after: 3 })()).toEqual(nothing)
    expect(await lagOf(store, { ...ticket, stream: streamOf(9) })()).toEqual(nothing)
  })

  it('says so where there is more than was counted', async () => {
    const store = await sixEvents()
    const atLeastTwo = E.right({ events: 2, atLeast: true, milliseconds: 60_000 })
    expect(await lagOf(store, { to: 'all', now, countAtMost: 2 })()).toEqual(atLeastTwo)
    expect(await lagOf(store, { to: 'stream', stream: streamOf(1), now, countAtMost: 2 })()).toEqual(atLeastTwo)
    expect(await lagOf(store, { to: 'stream', stream: streamOf(1), now, countAtMost: 4 })()).toEqual(behind(4))
    await store.append(streamOf(3), events(7, 1000), 'no-stream')()
    expect(await lagOf(store, { to: 'all', now })()).toMatchObject({ right: { events: 1000, atLeast: true } })
    expect(await lagOf(store, { to: 'all', now, after: at(5) })()).toEqual(behind(1000))
  })

  it('has no age where the oldest event says none, or a later one than now', async () => {
    const store = inMemoryEventStore()
    await store.append(streamOf(1), [event(1)], 'no-stream')()
    const early = Date.parse('2025-06-02T07:00:00.000Z')
    expect(await lagOf(store, { to: 'all', now: early })()).toMatchObject({ right: { events: 1, milliseconds: 0 } })
    const page = await store.readAll()()
    const recorded = E.isRight(page) ? page.right.events : []
    for (const metadata of [undefined, null, 'text', {}, { recordedAt: 7 }, { recordedAt: 'yesterday' }]) {
      const readAll = () => TE.right({ events: recorded.map((one) => ({ ...one, metadata })) })
      expect(await lagOf({ ...store, readAll }, { to: 'all', now })()).toMatchObject({
        right: { events: 1, milliseconds: 0 },
      })
    }
  })

  it('fails as the store does', async () => {
    const store = await sixEvents()
    const badCount = await lagOf(store, { to: 'all', now, countAtMost: 0 })()
    expect(badCount).toMatchObject({ left: { failure: 'BadArgument' } })
    const badName = await lagOf(store, { to: 'stream', stream: '$all', now })()
    expect(badName).toMatchObject({ left: { failure: 'NameNotAllowed' } })
    await store.close()
    expect(await lagOf(store, { to: 'all', now })()).toEqual(E.left({ failure: 'StoreClosed' }))
  })
})
