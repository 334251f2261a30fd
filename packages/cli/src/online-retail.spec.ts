import { statSync } from 'node:fs'
import { realCommand } from './real-command.fixtures.js'
import { describeWith, onlineRetailLog } from './real-logs.fixtures.js'

// A year of a retailer: every invoice is a purchase, every line of a credit note a return, each decided for real.
jest.setTimeout(1_800_000)

interface FigureRead {
  readonly metric: string
  readonly variant: string
  readonly value: number | null
  readonly currency?: string
}

describeWith(onlineRetailLog)('the Online Retail log of 525,461 rows', () => {
  const command = realCommand()
  afterAll(command.remove)
  const toHistory = ['import', onlineRetailLog, '--mapping', 'online-retail', '--to', 'retail.ndjson']

  it('becomes purchases and returns, and what can not be taken is listed by line, reason and value', () => {
    const { code, output, messages } = command.run(toHistory)
    expect({ code, output }).toEqual({ code: 0, output: '' })
    const told = messages.trimEnd().split('\n')
    const reasons = new Map<string, number>()
    for (const line of told.slice(0, -1)) {
      const reason = line.slice(onlineRetailLog.length).split(': ')[1] ?? line
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    expect(Object.fromEntries(reasons)).toEqual({ CustomerMissing: 107_927, PriceNotAbove0: 31 })
    expect(told.at(-1)).toMatch(
      /^retail\.ndjson: \d+ events added from 525461 lines of 23585 invoices; 107958 lines left out, listed above$/,
    )
  })

  it('gives the figures that are known from elsewhere, from the history alone', () => {
    const metrics = ['--metric', 'purchases', 'return-requests', 'refunds']
    const { code, output, messages } = command.run(['replay', 'retail.ndjson', '--format', 'json', ...metrics])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    const figures: ReadonlyArray<FigureRead> = JSON.parse(output).figures
    const read = Object.fromEntries(figures.map(({ metric, variant, value }) => [`${metric} ${variant}`, value]))
    expect(read).toEqual({
      'purchases count': 19_213,
      'purchases lines': 407_664,
      'purchases units': 5_538_354,
      'purchases value-GBP': 883_200_326,
      'return-requests lines': 9_839,
      'return-requests requests': 4_372,
      'return-requests accepted-whole': 8_009,
      'return-requests accepted-in-part': 79,
      'return-requests refused': 1_751,
      'return-requests refused-never-bought': 1_697,
      'return-requests refused-nothing-left': 54,
      'return-requests exceeds-what-is-left': 133,
      'return-requests units-accepted': 197_929,
      'return-requests units-in-excess': 1_268,
      'return-requests customers-and-products-in-excess': 115,
      'return-requests drawn-on-several-lines': 147,
      'return-requests drawn-on-several-purchases': 117,
      'refunds count': 8_227,
      'refunds median': 0,
      'refunds value-GBP': 31_583_209,
    })
  })

  it('has no faults: no unit came back twice, and no purchase paid back more than it took', () => {
    const { code, output, messages } = command.run(['verify', 'retail.ndjson'])
    expect({ code, messages }).toEqual({ code: 0, messages: '' })
    expect(output).toMatch(/^retail\.ndjson: \d+ events in 29052 streams, no faults\n$/)
  })

  it('adds nothing when it is imported a second time', () => {
    const before = statSync(command.path('retail.ndjson'))
    const again = command.run(toHistory)
    expect(again.code).toBe(0)
    expect(again.messages).toContain('retail.ndjson: 0 events added from 525461 lines of 23585 invoices')
    expect(statSync(command.path('retail.ndjson'))).toMatchObject({
      ino: before.ino,
      size: before.size,
      mtimeMs: before.mtimeMs,
    })
  })
})
