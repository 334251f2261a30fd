import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { runInNewContext } from 'node:vm'
import * as eventStore from '@aftersale/event-store'
import * as messages from '@aftersale/messages'
import { transformSync } from 'esbuild'
import Libsql from 'libsql'
import * as projecting from './index.js'

const MODULES: Readonly<Record<string, unknown>> = {
  '@aftersale/event-store': eventStore,
  '@aftersale/messages': messages,
  '@aftersale/projecting': projecting,
  libsql: Libsql,
}

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')

/** Runs an example: its imports are the modules given, and it may wait. */
const run = async (example: string, log: (line: unknown) => void) => {
  const imports = example.match(/^import .*$/gm) ?? []
  const body = example.replace(/^import .*$/gm, '')
  const { code } = transformSync(`${imports.join('\n')}\nexport const example = async () => {\n${body}\n}`, {
    loader: 'ts',
    format: 'cjs',
  })
  const module = { exports: {} as { readonly example?: () => Promise<void> } }
  runInNewContext(code, { require: (name: string) => MODULES[name], module, console: { log } })
  await module.exports.example?.()
}

describe('The README', () => {
  it('says what its first example prints', async () => {
    const [first = ''] = examples
    const expected = [...first.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, line]) => line)
    const printed: Array<string> = []
    await run(first, (line) => printed.push(inspect(line)))
    expect(printed).toEqual(expected)
    expect(printed).toHaveLength(3)
  })

  it('shows rows by key that are made in both places', async () => {
    const printed: Array<unknown> = []
    await run(examples[1] ?? '', (line) => printed.push(line))
    expect(printed).toEqual([true, true])
  })
})
