import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as E from 'fp-ts/lib/Either.js'
import * as domain from '../index.js'

const readme = (folder: string): string => readFileSync(join(__dirname, folder, 'README.md'), 'utf8')

it.each(['.', 'legal', 'catalogue'])("prints what the example of %s's README says it prints", (folder) => {
  const example = /```ts\n([\s\S]*?)```/.exec(readme(folder))?.[1] ?? ''
  const expected = [...example.matchAll(/console\.log\(.*\) \/\/ (.*)\n/g)].map(([, line]) => line)
  const { code } = transformSync(example, { loader: 'ts', format: 'cjs' })
  const printed: string[] = []
  const log = (...line: ReadonlyArray<unknown>) => printed.push(line.join(' '))
  runInNewContext(code, { require: () => domain, module: {}, console: { log } })
  expect(expected.length).toBeGreaterThan(0)
  expect(printed).toEqual(expected)
})

it('reads the example of a return policy', () => {
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme('return-policy'))?.[1] ?? '')
  const decoded = domain.decodeReturnPolicy(example)
  expect(E.isRight(decoded) && JSON.parse(JSON.stringify(domain.ReturnPolicy.encode(decoded.right)))).toEqual(example)
})
