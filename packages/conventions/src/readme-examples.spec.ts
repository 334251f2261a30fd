import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { examplesIn, importsOf, run } from './readme-examples.fixtures.js'

const root = resolve(__dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'readme-examples-'))
afterAll(() => rmSync(folder, { recursive: true }))

const readmes = readdirSync(join(root, 'packages'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|\/)README\.md$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
  .map((path) => `packages/${path}`)
  .filter((path) => examplesIn(path).length > 0)
  .sort()

/** Another package is not looked into: what a README names is asked of what it is imported from. */
const at = (name: string): Readonly<Record<string, unknown>> => jest.requireActual(name)

describe('the imports of examples', () => {
  it.each(readmes)('name what there is, in %s', (readme) => {
    const imports = examplesIn(readme).flatMap(importsOf)
    expect(imports.length).toBeGreaterThan(0)
    for (const { from, names } of imports) {
      for (const name of names) expect([from, name, typeof at(from)[name]]).not.toContain('undefined')
    }
  })
})

it('the examples of the decider decide as they say', async () => {
  const examples = examplesIn('packages/decider/README.md')
  expect(examples).toHaveLength(4)
  const lend = (reader: string) => ({ type: 'LendBook', reader })
  const table = `| Command | In status | Gives |
|---|---|---|
| \`LendBook\` | on-the-shelf | BookLent |
|  | lent | *LentToSomebodyElse* |`
  const readme = `# A book\n\n<!-- state table -->\n${table}\n<!-- end of the state table -->\n`
  const told = await run(`${examples.join('\n')}\nreturn { deeds, events, state }`, {
    expect,
    readme,
    anyCommands: [lend('Ada'), lend('Béla'), lend('Ada')],
  })
  expect(told).toEqual({
    deeds: [
      { command: lend('Ada'), before: { status: 'on-the-shelf' }, recorded: [{ type: 'BookLent', reader: 'Ada' }] },
      { command: lend('Béla'), before: { status: 'lent', reader: 'Ada' }, recorded: 'refused' },
      { command: lend('Ada'), before: { status: 'lent', reader: 'Ada' }, recorded: [] },
    ],
    events: [{ type: 'BookLent', reader: 'Ada' }],
    state: { status: 'lent', reader: 'Ada' },
  })
})

it('the example of command handling gives the answers that it lists', async () => {
  const [example = ''] = examplesIn('packages/command-handling/README.md')
  const id = '0197290f-6a00-7000-8000-0000000000d1'
  const { inMemoryEventStore } = at('@aftersale/event-store') as { inMemoryEventStore: () => object }
  const { storeCreditAggregate, StoreCreditCommand } = at('@aftersale/domain') as {
    storeCreditAggregate: object
    StoreCreditCommand: { decode: (json: unknown) => { right?: unknown } }
  }
  const issued = (minor: string) =>
    StoreCreditCommand.decode({
      type: 'IssueStoreCredit',
      data: {
        creditId: id,
        claimCode: 'GIFT-7',
        minor,
        currency: 'EUR',
        cause: { aggregate: 'returnCase', id: '0197290f-6a00-7000-8000-0000000000c1' },
        issuedAt: '2025-06-01T10:00:00.000Z',
      },
    }).right
  const store = inMemoryEventStore()
  const answerTo = (command: unknown, number: number) =>
    run(`${example}\nreturn answer`, {
      store,
      serviceTicketAggregate: storeCreditAggregate,
      id,
      command,
      commandId: `0197290f-6a00-7000-8000-0000000000e${number}`,
      actor: { kind: 'agent', id: 'agent-1' },
    })
  const answers = [
    await answerTo(issued('5000'), 1),
    await answerTo(issued('5000'), 1),
    await answerTo(issued('5000'), 2),
    await answerTo(issued('6000'), 3),
    await answerTo(issued('6000'), 1),
  ] as ReadonlyArray<{ outcome?: string; failure?: string }>
  const listed = /answer\.outcome: (.*)/.exec(example)?.[1]?.match(/[\w-]+/g)
  expect(answers.slice(0, 3).map(({ outcome }) => outcome)).toEqual(listed)
  const failures = answers.slice(3).map(({ failure }) => failure)
  expect(failures).toEqual(['CommandRejected', 'CommandIdReused'])
  for (const failure of failures) expect(example).toContain(failure)
})

describe('the examples of the store on SQLite', () => {
  const [reading = '', driving = ''] = examplesIn('packages/event-store-sqlite/README.md')
  const inFolder = (example: string) => {
    expect(example).toContain("'history.db'")
    return example.replace("'history.db'", JSON.stringify(join(folder, 'history.db')))
  }

  it('open a file, read it and close it', async () => {
    expect(await run(`${inFolder(reading)}\nreturn page`, {})).toMatchObject({ _tag: 'Right', right: { events: [] } })
  })

  it('open it with the SQLite of Node.js, where there is one', async () => {
    const opened = await run(`${inFolder(driving)}\nreturn open()`, {})
    expect(opened).toMatchObject({ _tag: 'Right' })
    await (opened as { right: { close: () => Promise<void> } }).right.close()
  })
})

it('the example of a history gives faults in their places, and events', async () => {
  const [example = ''] = examplesIn('packages/history/README.md')
  const file = join(folder, 'desk.ndjson.gz')
  const metadata = { eventId: '0197290f-6a00-7000-8000-0000000000a1', recordedAt: '2025-06-01T10:00:00.000Z' }
  const event = { stream: 'book-1', revision: 0, type: 'BookLent', data: {}, metadata }
  writeFileSync(file, gzipSync(`no event\n${JSON.stringify(event)}\n`))
  const batches: Array<{ _tag: string }> = []
  const noting = example
    .replace("'desk.ndjson.gz'", JSON.stringify(file))
    .replace(/\/\/ Either a fault in its place, or events that follow each other\./, 'batches.push(batch)')
  await run(noting, { batches })
  expect(batches).toMatchObject([
    { _tag: 'Left', left: { at: { line: 1 } } },
    { _tag: 'Right', right: { events: [{ type: 'BookLent' }] } },
  ])
})
