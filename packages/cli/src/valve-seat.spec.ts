import { statSync } from 'node:fs'
import { realCommand } from './real-command.fixtures.js'
import { describeWith, valveSeatLog } from './real-logs.fixtures.js'

// The command is built and started many times.
jest.setTimeout(240_000)

interface FigureRead {
  readonly variant: string
  readonly value: number | null
  readonly exact?: string
  readonly numerator: number | null
  readonly denominator: number
  readonly pending: number
  readonly excluded: Readonly<Record<string, number>>
}

describeWith(valveSeatLog)('the log of valve seats on 41 diesel engines', () => {
  const command = realCommand()
  afterAll(command.remove)
  const toHistory = ['import', valveSeatLog, '--mapping', 'valve-seat', '--to', 'engines.ndjson']
  const asked = (...question: ReadonlyArray<string>): ReadonlyArray<FigureRead> => {
    const { code, output, messages } = command.run(['replay', 'engines.ndjson', '--format', 'json', ...question])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    return JSON.parse(output).figures
  }

  it('becomes units, their repairs and the ends of their observation, with nothing left out', () => {
    // 41 registered, 48 repaired, 41 watched no longer.
    expect(command.run(toHistory)).toEqual({
      code: 0,
      output: '',
      messages: 'engines.ndjson: 130 events added from 89 lines of 41 units\n',
    })
  })

  it('gives the mean cumulative repairs that are known from elsewhere, by days of use', () => {
    const figures = asked('--metric', 'mean-cumulative-repairs', '--days', '139,404,581,653')
    expect(
      figures
        .filter(({ variant }) => variant.startsWith('mean-'))
        .map(({ variant, value, denominator }) => [variant, value?.toFixed(4), denominator]),
    ).toEqual([
      ['mean-day-139', '0.2195', 41],
      ['mean-day-404', '0.6835', 41],
      ['mean-day-581', '0.9849', 41],
      ['mean-day-653', '1.5427', 41],
    ])
    // Nobody had stopped watching any of them by day 139: nine repairs among 41.
    expect(figures[0]?.exact).toBe('9/41')
    const [byWindow] = asked('--metric', 'mean-cumulative-repairs', '--window', 'P653D')
    expect(byWindow?.value?.toFixed(4)).toBe('1.5427')
  })

  it.each([
    ['P7D', 3],
    ['P30D', 5],
    ['P90D', 9],
    ['P365D', 22],
  ])('finds of its 48 repairs within %s of the one before %d', (window, repeats) => {
    const figures = asked('--metric', 'repeat-share', '--window', window)
    const backward = figures.find(({ variant }) => variant === 'repairs-backward')
    expect(backward).toMatchObject({ numerator: repeats, denominator: 48, pending: 0, excluded: {} })
  })

  it('says nothing of repairs after which nobody watched long enough', () => {
    const figures = asked('--metric', 'repeat-service-rate', '--window', 'P90D')
    const forward = figures.find(({ variant }) => variant === 'repairs-forward')
    const { numerator, denominator = 0, pending, excluded = {} } = forward ?? {}
    expect({ numerator, pending }).toEqual({ numerator: 9, pending: 0 })
    expect(denominator + (excluded['no-longer-watched'] ?? 0)).toBe(48)
    expect(excluded['no-longer-watched']).toBeGreaterThan(0)
  })

  it('has no faults', () => {
    expect(command.run(['verify', 'engines.ndjson'])).toEqual({
      code: 0,
      output: 'engines.ndjson: 130 events in 41 streams, no faults\n',
      messages: '',
    })
  })

  it('adds nothing when it is imported a second time', () => {
    const before = statSync(command.path('engines.ndjson'))
    const again = command.run(toHistory)
    expect(again).toEqual({
      code: 0,
      output: '',
      messages: 'engines.ndjson: 0 events added from 89 lines of 41 units, 130 were there before\n',
    })
    expect(statSync(command.path('engines.ndjson'))).toMatchObject({
      ino: before.ino,
      size: before.size,
      mtimeMs: before.mtimeMs,
    })
  })
})
