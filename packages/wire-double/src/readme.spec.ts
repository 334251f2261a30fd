import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { startWireDouble } from './start-wire-double.js'

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
const contract = readFileSync(join(__dirname, 'wire-double.ts'), 'utf8')

describe("The double's README", () => {
  it('shows what it does', async () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? []
    const printed: Array<unknown> = []
    const surroundings = { startWireDouble, console: { log: (line: unknown) => printed.push(line) } }
    await runInNewContext(`(async () => {${example.replace(/^import .*$/gm, '')}})()`, surroundings)
    expect(printed).toEqual([true])
  })

  it('names every misbehaviour', () => {
    const misbehaviours = [...contract.matchAll(/readonly does: '([a-z-]+)'/g)].map(([, does]) => does ?? '')
    expect(misbehaviours).toHaveLength(10)
    for (const does of misbehaviours) expect(readme).toContain(`\`${does}\``)
  })
})
