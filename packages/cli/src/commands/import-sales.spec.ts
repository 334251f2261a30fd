import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { interrupted, realCommand } from '../real-command.fixtures.js'

const command = realCommand()
// The command is built and started many times.
jest.setTimeout(240_000)
afterAll(command.remove)

const examples = resolve(__dirname, '../../../../examples/importing')
const log = readFileSync(join(examples, 'invoices.csv'), 'utf8')
const mapping = readFileSync(join(examples, 'sales.json'), 'utf8')

beforeAll(() => {
  copyFileSync(join(examples, 'invoices.csv'), command.path('log.csv'))
  copyFileSync(join(examples, 'sales.json'), command.path('sales.json'))
})

const importing = (to: string, from = 'log.csv', by = 'sales.json', ...more: ReadonlyArray<string>) =>
  command.run(['import', from, '--mapping', by, '--to', to, ...more])

it('says what it added and what it left out, and with --strict that is the data’s fault', () => {
  const told =
    'log.csv, line 5: PriceNotAbove0: Price = 0.00\nlog.csv, line 6: CustomerMissing: Customer\n' +
    'shop.ndjson: 42 events added from 8 lines of 4 invoices; 2 lines left out, listed above\n'
  expect(importing('shop.ndjson')).toEqual({ code: 0, output: '', messages: told })
  expect(importing('strict.ndjson', 'log.csv', 'sales.json', '--strict').code).toBe(1)
})

it('takes a log from elsewhere: with a byte order mark, other line ends, compressed', () => {
  writeFileSync(command.path('bom.csv'), `\ufeff${log.replaceAll('\n', '\r\n')}`)
  writeFileSync(command.path('log.csv.gz'), gzipSync(log))
  for (const from of ['bom.csv', 'log.csv.gz']) {
    expect(importing(`${from}.ndjson`, from).code).toBe(0)
    expect(readFileSync(command.path(`${from}.ndjson`), 'utf8')).toBe(readFileSync(command.path('shop.ndjson'), 'utf8'))
  }
})

it('is a wrong command line where the mapping names what is not there', () => {
  const wrong = (name: string, text: string, why: RegExp) => {
    writeFileSync(command.path(name), text)
    const { code, messages } = importing('none.ndjson', 'log.csv', name)
    expect({ code, isTold: why.test(messages) }).toEqual({ code: 2, isTold: true })
  }
  wrong('column.json', mapping.replace('"Customer"', '"Buyer"'), /log\.csv: has no column "Buyer", which the mapping/)
  wrong('misspelt.json', mapping.replace('"sku"', '"skuu"'), /sales\.skuu means nothing there/)
  wrong('currency.json', mapping.replace('"EUR"', '"EUX"'), /currency: expected Currency, got "EUX"/)
  expect(existsSync(command.path('none.ndjson'))).toBe(false)
})

it('takes nothing of a log that is cut off, where that can be seen', () => {
  writeFileSync(command.path('cut.csv.gz'), gzipSync(log).subarray(0, 100))
  writeFileSync(command.path('cut.csv'), `${log}1009,"KETT`)
  for (const from of ['cut.csv.gz', 'cut.csv']) {
    expect({ from, code: importing('none.ndjson', from).code }).toEqual({ from, code: 1 })
  }
  expect(existsSync(command.path('none.ndjson'))).toBe(false)
})

it('goes on where it was interrupted, to the same history', async () => {
  // Every third invoice takes back two of what the one before it sold.
  const rows = Array.from({ length: 900 }, (_, index) => {
    const at = `2025-03-03 ${String(Math.floor(index / 60) % 24).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`
    const customer = `customer ${Math.floor(index / 30)}`
    return index % 3 === 2 ? `C${index},MUG,-2,4.99,${at},${customer}` : `${index},MUG,3,4.99,${at},${customer}`
  })
  writeFileSync(command.path('long.csv'), `${log.split('\n')[0]}\n${rows.join('\n')}\n`)
  const args = ['import', 'long.csv', '--mapping', 'sales.json', '--to', 'long.db']
  const begun = () => existsSync(command.path('long.db-wal')) && statSync(command.path('long.db-wal')).size > 1_000_000
  await interrupted(command, args, begun)
  const rest = command.run(args)
  expect(rest.code).toBe(0)
  expect(rest.messages).toMatch(/^long\.db: \d+ events added from 900 lines of 900 invoices, \d+ were there before\n$/)
  expect(importing('whole.ndjson', 'long.csv').code).toBe(0)
  expect(command.run(['copy', 'long.db', 'long.ndjson']).code).toBe(0)
  const sorted = (name: string) => readFileSync(command.path(name), 'utf8').split('\n').sort()
  expect(sorted('long.ndjson')).toEqual(sorted('whole.ndjson'))
})
