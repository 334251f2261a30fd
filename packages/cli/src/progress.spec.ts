import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { run } from './command-line.js'
import { progressOf } from './progress.js'

const CLEAR = '\r\u001b[K'

/** A progress, what its terminal was shown since the last look, and a clock that only the test moves. */
const watched = (isWatched: boolean) => {
  let now = 1000
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => now)
  const messages = new PassThrough()
  const progress = progressOf('events', {
    input: new PassThrough(),
    output: new PassThrough(),
    messages,
    isWatched,
    onStop: () => undefined,
    isStopping: () => false,
  })
  return {
    progress,
    clock,
    passes: (milliseconds: number) => {
      now += milliseconds
    },
    shown: (): string => (messages.read() as Buffer | null)?.toString() ?? '',
  }
}

afterEach(() => jest.restoreAllMocks())

describe('The line that tells how far a long work has come', () => {
  it('is shown where somebody watches once the work takes half a second, and taken away at the end', () => {
    const { progress, passes, shown } = watched(true)
    progress.at(1)
    passes(499)
    progress.at(1234)
    expect(shown()).toBe('')
    passes(1)
    progress.at(1_234_567)
    expect(shown()).toBe('\r1,234,567 events …\u001b[K')
    progress.end()
    expect(shown()).toBe(CLEAR)
  })

  it('is written anew in its place, ten times a second at most', () => {
    const { progress, passes, shown } = watched(true)
    passes(500)
    progress.at(10)
    expect(shown()).toBe('\r10 events …\u001b[K')
    passes(99)
    progress.at(20)
    expect(shown()).toBe('')
    passes(1)
    progress.at(30)
    expect(shown()).toBe('\r30 events …\u001b[K')
  })

  it('is not taken away where it was not shown, nor a second time', () => {
    const { progress, passes, shown } = watched(true)
    progress.end()
    expect(shown()).toBe('')
    passes(500)
    progress.at(10)
    progress.end()
    expect(shown()).toBe(`\r10 events …\u001b[K${CLEAR}`)
    progress.end()
    expect(shown()).toBe('')
  })

  it('is never shown, and asks no clock, where nobody watches', () => {
    const { progress, passes, shown, clock } = watched(false)
    passes(10_000)
    progress.at(10)
    progress.end()
    expect(shown()).toBe('')
    expect(clock).not.toHaveBeenCalled()
  })

  it('is shown by a command on standard error alone, and is gone when the answer is there', async () => {
    let now = 0
    jest.spyOn(performance, 'now').mockImplementation(() => {
      now += 1000
      return now
    })
    const output = new PassThrough()
    const messages = new PassThrough()
    const history = join(__dirname, '../../../examples/golden-history/history.ndjson')
    const surroundings = { input: new PassThrough(), output, messages, onStop: () => undefined }
    const code = await run(['verify', history], { ...surroundings, isWatched: true, isStopping: () => false })
    expect(code).toBe(0)
    expect((output.read() as Buffer).toString()).toMatch(/events in \d+ streams, no faults\n$/)
    const lines = (messages.read() as Buffer).toString().split('\r').slice(1)
    expect(lines.at(-1)).toBe('\u001b[K')
    const counts = lines.slice(0, -1)
    expect(counts.length).toBeGreaterThan(0)
    for (const line of counts) expect(line.replace('\u001b[K', '')).toMatch(/^\d+ events verified …$/)
  })
})
