import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')

interface Cruise {
  readonly modules: ReadonlyArray<{ readonly source: string }>
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string
      readonly rule: { readonly name: string }
    }>
  }
}

/** Reads the imports of every package below `folder`, under the rules that `npm run check` holds this repository to. */
const cruise = (folder: string): Cruise => {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const { stdout, stderr } = spawnSync(process.execPath, [cruiser, '--output-type', 'json', 'packages'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  })
  if (stderr.trim() !== '') throw new Error(stderr)
  return JSON.parse(stdout) as Cruise
}

describe('the arrows', () => {
  it('are judged on every source file there is', () => {
    const onDisk = readdirSync(join(root, 'packages'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.([cm]?[jt]s)$/.test(entry.name))
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((file) => !/\/(node_modules|dist)\//.test(file))
    const read = cruise(root).modules.map(({ source }) => source)

    expect(read.filter((source) => source.startsWith('packages/')).toSorted()).toEqual(onDisk.toSorted())
    expect(onDisk.length).toBeGreaterThan(0)
  }, 120_000)
})

/** Each rule with one import that breaks it: the file it stands in, and what the file says. */
const planted: ReadonlyArray<readonly [rule: string, file: string, line: string]> = [
  ['decider-imports-nothing-of-ours', 'decider/src/planted.ts', "import '@aftersale/messages'"],
  ['messages-imports-nothing-of-ours', 'messages/src/planted.ts', "import '@aftersale/decider'"],
  ['domain-imports-only-its-arrows', 'domain/src/planted.ts', "import '@aftersale/event-store'"],
  ['event-store-imports-only-its-arrows', 'event-store/src/planted.ts', "import '@aftersale/decider'"],
  ['event-store-sqlite-imports-only-its-arrows', 'event-store-sqlite/src/planted.ts', "import '@aftersale/domain'"],
  ['event-store-esdb-imports-only-its-arrows', 'event-store-esdb/src/planted.ts', "import '@aftersale/domain'"],
  ['command-handling-imports-only-its-arrows', 'command-handling/src/planted.ts', "import '@aftersale/domain'"],
  ['processes-imports-only-its-arrows', 'processes/src/planted.ts', "import '@aftersale/read-models'"],
  ['read-models-imports-only-its-arrows', 'read-models/src/planted.ts', "import '@aftersale/event-store'"],
  ['metrics-imports-only-its-arrows', 'metrics/src/planted.ts', "import '@aftersale/messages'"],
  ['projecting-imports-only-its-arrows', 'projecting/src/planted.ts', "import '@aftersale/domain/events'"],
  ['published-language-imports-only-its-arrows', 'published-language/src/planted.ts', "import '@aftersale/history'"],
  ['history-imports-only-its-arrows', 'history/src/planted.ts', "import '@aftersale/metrics'"],
  ['conventions-imports-nothing-of-ours', 'conventions/src/planted.ts', "import '@aftersale/domain'"],
  ['decider-is-pure', 'decider/src/impure.ts', "import 'node:fs'"],
  ['messages-is-pure', 'messages/src/impure.ts', "import 'node:crypto'"],
  ['domain-is-pure', 'domain/src/impure.ts', "import 'node:fs'"],
  ['domain-is-pure', 'domain/src/dependent.ts', "import 'typescript'"],
  [
    'aggregates-meet-only-at-ids-and-events',
    'domain/src/warranty/decide.ts',
    "import '../service-ticket/state.js'\nimport '../service-ticket/service-ticket-id.js'\nimport '../service-ticket/events.js'",
  ],
  ['aggregates-meet-only-at-ids-and-events', 'domain/src/policy/planted.ts', "import '../service-ticket/state.js'"],
  ['read-side-sees-only-events', 'read-models/src/curious.ts', "import '@aftersale/domain'"],
  ['read-side-sees-only-events', 'metrics/src/curious.ts', "import type { Ticket } from '@aftersale/domain'"],
  ['integrators-see-only-events', 'published-language/src/curious.ts', "import '@aftersale/domain/calendar'"],
  ['packages-have-front-doors', 'cli/src/burglar.ts', "import '../../domain/src/service-ticket/state.js'"],
  ['packages-have-front-doors', 'cli/src/neighbour.ts', "import '../../domain/src/index.js'"],
  ['nothing-unresolved', 'cli/src/lost.ts', "import '@aftersale/domain/service-ticket/state.js'"],
  ['fixtures-stay-in-tests', 'domain/src/service-ticket/staged.ts', "import './ticket.fixtures.js'"],
  ['fixtures-stay-in-tests', 'cli/src/staged.ts', "import '@aftersale/event-store/contract'"],
  ['fixtures-stay-in-tests', 'cli/src/checking.ts', "import 'fast-check'"],
  ['one-importer-of-the-event-store-client', 'cli/src/planted.ts', "import '@eventstore/db-client'"],
  ['the-double-stays-in-tests', 'event-store-esdb/src/pretending.ts', "import '@aftersale/wire-double'"],
  ['the-double-speaks-only-the-wire', 'wire-double/src/knowing.ts', "import '@eventstore/db-client/dist/index.js'"],
  ['wire-double-imports-only-its-arrows', 'wire-double/src/planted.ts', "import '@aftersale/domain'"],
  ['no-cycles', 'history/src/chicken.ts', "import './egg.js'"],
  ['no-junk-drawers', 'domain/src/utils/dates.ts', "export const dates = 'fp-ts'"],
  ['no-junk-drawers', 'cli/src/date-helpers.ts', 'export const dates = []'],
]

/** What breaks no rule, though it is near to one. */
const allowed: ReadonlyArray<readonly [file: string, line: string]> = [
  [
    'domain/src/service-ticket/decide.ts',
    "import '../calendar/index.js'\nimport './state.js'\nimport 'fp-ts/lib/Either.js'",
  ],
  ['domain/src/service-ticket/ticket.spec.ts', "import './ticket.fixtures.js'\nimport 'fast-check'\nimport 'node:fs'"],
  ['read-models/src/issues.ts', "import '@aftersale/domain/events'\nimport '@aftersale/domain/calendar'"],
  ['event-store-sqlite/src/sqlite.spec.ts', "import '@aftersale/event-store/contract'"],
  ['event-store-esdb/src/client.ts', "import '@eventstore/db-client'"],
  ['event-store-esdb/src/client.spec.ts', "import '@aftersale/wire-double'"],
  ['wire-double/src/service.ts', "import '@eventstore/db-client/generated/streams_grpc_pb.js'"],
]

describe('a violation', () => {
  let folder: string
  let caught: ReadonlyArray<Cruise['summary']['violations'][number]>

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'aftersale-arrows-'))
    const write = (file: string, content: string) => {
      const path = join(folder, 'packages', file)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, `${content}\nexport {}\n`)
    }
    for (const file of ['.dependency-cruiser.cjs', 'tsconfig.base.json']) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      cpSync(join(root, file), join(folder, file))
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const [, file] of planted) {
      const name = file.slice(0, file.indexOf('/'))
      const manifest = `packages/${name}/package.json`
      write(`${name}/src/index.ts`, '')
      if (existsSync(join(root, manifest))) cpSync(join(root, manifest), join(folder, manifest))
    }
    symlinkSync(join(root, 'packages/messages/node_modules'), join(folder, 'packages/domain/node_modules'))
    for (const file of ['events', 'calendar/index', 'service-ticket/state', 'service-ticket/service-ticket-id']) {
      write(`domain/src/${file}.ts`, '')
    }
    write('domain/src/service-ticket/events.ts', '')
    write('domain/src/service-ticket/ticket.fixtures.ts', '')
    write('event-store/src/contract/index.ts', '')
    write('history/src/egg.ts', "import type { Chicken } from './chicken.js'")
    for (const [file, line] of allowed) write(file, line)
    for (const [, file, line] of planted) write(file, line)

    caught = cruise(folder).summary.violations
  }, 120_000)

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const rulesCaughtIn = (file: string) => [
    ...new Set(caught.filter(({ from }) => from === `packages/${file}`).map(({ rule }) => rule.name)),
  ]

  it.each(planted)('of %s is caught in %s', (rule, file) => {
    expect(rulesCaughtIn(file)).toEqual([rule])
  })

  it.each(allowed)('is not seen in %s', (file) => {
    expect(rulesCaughtIn(file)).toEqual([])
  })

  it('is planted of every rule', () => {
    const config = jest.requireActual<{ readonly forbidden: ReadonlyArray<{ readonly name: string }> }>(
      join(root, '.dependency-cruiser.cjs'),
    )
    expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(config.forbidden.map(({ name }) => name)))
  })
})
