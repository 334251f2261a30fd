import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { realCommand } from '../real-command.fixtures.js'

const command = realCommand()
// The command is built and started many times.
jest.setTimeout(240_000)
afterAll(command.remove)

let whole = ''

beforeAll(() => {
  const { code } = command.run(['simulate', '--to', 'desk.ndjson', '--customers', '250'])
  expect(code).toBe(0)
  whole = readFileSync(command.path('desk.ndjson'), 'utf8')
})

describe('a store that a command could not fill', () => {
  it('is told to hold a part, and the same copy goes on from there', () => {
    const events = whole.trimEnd().split('\n').length
    writeFileSync(command.path('faulty.ndjson'), `${whole}not json\n`)
    const { code, output, messages } = command.run(['copy', 'faulty.ndjson', 'part.db'])
    expect({ code, output }).toEqual({ code: 1, output: '' })
    const told = /part\.db holds a part of it, the first (\d+) events that this command added; the same copy goes on/
    expect(messages).toMatch(told)
    const taken = Number(told.exec(messages)?.[1])
    expect(command.run(['replay', 'part.db', '--format', 'json', '--metric', 'issues']).output).toContain(
      `"events": ${taken},`,
    )
    expect(command.run(['copy', 'desk.ndjson', 'part.db'])).toMatchObject({
      code: 0,
      messages: `part.db: ${events - taken} events copied, ${taken} were there before\n`,
    })
  })

  it('is not left where it is new and nothing came into it', () => {
    writeFileSync(command.path('log.csv'), 'id,opened\n1,2025-01-01T00:00:00Z\n')
    expect(command.run(['copy', 'nowhere.ndjson', 'new.db']).code).toBe(2)
    expect(command.run(['import', 'log.csv', '--mapping', 'servicenow', '--to', 'new.db']).code).toBe(2)
    expect(existsSync(command.path('new.db'))).toBe(false)
    expect(command.besides('new.db')).toEqual([])
  })

  it('is left as it was where it was there before', () => {
    expect(command.run(['copy', 'desk.ndjson', 'before.db']).code).toBe(0)
    expect(command.run(['import', 'log.csv', '--mapping', 'servicenow', '--to', 'before.db']).code).toBe(2)
    expect(command.run(['verify', 'before.db']).code).toBe(0)
  })
})

describe('a history that may not be read or written', () => {
  it('is refused in the same words, whatever kind it is', () => {
    for (const name of ['forbidden.ndjson', 'forbidden.db']) {
      expect(command.run(['copy', 'desk.ndjson', name]).code).toBe(0)
      chmodSync(command.path(name), 0o000)
      const { code, messages } = command.run(['replay', name], { isNobody: true })
      expect(code).toBe(3)
      expect(messages).toMatch(new RegExp(`^aftersale: ${name}: can't be (read|used) \\(permission denied\\)\\n$`))
    }
  })

  it('leaves nothing beside it where it can only be read', () => {
    for (const name of ['fixed.ndjson', 'fixed.ndjson.gz']) {
      expect(command.run(['copy', 'desk.ndjson', name]).code).toBe(0)
      chmodSync(command.path(name), 0o444)
      chmodSync(command.directory, 0o777)
      const { code, messages } = command.run(['copy', 'longer.ndjson', name], { isNobody: true })
      chmodSync(command.directory, 0o755)
      expect({ code, messages }).toEqual({
        code: 3,
        messages: `aftersale: ${name}: can't be written (permission denied)\n`,
      })
      expect(command.besides(name).filter((other) => /incomplete|uncompressed/.test(other))).toEqual([])
    }
  })

  beforeAll(() => {
    const [first = ''] = whole.split('\n')
    const foreign = { ...JSON.parse(first), stream: 'serviceTicket-00000000-0000-4000-8000-00000000000a' }
    writeFileSync(command.path('longer.ndjson'), `${whole}${JSON.stringify(foreign)}\n`)
  })
})
