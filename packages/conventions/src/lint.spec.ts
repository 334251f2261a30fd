import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')

/** What an impure line is caught by. Each is planted in every package whose answers are the same on any machine. */
const impurities: ReadonlyArray<readonly [rule: string, line: string]> = [
  ['aftersale(no-clock)', 'export const now = new Date()'],
  ['aftersale(no-clock)', 'export const now = Date()'],
  ['eslint(no-restricted-properties)', 'export const now = Date.now()'],
  [
    'eslint(no-restricted-properties)',
    "import { Temporal } from 'temporal-polyfill'\nexport const now = Temporal.Now.instant()",
  ],
  [
    'eslint(no-restricted-imports)',
    "import * as Now from 'temporal-polyfill/fns/Now'\nexport const now = Now.instant()",
  ],
  ['eslint(no-restricted-properties)', 'export const chance = Math.random()'],
  ['eslint(no-restricted-globals)', 'export const id = crypto.randomUUID()'],
  ['eslint(no-restricted-globals)', 'export const zone = process.env'],
  ['eslint(no-restricted-globals)', 'export const later = setTimeout'],
  ['eslint(no-restricted-globals)', 'export const every = setInterval'],
  ['eslint(no-restricted-globals)', 'export const ask = fetch'],
  ['eslint(no-restricted-globals)', 'export const say = console.log'],
  ['eslint(no-restricted-globals)', 'export const started = performance.now()'],
  ['eslint(no-restricted-globals)', 'export const anything = globalThis'],
  ['eslint(no-restricted-imports)', "import { v7 } from 'uuid'\nexport const id = v7()"],
  ['eslint(no-restricted-imports)', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync"],
  ['aftersale(no-machine-locale)', 'export const hour = (at: Date) => at.getHours()'],
  ['aftersale(no-machine-locale)', 'export const day = (at: Date) => at.toLocaleDateString()'],
  ['aftersale(no-machine-locale)', 'export const order = (one: string, other: string) => one.localeCompare(other)'],
]

const lastLineOf = (lines: string) => lines.slice(lines.lastIndexOf('\n') + 1)

/** What the planted files import, and a package that has it. */
const libraries = { 'fp-ts': 'messages', 'temporal-polyfill': 'domain', uuid: 'messages' }

const purePackages = ['decider', 'messages', 'domain', 'read-models', 'metrics']

const pure: ReadonlyArray<string> = [
  'export const at = new Date(0).toISOString()',
  "import { v5 } from 'uuid'\nexport const id = v5('stream', v5.URL)",
  "export const zoned = new Intl.DateTimeFormat('en', { timeZone: 'UTC' }).format(0)",
]

/** Habits of style that a linter can hold, each with a file that breaks it. */
const habits: ReadonlyArray<readonly [rule: string, file: string, content: string]> = [
  ['unicorn(filename-case)', 'firstContact.ts', 'export const none = []'],
  ['typescript(no-explicit-any)', 'any.ts', 'export const read = (value: any): unknown => value'],
  ['typescript(no-non-null-assertion)', 'non-null.ts', 'export const first = (days: readonly string[]) => days[0]!'],
  ['typescript(ban-ts-comment)', 'ignored.ts', '// @ts-ignore\nexport const count: number = 1'],
  [
    'typescript(no-floating-promises)',
    'floating.ts',
    'export const save = (work: () => Promise<void>) => {\n  work()\n}',
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'forgotten-case.ts',
    "export const sign = (side: 'in' | 'out'): number => {\n  switch (side) {\n    case 'in':\n      return 1\n  }\n  return 0\n}",
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'needless-default.ts',
    "export const sign = (side: 'in' | 'out') => {\n  switch (side) {\n    case 'in':\n      return 1\n    case 'out':\n      return -1\n    default:\n      return 0\n  }\n}",
  ],
  [
    'typescript(consistent-type-imports)',
    'type-import.ts',
    "import { Stats } from 'node:fs'\nexport type Size = Stats['size']",
  ],
  ['aftersale(type-parameters-are-words)', 'letters.ts', 'export const same = <T,>(value: T): T => value'],
  ['eslint(no-warning-comments)', 'later.ts', '// TODO: name this\nexport const none = []'],
  [
    'eslint(no-restricted-imports)',
    'point-free.ts',
    "import { flow } from 'fp-ts/lib/function.js'\nexport const twice = flow",
  ],
  [
    'eslint(no-restricted-imports)',
    'not-for-node.ts',
    "import { right } from 'fp-ts/Either'\nexport const yes = right(1)",
  ],
  ['import(no-default-export)', 'anonymous.ts', 'export default []'],
  ['jest(no-focused-tests)', 'focused.spec.ts', "it.only('is focused', () => {\n  expect(1).toBe(1)\n})"],
  ['jest(valid-title)', 'titled.spec.ts', "it('should work', () => {\n  expect(1).toBe(1)\n})"],
]

describe('the linter', () => {
  let folder: string
  let caught: ReadonlyArray<{ readonly code: string; readonly filename: string }>

  const planted = new Map<string, string>()
  for (const name of purePackages) {
    impurities.forEach(([, line], index) => planted.set(`packages/${name}/src/impure-${index}.ts`, line))
    pure.forEach((line, index) => planted.set(`packages/${name}/src/pure-${index}.ts`, line))
  }
  impurities.forEach(([, line], index) => {
    if (!/uuid|fp-ts/.test(line)) planted.set(`packages/cli/src/machine-${index}.ts`, line)
  })
  for (const [, file, content] of habits) planted.set(`packages/cli/src/${file}`, content)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aftersale-lint-'))
    const configuration = [
      '.oxlintrc.json',
      'tsconfig.base.json',
      'packages/tsconfig.json',
      'packages/conventions/lint/plugin.mjs',
    ]
    for (const file of configuration) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      cpSync(join(root, file), join(folder, file))
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const [file, content] of planted) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), `${content}\n`)
    }
    for (const name of [...purePackages, 'cli']) {
      mkdirSync(join(folder, 'packages', name, 'node_modules'))
      for (const [library, user] of Object.entries(libraries)) {
        symlinkSync(
          join(root, 'packages', user, 'node_modules', library),
          join(folder, 'packages', name, 'node_modules', library),
        )
      }
    }
    const linter = join(root, 'node_modules/oxlint/bin/oxlint')
    const { stdout } = spawnSync(process.execPath, [linter, '--format', 'json', 'packages'], {
      cwd: folder,
      encoding: 'utf8',
      timeout: 120_000,
    })
    caught = (JSON.parse(stdout) as { diagnostics: typeof caught }).diagnostics
  }, 120_000)

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const rulesCaughtIn = (file: string) => [
    ...new Set(caught.filter(({ filename }) => filename === file).map(({ code }) => code)),
  ]

  describe.each(purePackages)('in %s', (name) => {
    it.each(impurities.map(([rule, line], index) => [lastLineOf(line), rule, index] as const))(
      'catches %s',
      (_, rule, index) => {
        expect(rulesCaughtIn(`packages/${name}/src/impure-${index}.ts`)).toEqual([rule])
      },
    )

    it.each(pure.map((line, index) => [lastLineOf(line), index] as const))('accepts %s', (_, index) => {
      expect(rulesCaughtIn(`packages/${name}/src/pure-${index}.ts`)).toEqual([])
    })
  })

  it('lets the edges ask the machine', () => {
    expect(caught.filter(({ filename }) => filename.includes('/cli/src/machine-'))).toEqual([])
  })

  it.each(habits)('holds the habit %s, broken in %s', (rule, file) => {
    expect(rulesCaughtIn(`packages/cli/src/${file}`)).toEqual([rule])
  })
})
