import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from 'esbuild'

const root = resolve(__dirname, '../../..')

/** By jest's names for the packages, and by what is installed for the domain, which this folder has nothing of. */
const required = (name: string): unknown =>
  jest.requireActual(
    name.startsWith('@aftersale/') ? name : require.resolve(name, { paths: [join(root, 'packages/domain')] }),
  )

/** The examples of a README, in order. */
export const examplesIn = (readme: string): ReadonlyArray<string> =>
  [...readFileSync(join(root, readme), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, example]) => example ?? '')

const IMPORT = /^import (?:type )?\{([\s\S]*?)\} from '(.*)'$|^import \* as \w+ from '(.*)'$/gm

/** What the imports of an example name: values alone, as nothing is left of types when it runs. */
export const importsOf = (example: string): ReadonlyArray<{ readonly from: string; readonly names: string[] }> =>
  [...example.matchAll(IMPORT)].map(([statement, names = '', from, whole]) => ({
    from: from ?? whole ?? '',
    names: statement.startsWith('import type')
      ? []
      : names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !name.startsWith('type '))
          .map((name) => name.split(' as ')[0] ?? name),
  }))

/** Runs an example, or several as one: it may wait, what it takes for granted is `given`, and it may say `return`. */
export const run = async (example: string, given: Readonly<Record<string, unknown>>): Promise<unknown> => {
  const imports = [...example.matchAll(IMPORT)].map(([statement]) => statement)
  const body = example.replaceAll(IMPORT, '').replaceAll(/^export /gm, '')
  const whole = `${imports.join('\n')}\nexport const example = async () => {\n${body}\n}`
  const { code } = transformSync(whole, { loader: 'ts', format: 'cjs' })
  const module = { exports: {} as { readonly example?: () => Promise<unknown> } }
  const scope = { require: required, module, ...given }
  // In the realm of the test, as what is equal to it has its prototypes.
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function(...Object.keys(scope), code)(...Object.values(scope))
  return module.exports.example?.()
}
