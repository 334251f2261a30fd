import { readFileSync, writeFileSync } from 'node:fs'
import { inMemoryEventStore } from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import { fileSource } from '../file/file-source.js'
import { fileTarget } from '../file/file-target.js'
import { foreignEvent, streamA, streamB, temporaryDirectory } from '../file/history-files.fixtures.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import { storeSource } from '../history-source.js'
import { type BulkStore, type HistoryTarget, storeTarget } from '../history-target.js'
import { copyHistory } from './copy-history.js'

const files = temporaryDirectory()
afterAll(files.remove)

const events = [
  foreignEvent(streamA, 0),
  foreignEvent(streamB, 0),
  foreignEvent(streamB, 1),
  foreignEvent(streamA, 1),
  foreignEvent(streamB, 2),
]
const written = (name: string, of: ReadonlyArray<HistoryEvent>): string => {
  writeFileSync(files.path(name), of.map((event) => `${canonicalLine(event)}\n`).join(''))
  return files.path(name)
}
const targetOf = async (path: string): Promise<HistoryTarget> => {
  const target = await fileTarget(path)()
  if (E.isLeft(target)) throw new Error(JSON.stringify(target.left))
  return target.right
}

describe('a copy', () => {
  it('from a file into a store and back is the same file, events of unknown types among them', async () => {
    const original = written('original.ndjson', events)
    const store = inMemoryEventStore()
    const inStore = storeTarget('store', store)
    expect(await copyHistory({ source: fileSource(original), target: inStore })()).toEqual(
      E.right({ copied: 5, heldBefore: 0 }),
    )
    await inStore.finish()()
    const back = await targetOf(files.path('back.ndjson'))
    await copyHistory({ source: storeSource('store', store), target: back })()
    await back.finish()()
    expect(readFileSync(files.path('back.ndjson'), 'utf8')).toBe(readFileSync(original, 'utf8'))
  })

  it('goes on where it was broken off', async () => {
    const source = fileSource(written('source.ndjson', events))
    const path = written('begun.ndjson', events.slice(0, 2))
    const target = await targetOf(path)
    const copied = await copyHistory({ source, target, held: fileSource(path) })()
    expect(copied).toEqual(E.right({ copied: 3, heldBefore: 2 }))
    await target.finish()()
    expect(readFileSync(path, 'utf8')).toBe(readFileSync(files.path('source.ndjson'), 'utf8'))
  })

  it.each([true, false])(
    'goes on where the outcome of an append was not known, whether it was written or not (%s)',
    async (isWritten) => {
      const store = inMemoryEventStore()
      let calls = 0
      const doubtful: BulkStore = {
        ...store,
        append: (stream, toAppend, expected) => async () => {
          calls += 1
          if (calls !== 3 || isWritten) {
            const appended = await store.append(stream, toAppend, expected)()
            if (calls !== 3) return appended
          }
          return E.left({ failure: 'OutcomeUnknown', stream, eventIds: [], why: 'no answer' })
        },
      }
      const source = fileSource(written('doubtful.ndjson', events))
      const target = storeTarget('store', doubtful)
      await copyHistory({ source, target })()
      expect(await target.finish()()).toMatchObject({ left: { failure: { failure: 'OutcomeUnknown' } } })
      expect(target.taken()).toBe(3)

      const again = storeTarget('store', doubtful)
      const heldBefore = isWritten ? 4 : 3
      expect(await copyHistory({ source, target: again, held: storeSource('store', store) })()).toEqual(
        E.right({ copied: 5 - heldBefore, heldBefore }),
      )
      expect(await again.finish()()).toEqual(E.right(undefined))
      const back = await store.readAll()()
      expect(E.isRight(back) && back.right.events.map(canonicalLine)).toEqual(events.map(canonicalLine))
    },
  )

  it('copies nothing where the target holds everything', async () => {
    const path = written('all.ndjson', events)
    const copied = await copyHistory({
      source: fileSource(path),
      target: await targetOf(path),
      held: fileSource(path),
    })()
    expect(copied).toEqual(E.right({ copied: 0, heldBefore: 5 }))
  })

  it.each([
    ['another event', [foreignEvent(streamA, 0), foreignEvent(streamB, 0, 'something else')], 2, streamB, 0],
    ['another order', [foreignEvent(streamB, 0)], 1, streamB, 0],
    ['more than the source', [...events, foreignEvent(streamA, 2)], 6, streamA, 2],
  ])('is refused where the target holds %s', async (_, held, line, stream, revision) => {
    const path = written('other.ndjson', held)
    const target = await targetOf(path)
    const source = fileSource(written('source.ndjson', events))
    expect(await copyHistory({ source, target, held: fileSource(path) })()).toEqual(
      E.left({ fault: 'TargetDiffers', at: { history: path, line }, stream, revision }),
    )
  })

  it('ends at a gap in the source', async () => {
    const path = written('gap.ndjson', [foreignEvent(streamA, 0), foreignEvent(streamA, 2)])
    const target = storeTarget('store', inMemoryEventStore())
    expect(await copyHistory({ source: fileSource(path), target })()).toEqual(
      E.left({ fault: 'RevisionGap', at: { history: path, line: 2 }, stream: streamA, expected: 1, found: 2 }),
    )
  })

  it.each([
    ['one append after the other', false],
    ['many appends at once', true],
  ])('takes a long row of one stream in parts as large as the store takes, with %s', async (_, isBulk) => {
    const row = Array.from({ length: 50 }, (_, revision) => foreignEvent(streamA, revision, 'x'.repeat(200)))
    const memory = inMemoryEventStore({ appendLimitBytes: 2000 })
    // All or nothing, as a store in a file does it.
    const appendAll: BulkStore['appendAll'] = (appends) => async () => {
      const trial = inMemoryEventStore({ appendLimitBytes: 2000 })
      for (const store of [trial, memory]) {
        for (const { stream, events, expected } of appends) {
          const appended = await store.append(stream, events, expected)()
          if (E.isLeft(appended)) return appended
        }
      }
      return E.right([])
    }
    const source = fileSource(written('row.ndjson', [...row, foreignEvent(streamB, 0)]))
    const target = storeTarget('store', isBulk ? { ...memory, appendAll } : memory)
    expect(await copyHistory({ source, target })()).toEqual(E.right({ copied: 51, heldBefore: 0 }))
    expect(await target.finish()()).toEqual(E.right(undefined))
    expect(target.taken()).toBe(51)
    const back = await memory.readAll()()
    expect(E.isRight(back) && back.right.events.map(canonicalLine)).toEqual(
      [...row, foreignEvent(streamB, 0)].map(canonicalLine),
    )
  })

  it('parts it between two commands, and within one only where its events are too many for the store', async () => {
    const commands = ['a', 'a', 'a', 'b', 'c', 'c', 'c', 'c', 'c', 'c']
    const row = commands.map((commandId, revision) => {
      const event = foreignEvent(streamA, revision, 'x'.repeat(200))
      return { ...event, metadata: { ...(event.metadata as object), commandId } }
    })
    const memory = inMemoryEventStore({ appendLimitBytes: 2000 })
    const taken: Array<number> = []
    const append: typeof memory.append = (stream, events, expected) => async () => {
      const appended = await memory.append(stream, events, expected)()
      if (E.isRight(appended)) taken.push(events.length)
      return appended
    }
    const target = storeTarget('store', { ...memory, append })
    await copyHistory({ source: fileSource(written('commands.ndjson', row)), target })()
    expect(await target.finish()()).toEqual(E.right(undefined))
    expect(taken).toEqual([4, 3, 3])
  })

  it('ends at one event that is larger than the store takes', async () => {
    const path = written(
      'large.ndjson',
      [0, 1, 2].map((at) => foreignEvent(streamA, at, 'x'.repeat(at * 1500))),
    )
    const target = storeTarget('store', inMemoryEventStore({ appendLimitBytes: 2000 }))
    await copyHistory({ source: fileSource(path), target })()
    expect(await target.finish()()).toMatchObject({ left: { failure: { failure: 'AppendTooLarge', stream: streamA } } })
    expect(target.taken()).toBe(2)
  })

  it('ends where the store refuses an event', async () => {
    const path = written('name.ndjson', [foreignEvent('no-uuid', 0)])
    const target = storeTarget('store', inMemoryEventStore())
    await copyHistory({ source: fileSource(path), target })()
    expect(await target.finish()()).toMatchObject({
      left: { fault: 'StoreFailed', failure: { failure: 'NameNotAllowed' } },
    })
  })
})
