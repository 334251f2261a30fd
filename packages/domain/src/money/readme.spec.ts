import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as money from './index.js'

it("prints what the README's example says it prints", () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const expected = [...example.matchAll(/\/\/ (\S+)$/gm)].map(([, printed]) => printed)
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const printed: string[] = []
  const log = (line: unknown) => printed.push(typeof line === 'bigint' ? `${line}n` : String(line))
  runInNewContext(code, { require: () => money, module: {}, console: { log } })
  expect(expected).toHaveLength(4)
  expect(printed).toEqual(expected)
})
