import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as domain from './index.js'

it("prints what the README's example says it prints", () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const [, expected] = /\/\/ (\S+)\n/.exec(example) ?? []
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const printed: unknown[] = []
  const log = (line: unknown) => printed.push(line)
  runInNewContext(code, { require: () => domain, module: {}, console: { log } })
  expect(printed).toEqual([expected])
})
