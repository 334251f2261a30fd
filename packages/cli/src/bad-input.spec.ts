import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { type CommandResult, realCommand } from './real-command.fixtures.js'

const command = realCommand()
// The command is built, started many times, and once waits for a lock.
jest.setTimeout(120_000)
afterAll(command.remove)

/** A history of a few hundred events, as lines. */
let lines: ReadonlyArray<string> = []

beforeAll(() => {
  const simulated = command.run(['simulate', '--to', 'desk.ndjson', '--customers', '60', '--until', '2025-02-01'])
  expect(simulated.code).toBe(0)
  lines = readFileSync(command.path('desk.ndjson'), 'utf8').trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(50)
})

const written = (name: string, content: string | Uint8Array): string => {
  writeFileSync(command.path(name), content)
  return name
}

/** The events of the history with one of them changed. */
const withChanged = (index: number, change: (event: Stored) => Stored): string =>
  lines
    .map((line, at) => (at === index ? JSON.stringify(change(JSON.parse(line) as Stored)) : line))
    .map((line) => `${line}\n`)
    .join('')

interface Stored {
  readonly stream: string
  readonly revision: number
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  readonly metadata: Readonly<Record<string, unknown>>
}

const expectRefusal = (
  { code, output, messages }: CommandResult,
  exitCode: number,
  ...told: ReadonlyArray<string>
): void => {
  expect({ code, output }).toEqual({ code: exitCode, output: '' })
  for (const part of told) expect(messages).toContain(part)
  expect(messages).not.toMatch(/^\s+at /m)
}

describe('a history that is at fault', () => {
  it('is refused where its file ends within a line', () => {
    const name = written('truncated.ndjson', `${lines[0]}\n${lines[1]?.slice(0, 100)}`)
    expectRefusal(command.run(['replay', name]), 1, 'truncated.ndjson, line 2: the file ends within this line')
  })

  it('is refused where its compressed file is cut short', () => {
    const name = written('truncated.ndjson.gz', gzipSync(`${lines.join('\n')}\n`).subarray(0, 200))
    expectRefusal(command.run(['replay', name]), 1, 'truncated.ndjson.gz: not a whole gzip file')
  })

  it('is refused where a line is not JSON', () => {
    const name = written('spoilt.ndjson', `${lines[0]}\n<xml/>\n${lines[1]}\n`)
    expectRefusal(command.run(['replay', name]), 1, 'spoilt.ndjson, line 2: not JSON')
  })

  it('is refused where an event has a schema version of the future', () => {
    const name = written(
      'future.ndjson',
      withChanged(4, (event) => ({ ...event, metadata: { ...event.metadata, schemaVersion: 99 } })),
    )
    expectRefusal(command.run(['replay', name]), 1, 'future.ndjson, line 5: ', 'has schema version 99')
  })

  it('is refused where an event is not what its type says', () => {
    const name = written(
      'undecodable.ndjson',
      withChanged(0, (event) => ({ ...event, data: { channel: 'pigeon' } })),
    )
    expectRefusal(command.run(['replay', name]), 1, 'undecodable.ndjson, line 1: ', "can't be decoded", '"pigeon"')
  })

  it('is refused where a revision is missing', () => {
    const name = written('gap.ndjson', `${lines.filter((_, index) => index !== 1).join('\n')}\n`)
    expectRefusal(
      command.run(['replay', name]),
      1,
      'gap.ndjson, line 2: ',
      'goes on at revision 2, where 1 was to come',
    )
  })

  it('is refused where a line is longer than is allowed', () => {
    const { messages, code } = command.run(['replay', 'desk.ndjson', '--max-line', '200'])
    expect(code).toBe(1)
    expect(messages).toContain('desk.ndjson, line 1: longer than 200 bytes (--max-line raises the limit)')
  })

  it('is replayed where an event has an unknown type, which is counted and named', () => {
    const name = written(
      'unknown.ndjson',
      withChanged(lines.length - 1, (event) => ({ ...event, type: 'TicketTeleported' })),
    )
    const { code, output, messages } = command.run(['replay', name, '--format', 'json'])
    expect(code).toBe(0)
    expect(messages).toBe(
      'aftersale: unknown.ndjson: 1 event of a type that is not known passed over: TicketTeleported (1)\n',
    )
    expect(JSON.parse(output).events).toBe(lines.length - 1)
  })

  it('has each of its faults listed by verify', () => {
    const changed = withChanged(4, (event) => ({ ...event, type: 'TicketTeleported' })).split('\n')
    const name = written('faulty.ndjson', [...changed.slice(0, 6), 'not json', ...changed.slice(7)].join('\n'))
    const { code, output } = command.run(['verify', name])
    expect(code).toBe(1)
    expect(output).toMatch(
      /^faulty\.ndjson, line 5: serviceTicket-[0-9a-f-]{36}@\d+: unknown event type TicketTeleported$/m,
    )
    expect(output).toMatch(/^faulty\.ndjson, line 7: not JSON/m)
    expect(output).toMatch(/goes on at revision \d+, where \d+ was to come$/m)
    expect(output).toMatch(/\d+ faults\n$/)
  })
})

describe('a word that leads to no history', () => {
  it('is refused where there is no such file', () => {
    expectRefusal(command.run(['replay', 'nowhere.ndjson']), 2, 'nowhere.ndjson: there is no such file')
    expectRefusal(command.run(['replay', 'nowhere.db']), 2, 'nowhere.db: there is no such file')
  })

  it('is refused where it is a directory', () => {
    for (const name of ['folder.ndjson', 'folder.db', 'folder']) {
      mkdirSync(command.path(name))
      expectRefusal(command.run(['verify', name]), 2, `${name}: a directory, where a file is needed`)
    }
  })

  it('is refused where its name says nothing of its kind', () => {
    expectRefusal(command.run(['replay', 'desk.csv']), 2, 'desk.csv: not the name of a history')
  })
})

describe('an import that can not be', () => {
  const mapping = (column: string): string =>
    JSON.stringify({
      name: 'tiny',
      namespace: '3b9d7c7e-1d0a-5d38-9d0d-6d9f8a3c5e11',
      csv: {},
      times: { format: 'iso', zone: 'UTC' },
      ticket: { key: 'id', rows: 'together' },
      rules: [{ when: [{ row: 'first' }], command: 'OpenServiceTicket', at: column }],
    })

  it('is refused where the mapping names a column that is not there', () => {
    written('log.csv', 'id,opened\n1,2025-01-01T00:00:00Z\n')
    written('mapping.json', mapping('created'))
    expectRefusal(
      command.run(['import', 'log.csv', '--mapping', 'mapping.json', '--to', 'imported.ndjson']),
      2,
      'log.csv: has no column "created", which the mapping mapping.json names',
    )
    expect(existsSync(command.path('imported.ndjson'))).toBe(false)
    expect(command.besides('imported.ndjson')).toEqual([])
  })

  it('is refused where the mapping is none, with the place that is wrong', () => {
    written(
      'wrong.json',
      JSON.stringify({ ...JSON.parse(mapping('opened')), ticket: { key: 'id', rows: 'somewhere' } }),
    )
    expectRefusal(
      command.run(['import', 'log.csv', '--mapping', 'wrong.json', '--to', 'imported.ndjson']),
      2,
      'wrong.json: not a mapping: ticket.rows: expected "together" | "scattered", got "somewhere"',
    )
    expectRefusal(
      command.run(['import', 'log.csv', '--mapping', 'nowhere.json', '--to', 'imported.ndjson']),
      2,
      'nowhere.json: neither a mapping file nor the name of a mapping (servicenow, online-retail, valve-seat)',
    )
  })

  it('is refused where the log is not there, is empty or ends within quotes', () => {
    const importing = (log: string) =>
      command.run(['import', log, '--mapping', 'mapping.json', '--to', 'imported.ndjson'])
    expectRefusal(importing('nowhere.csv'), 2, 'nowhere.csv: there is no such file')
    expectRefusal(importing(written('empty.csv', '')), 1, 'empty.csv: has no header line')
    written('mapping.json', mapping('opened'))
    expectRefusal(
      importing(written('cut.csv', 'id,opened\n1,"2025')),
      1,
      'cut.csv, line 2: the file ends within this line',
    )
  })
})

describe('a store that can not serve', () => {
  const inPlaceOf = (name: string): void => {
    expect(command.run(['copy', 'desk.ndjson', name]).code).toBe(0)
  }

  it('is refused where its file holds something else', () => {
    expectRefusal(command.run(['replay', written('other.db', 'no database'.repeat(100))]), 1, 'other.db: not a history')
  })

  it('is refused where its file can only be read, and can still be read', () => {
    inPlaceOf('read-only.db')
    chmodSync(command.path('read-only.db'), 0o444)
    const more = written('more.ndjson', `${readFileSync(command.path('desk.ndjson'), 'utf8')}${lines[0]}\n`)
    expectRefusal(command.run(['copy', more, 'read-only.db'], { isNobody: true }), 3, 'read-only.db: ', 'read-only')
    expect(command.run(['replay', 'read-only.db'], { isNobody: true }).code).toBe(0)
  })

  it('is refused where another process holds its lock, and loses nothing', async () => {
    inPlaceOf('locked.db')
    const refused = await command.whileLocked('locked.db', () => command.run(['copy', 'desk.ndjson', 'locked.db']))
    expectRefusal(refused, 3, 'locked.db: ', 'locked')
    expect(command.run(['verify', 'locked.db']).output).toContain(`${lines.length} events`)
  })
})
