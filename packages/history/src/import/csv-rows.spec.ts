import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { temporaryDirectory } from '../file/history-files.fixtures.js'
import { type CsvRow, csvRows } from './csv-rows.js'

const files = temporaryDirectory()
afterAll(files.remove)

const rowsOf = async (
  content: string | Uint8Array,
  name = 'log.csv',
  delimiter = ',',
): Promise<ReadonlyArray<CsvRow>> => {
  writeFileSync(files.path(name), content)
  const rows: Array<CsvRow> = []
  for await (const batch of csvRows(files.path(name), { delimiter })) {
    if (E.isLeft(batch)) throw new Error(JSON.stringify(batch.left))
    rows.push(...batch.right)
  }
  return rows
}

it('reads fields with delimiters, quotes and line ends within quotes, and tells the line a record begins on', async () => {
  expect(await rowsOf('a,b\r\n"1, ""one""\nand more",2\n\n3,\n')).toEqual([
    { line: 1, values: ['a', 'b'], raw: 'a,b' },
    { line: 2, values: ['1, "one"\nand more', '2'], raw: '"1, ""one""\nand more",2' },
    { line: 5, values: ['3', ''], raw: '3,' },
  ])
})

it('takes a quote within an unquoted field as it stands', async () => {
  expect((await rowsOf('5" pipe,"x"y\n'))[0]?.values).toEqual(['5" pipe', 'xy'])
})

it('reads a compressed log', async () => {
  expect(await rowsOf(gzipSync('a\n1\n'), 'log.csv.gz')).toHaveLength(2)
})

it('reads back any fields that were written by the rules', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'ü', ',', ';', '"', '\n', ' ', '1'), maxLength: 6 })
  const records = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
  const quoted = (text: string): string => (/[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  await fc.assert(
    fc.asyncProperty(records, fc.constantFrom(',', ';'), async (written, delimiter) => {
      const text = written.map((fields) => `${fields.map(quoted).join(delimiter)}\n`).join('')
      const read = await rowsOf(text, 'any.csv', delimiter)
      expect(read.map(({ values }) => values)).toEqual(written)
    }),
  )
})
