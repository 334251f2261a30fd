import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { type CommandResult, realCommand } from '../real-command.fixtures.js'

const command = realCommand()
// The command is built and started many times.
jest.setTimeout(120_000)
afterAll(command.remove)

const log = 'id,opened\n1,2025-01-01T00:00:00Z\n2,some day\n'
const mapping = JSON.stringify({
  name: 'tiny',
  namespace: '3b9d7c7e-1d0a-5d38-9d0d-6d9f8a3c5e11',
  csv: {},
  times: { format: 'iso', zone: 'UTC' },
  ticket: { key: 'id', rows: 'together' },
  rules: [
    {
      when: [{ row: 'first' }],
      command: 'OpenServiceTicket',
      at: 'opened',
      with: {
        channel: { is: 'email' },
        kind: { is: 'question' },
        priority: { is: 'low' },
        openedBy: { fields: { kind: { is: 'customer' }, id: { column: 'id' } } },
      },
    },
  ],
})

beforeEach(() => {
  writeFileSync(command.path('log.csv'), log)
  writeFileSync(command.path('mapping.json'), mapping)
  writeFileSync(command.path('earlier.csv'), 'kept from an earlier import\n')
})

const read = (name: string): string => readFileSync(command.path(name), 'utf8')

const importing = (rejects: string, to = 'imported.ndjson', from = 'log.csv'): CommandResult =>
  command.run(['import', from, '--mapping', 'mapping.json', '--to', to, '--rejects', rejects])

describe('the lines that were left out', () => {
  it('are kept below the header of the log', () => {
    const { code, messages } = importing('left-out.csv')
    expect(messages).toContain('1 lines left out, kept in left-out.csv')
    expect(code).toBe(0)
    expect(read('left-out.csv')).toBe('id,opened\n2,some day\n')
    expect([...command.besides('left-out.csv'), ...command.besides('earlier.csv')]).toEqual([])
  })

  it('are never kept in the log itself, the target or the mapping, by whatever name', () => {
    symlinkSync(command.path('log.csv'), command.path('log-by-symlink.csv'))
    linkSync(command.path('log.csv'), command.path('log-by-link.csv'))
    for (const name of ['log.csv', './log.csv', 'log-by-symlink.csv', 'log-by-link.csv']) {
      const { code, messages } = importing(name)
      expect({ code, messages }).toEqual({
        code: 2,
        messages: `aftersale: --rejects ${name}: is the log that is to be imported\n`,
      })
    }
    expect(importing('mapping.json')).toMatchObject({
      code: 2,
      messages: 'aftersale: --rejects mapping.json: is the mapping\n',
    })
    expect(importing('new.ndjson', 'new.ndjson')).toMatchObject({
      code: 2,
      messages: 'aftersale: --rejects new.ndjson: is the history to add to\n',
    })
    expect(read('log.csv')).toBe(log)
    expect(read('mapping.json')).toBe(mapping)
  })

  it('leave an earlier file as it was where the log can not be imported', () => {
    writeFileSync(command.path('other.csv'), 'id,closed\n1,2025-01-01T00:00:00Z\n')
    expect(importing('earlier.csv', 'imported.ndjson', 'other.csv').code).toBe(2)
    writeFileSync(command.path('cut.csv'), `${log}3,"2025`)
    expect(importing('earlier.csv', 'imported.ndjson', 'cut.csv').code).toBe(1)
    expect(read('earlier.csv')).toBe('kept from an earlier import\n')
    expect([...command.besides('left-out.csv'), ...command.besides('earlier.csv')]).toEqual([])
  })

  it('are refused a place that is not there, before the target is touched', () => {
    const { code, messages } = importing('nowhere/left-out.csv', 'untouched.db')
    expect({ code, messages }).toEqual({
      code: 2,
      messages: 'aftersale: --rejects nowhere/left-out.csv: the directory it is to lie in is not there\n',
    })
    mkdirSync(command.path('folder'))
    expect(importing('folder', 'untouched.db')).toMatchObject({
      code: 2,
      messages: 'aftersale: --rejects folder: a directory, where a file is needed\n',
    })
    expect(readdirSync(command.directory)).not.toContain('untouched.db')
  })
})
