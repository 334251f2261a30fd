import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { transformSync } from 'esbuild'
import * as E from 'fp-ts/lib/Either.js'
import { doublesOfThisSpec } from './doubles.fixtures.js'
import * as esdb from './index.js'

const { start } = doublesOfThisSpec()

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
const [example = ''] = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block ?? '')

describe('The README', () => {
  it('has an example that runs, on a server without TLS in the place of the one it names', async () => {
    const double = await start()
    const connected = example.replace('localhost:2113?tls=true', `127.0.0.1:${double.port}?tls=false`)
    expect(connected).not.toBe(example)
    const imports = connected.match(/^import .*$/gm) ?? []
    const body = connected.replace(/^import .*$/gm, '')
    const { code } = transformSync(
      `${imports.join('\n')}\nexport const example = async () => {${body}\nreturn page }`,
      {
        loader: 'ts',
        format: 'cjs',
      },
    )
    const module = { exports: {} as { readonly example?: () => Promise<unknown> } }
    const modules: Readonly<Record<string, unknown>> = {
      '@aftersale/event-store-esdb': esdb,
      'fp-ts/lib/Either.js': E,
    }
    runInNewContext(code, { require: (name: string) => modules[name], module, Error })
    expect(await module.exports.example?.()).toEqual(E.right({ events: [] }))
  })

  it('names every option', () => {
    const options: Required<{ [Option in keyof esdb.EsdbEventStoreOptions]: true }> = {
      tenant: true,
      appendLimitBytes: true,
      timeoutMilliseconds: true,
      appendsInFlight: true,
      backoffMilliseconds: true,
      rememberedEventIds: true,
    }
    for (const option of Object.keys(options)) expect(readme).toContain(`| \`${option}\` |`)
  })

  it('names specs that there are', () => {
    const named = [...readme.matchAll(/`([\w/-]+\.spec\.ts)`/g)].map(([, spec = '']) => spec)
    expect(named.length).toBeGreaterThan(10)
    for (const spec of named) expect([spec, existsSync(join(__dirname, spec))]).toEqual([spec, true])
  })
})
