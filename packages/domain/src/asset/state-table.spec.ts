import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '@aftersale/decider/testing'
import { assetCommands } from './commands.js'
import { slotTable, stateTable, tabulatedCommands } from './state-table.fixtures.js'

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')

describe('the tables of the README', () => {
  it('say of every status what the decider says', () => {
    expect(tableIn(readme)).toBe(stateTable())
  })

  it('say of a slot what the decider says', () => {
    expect(tableIn(readme, 'slot')).toBe(slotTable())
  })

  it('ask about every command, in the order of commands.ts', () => {
    expect(tabulatedCommands).toStrictEqual(assetCommands.map(({ messageType }) => messageType))
  })
})
