import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { realServer, startWireDouble } from '@aftersale/wire-double'
import { realCommand, runBeside } from './real-command.fixtures.js'
import { describeWith, servicenowLog } from './real-logs.fixtures.js'

jest.setTimeout(600_000)

interface FigureRead {
  readonly metric: string
  readonly variant: string
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number
}

const HOUR = 3600

const real = realServer()
/** EventStoreDB, as the double stands in for it, and itself where there is one that may be emptied. */
const servers = [
  { name: 'EventStoreDB, on the wire double', start: () => startWireDouble() },
  ...(real === undefined
    ? []
    : [
        {
          name: real.name,
          start: async () => {
            await real.emptied()
            return { connectionString: real.connectionString, stop: async () => undefined }
          },
        },
      ]),
]

describeWith(servicenowLog)('the ServiceNow log of 141,712 rows', () => {
  const command = realCommand()
  afterAll(command.remove)

  const figures = (...options: ReadonlyArray<string>): ReadonlyArray<FigureRead> => {
    const { code, output, messages } = command.run(['replay', 'incidents.ndjson', '--format', 'json', ...options])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    return JSON.parse(output).figures
  }
  const inHours = (of: ReadonlyArray<FigureRead>, metric: string, variant: string) => {
    const { value, denominator } = of.find(
      (figure) => figure.metric === metric && figure.variant === variant,
    ) as FigureRead
    return { hours: Number(((value ?? Number.NaN) / HOUR).toFixed(4)), of: denominator }
  }
  const counted = (of: ReadonlyArray<FigureRead>, metric: string) =>
    of.find((figure) => figure.metric === metric)?.numerator

  it('becomes events but for five rows, which are listed by line, reason and value, and kept', () => {
    const args = [
      'import',
      servicenowLog,
      '--mapping',
      'servicenow',
      '--to',
      'incidents.ndjson',
      '--rejects',
      'left-out.csv',
    ]
    const { code, output, messages } = command.run(args)
    expect({ code, output }).toEqual({ code: 0, output: '' })
    expect(messages.trimEnd().split('\n')).toEqual([
      ...[115643, 115644, 124509, 124510, 124511].map(
        (line) => `${servicenowLog}, line ${line}: StateNotKnown: incident_state = -100`,
      ),
      'incidents.ndjson: 156761 events added from 141712 lines of 24918 tickets; 5 lines left out, kept in left-out.csv',
    ])
    const kept = readFileSync(command.path('left-out.csv'), 'utf8').trimEnd().split('\n')
    expect(kept).toHaveLength(6)
    expect(kept[0]).toMatch(/^number,incident_state,/)
    expect(kept.slice(1).every((line) => /^INC\d+,-100,/.test(line))).toBe(true)
  })

  it('gives the figures that are known from elsewhere', () => {
    const all = figures()
    expect(counted(all, 'issues')).toBe(24_918)
    expect(counted(all, 'reopenings')).toBe(331)
    expect(counted(all, 'reopened-issues')).toBe(275)
    expect(counted(all, 'never-resolved')).toBe(13)
    expect(counted(all, 'untouched-issues')).toBe(15_255)
    expect(inHours(all, 'time-to-close', 'calendar-mean')).toEqual({ hours: 315.3286, of: 24_918 })
    expect(inHours(all, 'time-to-close', 'calendar-median')).toEqual({ hours: 145.8667, of: 24_918 })
    expect(inHours(all, 'average-resolution-time', 'first-calendar-mean')).toEqual({ hours: 162.9236, of: 24_905 })
    expect(inHours(all, 'average-resolution-time', 'first-calendar-median')).toEqual({ hours: 13.8833, of: 24_905 })
    expect(inHours(all, 'average-resolution-time', 'full-calendar-mean')).toEqual({ hours: 165.4087, of: 24_905 })
    expect(inHours(all, 'average-resolution-time', 'full-calendar-median')).toEqual({ hours: 15.15, of: 24_905 })
  })

  it.each([
    ['P7D', 'customer', 12_200],
    ['P30D', 'customer', 18_095],
    ['P7D', 'customer,subcategory', 4_516],
    ['P30D', 'customer,subcategory', 7_290],
  ])('has the known repeats within %s by %s', (window, key, repeats) => {
    const found = figures('--metric', 'repeat-contact', '--window', window, '--key', key)
    expect(counted(found, 'repeat-contact')).toBe(repeats)
  })

  it('gives the same figures from a store, and in any time zone of the machine', () => {
    const inStore = command.run(['copy', 'incidents.ndjson', 'incidents.db'])
    expect(inStore.messages).toBe('incidents.db: 156761 events copied\n')
    const answerOf = (history: string, TZ: string) => {
      const { history: _name, ...answer } = JSON.parse(
        command.run(['replay', history, '--format', 'json'], { environment: { TZ } }).output,
      )
      return answer
    }
    const inUtc = answerOf('incidents.ndjson', 'UTC')
    expect(inUtc.asOf).toBe('2017-02-18T15:00:00Z')
    expect(answerOf('incidents.db', 'Pacific/Auckland')).toEqual(inUtc)
    expect(answerOf('incidents.ndjson', 'America/New_York')).toEqual(inUtc)
  })

  it.each(servers)('gives the same figures from $name', async ({ start }) => {
    const { connectionString, stop } = await start()
    const { code: copied, messages } = await runBeside(command, ['copy', 'incidents.ndjson', connectionString])
    expect({ copied, messages }).toEqual({ copied: 0, messages: expect.stringMatching(/: 156761 events copied\n$/) })
    const { code, output } = await runBeside(command, ['replay', connectionString, '--format', 'json'])
    expect(code).toBe(0)
    const inFile = command.run(['replay', 'incidents.ndjson', '--format', 'json'])
    expect({ ...JSON.parse(output), history: '' }).toEqual({ ...JSON.parse(inFile.output), history: '' })
    await stop()
  })

  it('gives other figures for exactly the case of which an event is deleted', () => {
    const lines = readFileSync(command.path('incidents.ndjson'), 'utf8').trimEnd().split('\n')
    // The first incident of the log, INC0000045, was opened on 29 February 2016 at 01:16 and closed on 5 March at 12:00.
    const closing = lines.findIndex((line) => line.includes('"type":"ServiceTicketClosed"'))
    expect(lines[closing + 1]).toContain('"type":"ServiceTicketOpened"')
    writeFileSync(command.path('less.ndjson'), `${lines.filter((_, index) => index !== closing).join('\n')}\n`)
    const read = (history: string): ReadonlyArray<FigureRead> =>
      JSON.parse(command.run(['replay', history, '--format', 'json']).output).figures
    const before = read('incidents.ndjson')
    const after = read('less.ndjson')
    const changed = before.filter((figure, index) => JSON.stringify(figure) !== JSON.stringify(after[index]))
    expect(changed.map(({ metric, variant }) => `${metric} ${variant}`)).toEqual([
      'time-to-close calendar-mean',
      'time-to-close calendar-median',
    ])
    const sum = (of: ReadonlyArray<FigureRead>): number =>
      of.find(({ metric, variant }) => metric === 'time-to-close' && variant === 'calendar-mean')?.numerator ??
      Number.NaN
    expect(sum(before) - sum(after)).toBe((5 * 24 + 10) * HOUR + 44 * 60)
  })

  it('has no faults', () => {
    expect(command.run(['verify', 'incidents.ndjson'])).toEqual({
      code: 0,
      output: 'incidents.ndjson: 156761 events in 24918 streams, no faults\n',
      messages: '',
    })
  })

  it('adds nothing when it is imported a second time', () => {
    const before = statSync(command.path('incidents.ndjson'))
    const again = command.run(['import', servicenowLog, '--mapping', 'servicenow', '--to', 'incidents.ndjson'])
    expect(again.code).toBe(0)
    expect(again.messages).toContain(
      'incidents.ndjson: 0 events added from 141712 lines of 24918 tickets, 156761 were there before; 5 lines left out',
    )
    expect(statSync(command.path('incidents.ndjson'))).toMatchObject({
      ino: before.ino,
      size: before.size,
      mtimeMs: before.mtimeMs,
    })
  })
})
