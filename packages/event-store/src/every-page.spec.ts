import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { events, streamOf } from './contract/sample-events.js'
import type { AllRead } from './event-store.js'
import { everyPage } from './every-page.js'
import { inMemoryEventStore } from './in-memory/in-memory-event-store.js'

const storeOf = async (count: number) => {
  const store = inMemoryEventStore()
  await store.append(streamOf(1), events(1, count), 'any')()
  return store
}

const pagesOf = async (...[store, read]: Parameters<typeof everyPage>) => {
  const pages: Array<unknown> = []
  for await (const page of everyPage(store, read)) {
    pages.push(E.isLeft(page) ? page.left : page.right.map(({ revision }) => revision))
  }
  return pages
}

describe('Every page of a store', () => {
  it('is each of its events in order, in pages as large as they were asked for', async () => {
    expect(await pagesOf(await storeOf(5), { maxCount: 2 })).toEqual([[0, 1], [2, 3], [4]])
    expect(await pagesOf(await storeOf(5), { maxCount: 2, direction: 'backwards' })).toEqual([[4, 3], [2, 1], [0]])
    expect(await pagesOf(await storeOf(5))).toEqual([[0, 1, 2, 3, 4]])
  })

  it('is none where there is nothing to read', async () => {
    expect(await pagesOf(await storeOf(0))).toEqual([])
    expect(await pagesOf(await storeOf(5), { filter: { types: ['Closed'] } })).toEqual([])
  })

  it('goes on from where the caller says', async () => {
    expect(await pagesOf(await storeOf(5), { maxCount: 3, after: { commit: 1, prepare: 1 } })).toEqual([[2, 3, 4]])
  })

  it('ends with the failure of the page that could not be read', async () => {
    const store = await storeOf(5)
    const broken = { failure: 'StoreUnavailable', cause: 'failed', why: 'the disk is gone' } as const
    const readAll = (read: AllRead = {}) => (read.after === undefined ? store.readAll(read) : TE.left(broken))
    expect(await pagesOf({ readAll }, { maxCount: 2 })).toEqual([[0, 1], broken])
  })

  it('is read only as far as it is asked for', async () => {
    const store = await storeOf(5)
    let reads = 0
    const readAll = (read?: AllRead) => {
      reads += 1
      return store.readAll(read)
    }
    for await (const _page of everyPage({ readAll }, { maxCount: 1 })) break
    expect(reads).toBe(1)
  })
})
