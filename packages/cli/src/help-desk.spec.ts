import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { interrupted, realCommand } from './real-command.fixtures.js'

jest.setTimeout(120_000)
const command = realCommand()
afterAll(command.remove)

const text = (name: string): string => readFileSync(command.path(name), 'utf8')
const lines = (): ReadonlyArray<string> => text('desk.ndjson').trimEnd().split('\n')
const succeeds = (...args: ReadonlyArray<string>): string => {
  const { code, output, messages } = command.run(args)
  expect({ code, messages: code === 0 ? '' : messages }).toEqual({ code: 0, messages: '' })
  return output
}

beforeAll(() => {
  succeeds('simulate', '--to', 'desk.ndjson', '--customers', '80', '--until', '2025-03-01')
})

describe('a simulated desk', () => {
  it('is the same for the same seed, in a file, compressed, in a store and on standard output', () => {
    const same = ['--customers', '80', '--until', '2025-03-01']
    succeeds('simulate', '--to', 'again.ndjson.gz', ...same)
    expect(gunzipSync(readFileSync(command.path('again.ndjson.gz'))).toString()).toBe(text('desk.ndjson'))
    expect(succeeds('simulate', '--to', '-', ...same)).toBe(text('desk.ndjson'))
    succeeds('simulate', '--to', 'again.db', ...same)
    expect(succeeds('copy', 'again.db', '-')).toBe(text('desk.ndjson'))
  })

  it('has other figures for another seed', () => {
    succeeds('simulate', '--to', 'other.ndjson', '--seed', '2', '--customers', '80', '--until', '2025-03-01')
    const figuresOf = (history: string): unknown => JSON.parse(succeeds('replay', history, '--format', 'json')).figures
    expect(figuresOf('other.ndjson')).not.toEqual(figuresOf('desk.ndjson'))
    expect(succeeds('verify', 'other.ndjson')).toMatch(/no faults\n$/)
  })
})

describe('copy', () => {
  it('brings a history through a store and back byte for byte, unknown types among it', () => {
    const foreign = JSON.stringify({
      stream: 'robot-00000000-0000-4000-8000-000000000001',
      revision: 0,
      type: 'RobotWokeUp',
      data: { a: { nested: 'ünïcödé \u2028' }, b: [], zeal: 0.1 },
      metadata: { eventId: '00000000-0000-4000-8000-000000000002', mood: null },
    })
    writeFileSync(
      command.path('mixed.ndjson'),
      `${[...lines().slice(0, 50), foreign, ...lines().slice(50)].join('\n')}\n`,
    )
    succeeds('copy', 'mixed.ndjson', 'mixed.db')
    succeeds('copy', 'mixed.db', 'back.ndjson')
    expect(text('back.ndjson')).toBe(text('mixed.ndjson'))
  })

  it('goes on where it was broken off, and does nothing where nothing is missing', () => {
    writeFileSync(command.path('half.ndjson'), `${lines().slice(0, 100).join('\n')}\n`)
    succeeds('copy', 'half.ndjson', 'half.db')
    const rest = lines().length - 100
    expect(command.run(['copy', 'desk.ndjson', 'half.db']).messages).toBe(
      `half.db: ${rest} events copied, 100 were there before\n`,
    )
    expect(command.run(['copy', 'desk.ndjson', 'half.db']).messages).toBe(
      `half.db: 0 events copied, ${lines().length} were there before\n`,
    )
  })

  it('refuses to mix two histories, and leaves the target as it is', () => {
    succeeds('simulate', '--to', 'foreign.ndjson', '--seed', '9', '--customers', '20')
    const before = text('foreign.ndjson')
    const { code, messages } = command.run(['copy', 'desk.ndjson', 'foreign.ndjson'])
    expect(code).toBe(1)
    expect(messages).toMatch(/^aftersale: foreign\.ndjson, line 1: holds another history: .*; nothing was copied\n$/)
    expect(text('foreign.ndjson')).toBe(before)
    expect(command.besides('foreign.ndjson')).toEqual([])
  })
})

describe('replay', () => {
  const replayed = (...args: ReadonlyArray<string>) => JSON.parse(succeeds('replay', ...args, '--format', 'json'))

  it('answers as JSON, in a fixed shape', () => {
    const answer = replayed(
      'desk.ndjson',
      '--metric',
      'first-contact-resolution',
      '--from',
      '2025-01-01',
      '--until',
      '2025-02-01',
    )
    expect(Object.keys(answer)).toEqual(['history', 'events', 'asOf', 'zone', 'timeZoneData', 'figures'])
    expect(answer).toMatchObject({
      history: 'desk.ndjson',
      events: lines().length,
      zone: 'UTC',
      timeZoneData: process.versions.tz,
    })
    const recorded = lines().map(
      (line) => (JSON.parse(line) as { metadata: { recordedAt: string } }).metadata.recordedAt,
    )
    expect(answer.asOf).toBe([...recorded].sort().at(-1)?.replace('.000Z', 'Z'))
    const [gross] = answer.figures
    expect(Object.keys(gross)).toEqual([
      'metric',
      'variant',
      'segment',
      'value',
      'numerator',
      'denominator',
      'pending',
      'excluded',
      'unit',
      'parameters',
    ])
    expect(gross).toMatchObject({
      metric: 'first-contact-resolution',
      variant: 'gross',
      segment: {},
      unit: 'ratio',
      parameters: { window: 'P7D', from: '2025-01-01', until: '2025-02-01' },
    })
    expect(gross.value).toBe(gross.numerator / gross.denominator)
  })

  it('gives the same figures from a file, from a store, from standard input and in any zone of the machine', () => {
    succeeds('copy', 'desk.ndjson', 'figures.db')
    const { history: _name, ...answer } = replayed('desk.ndjson')
    const others = [
      command.run(['replay', 'figures.db', '--format', 'json'], { environment: { TZ: 'Pacific/Auckland' } }),
      command.run(['replay', 'desk.ndjson', '--format', 'json'], {
        environment: { TZ: 'America/New_York', LANG: 'tr_TR' },
      }),
      command.run(['replay', '-', '--format', 'json'], { input: text('desk.ndjson') }),
    ]
    for (const { output } of others) {
      const { history: _otherName, ...other } = JSON.parse(output)
      expect(other).toEqual(answer)
    }
  })

  it('tells figures apart, and counts each case in one of them', () => {
    const whole = replayed('desk.ndjson', '--metric', 'issues').figures[0]
    const parts = replayed(
      'desk.ndjson',
      '--metric',
      'issues',
      '--by',
      'channel,month',
      '--zone',
      'Europe/Berlin',
    ).figures
    expect(parts.length).toBeGreaterThan(3)
    expect(Object.keys(parts[0].segment)).toEqual(['channel', 'month'])
    const sum = parts.reduce((total: number, { value }: { value: number }) => total + value, 0)
    expect(sum).toBe(whole.value)
  })

  it('answers as of a day in the past with what was known by then', () => {
    const then = replayed('desk.ndjson', '--as-of', '2025-01-20T00:00:00Z')
    expect(then.asOf).toBe('2025-01-20T00:00:00Z')
    writeFileSync(
      command.path('then.ndjson'),
      lines()
        .filter(
          (line) =>
            (JSON.parse(line) as { metadata: { recordedAt: string } }).metadata.recordedAt <=
            '2025-01-20T00:00:00.000Z',
        )
        .map((line) => `${line}\n`)
        .join(''),
    )
    const known = replayed('then.ndjson', '--as-of', '2025-01-20T00:00:00Z')
    expect({ ...then, history: '' }).toEqual({ ...known, history: '' })
    expect(then.events).toBeLessThan(lines().length)
  })

  it('measures in business time where it is given the hours', () => {
    const day = [{ from: '09:00', until: '17:00' }]
    writeFileSync(
      command.path('hours.json'),
      JSON.stringify({
        calendarId: 'office',
        version: 1,
        zone: 'Europe/Berlin',
        weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
        holidays: [],
      }),
    )
    const { figures } = replayed('desk.ndjson', '--metric', 'average-resolution-time', '--calendar', 'hours.json')
    const valueOf = (wanted: string): number =>
      figures.find(({ variant }: { variant: string }) => variant === wanted)?.value ?? Number.NaN
    expect(valueOf('first-business-mean')).toBeLessThan(valueOf('first-calendar-mean'))
  })

  it('answers as a table, as Markdown and as CSV', () => {
    const args = ['replay', 'desk.ndjson', '--metric', 'issues,reopened-issues', '--by', 'channel', '--format']
    expect(succeeds(...args, 'table')).toMatch(/│ issues +│ count +│ email +│ +\d+ │/)
    expect(succeeds(...args, 'markdown')).toMatch(
      /\n\| figure \| variant \| channel \| value \| counted \| of \| pending \| left out \|\n/,
    )
    const csv = succeeds(...args, 'csv').split('\n')
    expect(csv[0]).toBe('metric,variant,channel,value,unit,numerator,denominator,pending,excluded,parameters')
    expect(csv[1]).toMatch(/^issues,count,[a-z]+,\d+,count,\d+,\d+,\d+,/)
  })
})

describe('explain', () => {
  it('tells an event with the rules behind it', () => {
    const line = lines().findIndex((one) => one.includes('"type":"SlaBreached"'))
    const event = JSON.parse(lines()[line] ?? '') as { stream: string; revision: number; metadata: { eventId: string } }
    const told = succeeds('explain', 'desk.ndjson', event.metadata.eventId)
    expect(told).toContain(`SlaBreached ${event.metadata.eventId}`)
    expect(told).toContain(`${event.stream}@${event.revision} (desk.ndjson, line ${line + 1})`)
    expect(told).toMatch(/Rules applied:\n {4}[a-z-]+: /)
    expect(told).toContain('(retail-desk, version 1)')
    expect(succeeds('explain', 'desk.ndjson', event.metadata.eventId.toUpperCase())).toBe(told)
  })

  it('names the segments there are where there is none of that name', () => {
    const { code, messages } = command.run(['explain', 'desk.ndjson', 'issues[channel=pigeon]'])
    expect(code).toBe(2)
    expect(messages).toMatch(/there is no such segment in this history; segments: .*\[channel=email\]/)
  })

  it('tells the story of a stream', () => {
    const { stream } = JSON.parse(lines()[0] ?? '') as { stream: string }
    const told = succeeds('explain', 'desk.ndjson', stream).split('\n')
    expect(told[0]).toBe(stream)
    expect(told[1]).toMatch(/^ {3}0 {2}2025-01-\d\dT[\d:.]+Z {2}ServiceTicketOpened: /)
  })

  it('tells the events that each side of a figure was counted from', () => {
    const told = succeeds('explain', 'desk.ndjson', 'reopened-issues/count[channel=email]')
    const heading = /^reopened-issues\/count\[channel=email\]: (\d+) \(\1 of \d+/.exec(told)
    const [, counted = ''] = /\n {2}counted:\n((?: {4}.*\n)+)/.exec(told) ?? []
    const line = /^ {4}2025-\d\d-\d\dT[\d:.]+Z {2}[A-Za-z]+ {2}serviceTicket-[0-9a-f-]{36}@\d+ {2}[0-9a-f-]{36}$/
    expect(
      counted
        .trimEnd()
        .split('\n')
        .every((one) => line.test(one)),
    ).toBe(true)
    const reopened = counted.split('\n').filter((one) => one.includes('  ServiceTicketReopened  '))
    expect(new Set(reopened.map((one) => /serviceTicket-[0-9a-f-]{36}/.exec(one)?.[0])).size).toBe(Number(heading?.[1]))
    const again = succeeds('explain', 'desk.ndjson', 'reopened-issues/count[channel=email]')
    expect(again).toBe(told)
  })
})

describe('a command that is stopped', () => {
  it('ends without a word when nobody reads its output any more', async () => {
    const child = spawn(process.execPath, [command.script, 'copy', 'desk.ndjson', '-'], {
      cwd: command.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let messages = ''
    child.stderr.on('data', (chunk: Buffer) => {
      messages += chunk.toString()
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
  })

  it('leaves no half-written file behind at Ctrl-C, and says so', async () => {
    const args = ['simulate', '--to', 'stopped.ndjson', '--customers', '5000', '--until', '2026-01-01']
    const isWriting = (): boolean => command.besides('stopped.ndjson').length > 0
    const { code, messages } = await interrupted(command, args, isWriting)
    expect({ code, messages }).toEqual({ code: 130, messages: '\nStopped; stopped.ndjson is as it was before.\n' })
    expect(existsSync(command.path('stopped.ndjson'))).toBe(false)
    expect(command.besides('stopped.ndjson')).toEqual([])
  })
})
