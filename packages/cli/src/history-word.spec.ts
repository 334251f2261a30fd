import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { HistoryEvent } from '@aftersale/history'
import { eventIdOf } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { failureOfFinishing } from './exit-code.js'
import { type OpenTarget, openTarget } from './history-word.js'

const directory = mkdtempSync(join(tmpdir(), 'aftersale-history-word-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const opened = async (word: string): Promise<OpenTarget> => {
  const target = await openTarget(word, {
    input: new PassThrough(),
    output: new PassThrough(),
    messages: new PassThrough(),
    isWatched: false,
    onStop: () => undefined,
    isStopping: () => false,
  })
  if (E.isLeft(target)) throw new Error(target.left.message)
  return target.right
}

/** Of a stream of its own for each `id`, a digit. */
const event = (id: number, revision: number, commandId: string): HistoryEvent => {
  const stream = `serviceTicket-00000000-0000-4000-8000-00000000000${id}`
  return {
    stream,
    revision,
    type: 'SomethingForeign',
    data: {},
    metadata: { eventId: eventIdOf(stream, commandId, 0), commandId },
  }
}

describe('a store that two commands fill at the same time', () => {
  it('is refused to the second where both began it, though their streams differ', async () => {
    const word = join(directory, 'new.db')
    const [one, other] = [await opened(word), await opened(word)]
    await one.target.write([event(1, 0, 'one')])()
    await other.target.write([event(2, 0, 'other')])()
    expect(await failureOfFinishing(one.target)).toBeUndefined()
    expect(await failureOfFinishing(other.target)).toEqual({
      message: `${word}: can't be used (another command wrote there at the same time)`,
      exitCode: 3,
    })
    expect(await other.giveUp()).toBeUndefined()
    await one.close()
  })

  it('is refused to the second where both go on with one stream', async () => {
    const word = join(directory, 'before.db')
    const first = await opened(word)
    await first.target.write([event(1, 0, 'first')])()
    expect(await failureOfFinishing(first.target)).toBeUndefined()
    await first.close()
    const [one, other] = [await opened(word), await opened(word)]
    await one.target.write([event(1, 1, 'one')])()
    await other.target.write([event(1, 1, 'other')])()
    expect(await failureOfFinishing(one.target)).toBeUndefined()
    expect(await failureOfFinishing(other.target)).toEqual({
      message: `${word}: another command wrote there at the same time (${event(1, 0, '').stream})`,
      exitCode: 3,
    })
    expect(await other.giveUp()).toBeUndefined()
    await one.close()
  })
})
