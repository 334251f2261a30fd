import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import * as messages from '@aftersale/messages'
import { transformSync } from 'esbuild'
import * as E from 'fp-ts/lib/Either.js'
import * as contract from './contract/index.js'
import * as eventStore from './index.js'

const MODULES: Readonly<Record<string, unknown>> = {
  '@aftersale/event-store': eventStore,
  '@aftersale/messages': messages,
  'fp-ts/lib/Either.js': E,
}

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
const [using = '', consuming = '', adapting = ''] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, block]) => block ?? '',
)

/** Runs an example: its imports are the modules given, and it may wait. */
const run = async (example: string, modules: Readonly<Record<string, unknown>>, log: (line: unknown) => void) => {
  const imports = example.match(/^import .*$/gm) ?? []
  const body = example.replace(/^import .*$/gm, '')
  const { code } = transformSync(`${imports.join('\n')}\nexport const example = async () => {\n${body}\n}`, {
    loader: 'ts',
    format: 'cjs',
  })
  const module = { exports: {} as { readonly example?: () => Promise<void> } }
  runInNewContext(code, { require: (name: string) => modules[name], module, console: { log } })
  await module.exports.example?.()
}

describe('The README', () => {
  it('says what its examples print', async () => {
    const examples = `${using}\n${consuming}`
    const expected = [...examples.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map(([, line]) => line)
    const printed: Array<string> = []
    await run(examples, MODULES, (line) => printed.push(String(line)))
    expect(printed).toEqual(expected)
    expect(printed).toHaveLength(6)
  })

  it('shows a harness that the contract takes', async () => {
    const given: Array<contract.EventStoreHarness> = []
    const describeEventStore = (_name: string, harness: contract.EventStoreHarness) => given.push(harness)
    await run(adapting, { ...MODULES, '@aftersale/event-store/contract': { describeEventStore } }, () => undefined)
    const [harness] = given
    if (harness === undefined) throw new Error('the example describes no store')
    for (const one of contract.eventStoreContract.slice(0, 5)) await expect(one.run(harness)).resolves.toBeUndefined()
  })

  it('names every setting of the harness', () => {
    for (const setting of ['appendLimitBytes', 'positionsHaveNoGaps', 'patienceMs', 'modelRuns']) {
      expect(readme).toContain(`\`${setting}\``)
    }
  })
})
