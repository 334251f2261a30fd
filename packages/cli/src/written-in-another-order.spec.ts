import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HistoryEvent } from '@aftersale/history'
import { type CommandResult, realCommand } from './real-command.fixtures.js'

const command = realCommand()
afterAll(command.remove)

const golden = join(__dirname, '..', '..', '..', 'examples', 'golden-history', 'history.ndjson')
const events = readFileSync(golden, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as HistoryEvent & { readonly metadata: object })

/** Its metadata first: no reader sees at a glance what it says. */
const otherwise = ({ metadata, ...others }: HistoryEvent): string => JSON.stringify({ metadata, ...others })

const replayed = (lines: ReadonlyArray<string>, options: ReadonlyArray<string>): CommandResult => {
  writeFileSync(command.path('history.ndjson'), `${lines.join('\n')}\n`)
  return command.run(['replay', 'history.ndjson', '--format', 'json', ...options])
}

type Change = (event: HistoryEvent & { readonly metadata: object }, index: number) => object

describe('a history is replayed as it is, whatever order its keys are written in', () => {
  it.each<[string, number, Change, ReadonlyArray<string>]>([
    ['as it stands', 0, (event) => event, []],
    ['as of a day in it', 0, (event) => event, ['--as-of', '2025-06-10T00:00:00Z']],
    [
      'with events of an unknown type',
      0,
      (event, index) => (index % 9 === 8 ? { ...event, type: 'Foreign' } : event),
      [],
    ],
    [
      'with an event of a later program',
      1,
      ({ metadata, ...event }, index) => ({
        ...event,
        metadata: index === 5 ? { ...metadata, schemaVersion: 99 } : metadata,
      }),
      [],
    ],
    ['with data that is none', 1, (event, index) => (index === 7 ? { ...event, data: {} } : event), []],
    ['with a revision missing', 1, (event, index) => (index === 7 ? { ...event, revision: 70 } : event), []],
  ])('%s', (_what, code, change, options) => {
    const changed = events.map(change) as Array<HistoryEvent>
    const inOrder = replayed(
      changed.map((event) => JSON.stringify(event)),
      options,
    )
    expect(inOrder.code).toBe(code)
    expect(inOrder.output + inOrder.messages).not.toBe('')
    expect(replayed(changed.map(otherwise), options)).toEqual(inOrder)
  })
})
