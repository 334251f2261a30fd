import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { run } from './command-line.js'

const directory = mkdtempSync(join(tmpdir(), 'aftersale-command-line-'))
const desk = join(directory, 'desk.ndjson')
beforeAll(() => writeFileSync(desk, ''))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const running = async (args: ReadonlyArray<string>) => {
  const output = new PassThrough()
  const messages = new PassThrough()
  const code = await run(args, {
    input: new PassThrough(),
    output,
    messages,
    isWatched: false,
    onStop: () => undefined,
    isStopping: () => false,
  })
  return { code, output: textOf(output), messages: textOf(messages) }
}
const textOf = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? ''

describe('a command line that is wrong', () => {
  it.each([
    [['replay', desk, '--colour'], "unknown option '--colour'"],
    [['repaly'], "unknown command 'repaly'"],
    [['replay'], "missing required argument 'history'"],
    [['replay', desk, '--metric', 'happiness'], '--metric happiness: not one of issues, '],
    [['replay', desk, '--by', 'mood'], '--by mood: not one of channel, '],
    [['replay', desk, '--key', 'hat'], '--key hat: not one of customer, '],
    [['replay', desk, '--zone', 'Berlin'], '--zone Berlin: not a time zone'],
    [['replay', desk, '--from', '2025-02-30'], '--from 2025-02-30: there is no such day'],
    [['replay', desk, '--until', 'soon'], '--until soon: not an instant'],
    [['replay', desk, '--as-of', 'yesterday'], '--as-of yesterday: not an instant'],
    [['replay', desk, '--as-of', '2025-02-31T00:00:00Z'], '--as-of 2025-02-31T00:00:00Z: there is no such instant'],
    [['replay', desk, '--from', '2025-02-31T00:00:00Z'], '--from 2025-02-31T00:00:00Z: there is no such instant'],
    [['replay', desk, '--from', '2025-03-01', '--until', '2025-02-01'], '--from 2025-03-01: after --until 2025-02-01'],
    [['replay', desk, '--metric', ''], '--metric: nothing is named'],
    [['replay', desk, '--by', ','], '--by: nothing is named'],
    [
      ['replay', desk, '--metric', 'issues', 'other.db'],
      '--metric other.db: not a figure; a history stands before --m',
    ],
    [['replay', '--metric', 'issues', desk], 'a history stands before --metric'],
    [['replay', desk, '--window', 'P1M'], '--window P1M: not a window such as P7D or PT12H'],
    [['replay', desk, '--calendar', desk], "can't be read"],
    [['replay', desk, '--format', 'xml'], 'Allowed choices are table, json, csv, markdown'],
    [['replay', desk, '--max-line', 'long'], 'A size is a number of bytes'],
    [['explain', desk, 'first-contact-resolution[channel]'], 'channel is not of the form channel=phone'],
    [['explain', desk, 'What?'], 'neither an event id, nor a stream, nor a figure'],
    [['explain', desk, 'happiness'], 'figure happiness: not one of issues, '],
    [['explain', desk, 'issues[mood=good]'], 'dimension mood: not one of channel, '],
    [['explain', desk, 'issues', '--window', 'P1M'], '--window P1M: not a window'],
    [['import', '-', '--mapping', 'servicenow', '--to', 'new.ndjson'], '-: a log is not read from standard input'],
    [['explain', desk, '00000000-0000-4000-8000-000000000000'], 'holds no event with the id'],
    [['explain', desk, 'issues/by-weight'], 'there is no such figure in this history; variants: count'],
    [['simulate', '--to', 'new.ndjson', '--seed', 'x'], 'It must be a whole number from 0 on'],
    [['simulate', '--to', 'new.ndjson', '--from', '2025-02-01', '--until', '2025-02-01'], 'not after --from'],
    [['copy', desk, desk], "can't be copied onto itself"],
    [['verify', 'desk.txt'], 'or begins with esdb:// or esdb+discover://'],
    [['import', 'log.csv', '--to', 'new.ndjson'], "required option '--mapping <name or file>' not specified"],
  ])('is refused with a word about it: %j', async (args, told) => {
    const { code, output, messages } = await running(args)
    expect({ code, output }).toEqual({ code: 2, output: '' })
    expect(messages).toContain(told)
    expect(messages).not.toMatch(/^\s+at /m)
  })
})

describe('help', () => {
  it.each([[], ['import'], ['simulate'], ['replay'], ['explain'], ['verify'], ['copy']])(
    'is given, with an example for each command: %s',
    async (...command: ReadonlyArray<string>) => {
      const { code, output } = await running([...command, '--help'])
      expect(code).toBe(0)
      expect(output).toContain('Usage: aftersale')
      if (command.length > 0) expect(output).toMatch(new RegExp(`Example:\n  aftersale ${command[0]} `))
    },
  )

  it('names every kind of history there is', async () => {
    const { output } = await running(['--help'])
    const named = output.slice(output.indexOf('A history is one of'))
    for (const word of ['path.ndjson', 'path.ndjson.gz', '-', 'path.db', 'esdb://…', 'esdb+discover://…']) {
      expect(named.split(/,? +|\n/)).toContain(word)
    }
  })

  it.each([
    ['import', "turn somebody else's log into events; what the rules refuse is listed with line, reason and value"],
    ['simulate', 'write the history of a shop and its help desk that never were, seeded'],
  ])('speaks of the shop as of the desk: %s', async (command, told) => {
    const { output } = await running([command, '--help'])
    expect(output.replace(/\s+/g, ' ')).toContain(told)
  })
})

describe('an empty history', () => {
  it('has figures that measured nothing, never 0 for a share', async () => {
    const { code, output } = await running(['replay', desk, '--format', 'json', '--metric', 'first-contact-resolution'])
    expect(code).toBe(0)
    const answer = JSON.parse(output)
    expect({ events: answer.events, asOf: answer.asOf }).toEqual({ events: 0, asOf: null })
    expect(answer.figures.find(({ variant }: { variant: string }) => variant === 'gross')).toEqual({
      metric: 'first-contact-resolution',
      variant: 'gross',
      segment: {},
      value: null,
      numerator: 0,
      denominator: 0,
      pending: 0,
      excluded: expect.any(Object),
      unit: 'ratio',
      parameters: { window: 'P7D' },
    })
  })
})
