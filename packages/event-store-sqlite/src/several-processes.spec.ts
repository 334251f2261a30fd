import { builtWriter, startedWriter } from './child-processes.fixtures.js'
import { InspectedHistory } from './inspected-history.fixtures.js'
import { markedEvents } from './marked-append.fixtures.js'
import { newFolder, opened, right, streamNumber } from './sqlite-files.fixtures.js'

const folder = newFolder()
const program = builtWriter()

afterAll(() => {
  program.remove()
  folder.remove()
})

describe('two processes that write to one file while a third reads it', () => {
  it('keep every append whole, in positions without a gap, and are followed without a loss', async () => {
    const file = folder.in('history.db')
    const reader = await opened(file, { pollMilliseconds: 1 })
    const subscription = reader.subscribe({ to: 'all', after: 'beginning' })
    const followed: Array<number> = []
    const following = (async () => {
      for await (const delivery of subscription) {
        if (delivery.kind === 'event') followed.push(delivery.event.position.commit)
      }
    })()

    const writers = [1, 2].map((side) =>
      startedWriter(program.path, { file, writer: `writer-${side}`, seed: side, turns: 60 }),
    )
    await Promise.all(writers.map(({ ready }) => ready))
    for (const writer of writers) writer.go()
    const gone = Promise.all(writers.map((writer) => writer.gone))
    const areGone = gone.then(() => true)

    // Each page is read while the others write: a reader that could see a later position first would find a gap.
    const history = new InspectedHistory()
    let looks = 0
    do {
      await history.readOn(reader)
      looks += 1
    } while (!(await Promise.race([areGone, new Promise<boolean>((resolve) => setTimeout(resolve, 1, false))])))
    const ends = await gone
    await history.readOn(reader)

    expect(ends.map(({ signal, errors }) => ({ signal, errors }))).toEqual([
      { signal: null, errors: '' },
      { signal: null, errors: '' },
    ])
    const reports = ends.flatMap((end) => end.reports)
    expect(reports.filter(({ told }) => told === 'done')).toHaveLength(2)
    expect(reports.filter(({ told }) => told === 'failed')).toEqual([])
    const acknowledged = reports.filter((report) => report.told === 'acknowledged')
    for (const { append, appended } of acknowledged) history.inspectAcknowledged(append, appended)
    expect(history.count).toBe(acknowledged.length)
    expect(looks).toBeGreaterThan(1)

    while (followed.length < history.events) await new Promise((resolve) => setTimeout(resolve, 1))
    await subscription.stop()
    await following
    expect(followed).toEqual(Array.from({ length: history.events }, (_, position) => position))
    await reader.close()
  }, 120_000)
})

describe('two handles that decide on the same stream', () => {
  it('append one after the other, each at the revision that it expected', async () => {
    const file = folder.in('contended.db')
    const stores = [await opened(file), await opened(file)]
    const stream = streamNumber(1)
    const eachAppends = 40

    const conflicts = await Promise.all(
      stores.map(async (store, side) => {
        let moved = 0
        for (let count = 0; count < eachAppends; ) {
          const { lastRevision } = right(await store.readStream(stream, { direction: 'backwards', maxCount: 1 })())
          const mark = { mark: `${side}-${count}`, stream, count: 1 }
          const outcome = await store.append(stream, markedEvents(mark), lastRevision)()
          if (outcome._tag === 'Right') count += 1
          else if (outcome.left.failure === 'StreamMovedOn') moved += 1
          else throw new Error(outcome.left.failure)
        }
        return moved
      }),
    )
    const history = new InspectedHistory()
    for (const store of stores.slice(0, 1)) await history.readOn(store)
    expect(history.count).toBe(2 * eachAppends)
    expect(conflicts.reduce((sum, moved) => sum + moved)).toBeGreaterThan(0)
    for (const store of stores) await store.close()
  })
})
