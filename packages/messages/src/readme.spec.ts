import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as t from 'io-ts'
import * as messages from './index.js'

it('prints what the README says its examples print', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
  const example = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block).join('\n')
  const expected = [...example.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, line]) => line)
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const printed: Array<string> = []
  const log = (line: unknown) => printed.push(String(line))
  runInNewContext(code, { require: (name: string) => (name === 'io-ts' ? t : messages), module: {}, console: { log } })
  expect(printed).toEqual(expected)
  expect(printed).toHaveLength(8)
})
