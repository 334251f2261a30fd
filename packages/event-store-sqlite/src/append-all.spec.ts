import type { SqliteEventStore, StreamAppend } from './sqlite-event-store.js'
import { left, newFolder, noteAdded, opened, right, streamNumber } from './sqlite-files.fixtures.js'

const [first, second] = [streamNumber(1), streamNumber(2)]
const folder = newFolder()
let files = 0
let store: SqliteEventStore

const at = (commit: number) => ({ commit, prepare: commit })

const streamsInOrder = async (): Promise<ReadonlyArray<string>> =>
  right(await store.readAll()()).events.map(({ stream, revision }) => `${stream}@${revision}`)

beforeEach(async () => {
  files += 1
  store = await opened(folder.in(`${files}.db`))
})
afterEach(() => store.close())
afterAll(() => folder.remove())

/** Two streams whose events lie between each other, as in a file that is copied. */
const interleaved: ReadonlyArray<StreamAppend> = [
  { stream: first, events: [noteAdded(first, 0)], expected: 'no-stream' },
  { stream: second, events: [noteAdded(second, 0), noteAdded(second, 1)], expected: 'no-stream' },
  { stream: first, events: [noteAdded(first, 1)], expected: 0 },
]

describe('appending to several streams together', () => {
  it('writes them in their order, each seeing those before it', async () => {
    expect(right(await store.appendAll(interleaved)())).toEqual([
      { revision: 0, position: at(0) },
      { revision: 1, position: at(2) },
      { revision: 1, position: at(3) },
    ])
    expect(await streamsInOrder()).toEqual([`${first}@0`, `${second}@0`, `${second}@1`, `${first}@1`])
  })

  it('adds nothing when repeated, and gives the same result', async () => {
    const once = right(await store.appendAll(interleaved)())
    expect(right(await store.appendAll(interleaved)())).toEqual(once)
    expect(await streamsInOrder()).toHaveLength(4)
  })

  it('goes on where an earlier one ended', async () => {
    right(await store.appendAll(interleaved.slice(0, 2))())
    expect(right(await store.appendAll(interleaved)()).at(-1)).toEqual({ revision: 1, position: at(3) })
  })

  it('writes none where one has moved on, and says which', async () => {
    right(await store.append(first, [noteAdded(first, 9)], 'no-stream')())
    const appends = [...interleaved.slice(1, 2), ...interleaved.slice(0, 1)]
    expect(left(await store.appendAll(appends)())).toEqual({
      failure: 'StreamMovedOn',
      stream: first,
      expected: 'no-stream',
      actual: 0,
      index: 1,
    })
    expect(await streamsInOrder()).toEqual([`${first}@0`])
    right(await store.append(second, [noteAdded(second, 5)], 'no-stream')())
    expect(await streamsInOrder()).toEqual([`${first}@0`, `${second}@0`])
  })

  it('writes none where one can never be written, and says which', async () => {
    const unwritable = { stream: second, events: [{ ...noteAdded(second, 0), data: 1n }], expected: 'any' as const }
    expect(left(await store.appendAll([...interleaved, unwritable])())).toMatchObject({
      failure: 'EventNotSerializable',
      index: 3,
    })
    expect(await streamsInOrder()).toEqual([])
  })

  it('answers an append of no events in its place', async () => {
    const nothing: StreamAppend = { stream: second, events: [], expected: 7 }
    expect(right(await store.appendAll([nothing, ...interleaved.slice(0, 1), nothing])())).toEqual([
      { revision: 'nothing-appended' },
      { revision: 0, position: at(0) },
      { revision: 'nothing-appended' },
    ])
    expect(right(await store.appendAll([])())).toEqual([])
  })

  it('wakes who follows them', async () => {
    const subscription = store.subscribe({ to: 'all', after: 'end' })
    let seen = 0
    for await (const delivery of subscription) {
      if (delivery.kind === 'caught-up' && seen === 0) void store.appendAll(interleaved)()
      if (delivery.kind === 'event') seen += 1
      if (seen === 4) break
    }
    expect(seen).toBe(4)
  })

  it('is refused after the store was closed', async () => {
    await store.close()
    expect(left(await store.appendAll(interleaved)())).toEqual({ failure: 'StoreClosed' })
  })
})
