import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '@aftersale/decider/testing'
import { ReturnCaseCommand } from './commands.js'
import { stateTable, tabulatedCommands } from './state-table.fixtures.js'

describe('the state table of the README', () => {
  it('is what the decider says', () => {
    expect(tableIn(readFileSync(join(__dirname, 'README.md'), 'utf8'))).toBe(stateTable())
  })

  it('asks about every command, in the order of commands.ts', () => {
    expect(tabulatedCommands).toStrictEqual(ReturnCaseCommand.types.map(({ messageType }) => messageType))
  })
})
