import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import * as domain from '@aftersale/domain'
import { inMemoryEventStore } from '@aftersale/event-store'
import { transformSync } from 'esbuild'
import * as processesPackage from './index.js'
import { choices } from './warranties/warranties.fixtures.js'

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
const examples = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')

/** Runs an example: its imports are the packages, what it takes for given is `given`; gives what it exports. */
const run = async (example: string, given: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> => {
  const imports = example.match(/^import [\s\S]*? from '.*'$/gm) ?? []
  const body = imports
    .reduce((rest, one) => rest.replace(one, ''), example)
    .replaceAll('export const', 'results.closeWhenResolved =')
  const { code } = transformSync(`${imports.join('\n')}\nexport const example = async (results) => {\n${body}\n}`, {
    loader: 'ts',
    format: 'cjs',
  })
  const modules: Record<string, unknown> = { '@aftersale/domain': domain, '@aftersale/processes': processesPackage }
  const module = { exports: {} as { readonly example?: (results: object) => Promise<void> } }
  runInNewContext(code, { require: (name: string) => modules[name], module, console, ...given })
  const results: Record<string, unknown> = {}
  await module.exports.example?.(results)
  return results
}

describe('The README', () => {
  it('names every process of the domain', () => {
    for (const { name } of processesPackage.domainProcesses(choices)) expect(readme).toContain(`\`${name}\``)
  })

  it('runs the processes as it says', async () => {
    const store = inMemoryEventStore()
    await run(examples[0] ?? '', {
      store,
      policy: domain.thirtyDayReturns,
      retailDesk: domain.retailDesk,
      delay: 'delay',
      recovery: 'recovery',
      loss: 'loss',
    })
    await store.close()
  })

  it('keeps the deadlines as it says', async () => {
    const store = inMemoryEventStore()
    await run(examples[1] ?? '', { store })
    await store.close()
  })

  it('defines a process as it says', async () => {
    const { closeWhenResolved } = await run((examples[2] ?? '').replace('closeWhenResolved = ', ''), {
      serviceLevel: domain.retailDesk,
    })
    expect(closeWhenResolved).toMatchObject({ name: 'close-when-resolved', reactsTo: ['ServiceTicketResolved'] })
  })
})
