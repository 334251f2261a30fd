import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assetCommands } from './commands.js'
import { slotTable, stateTable, tabulatedCommands } from './state-table.fixtures.js'

const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')

const tableIn = (name: string): string =>
  new RegExp(`<!-- ${name} table -->\n([\\s\\S]*?)\n<!-- end of the ${name} table -->`).exec(readme)?.[1] ?? ''

describe('the tables of the README', () => {
  it('say of every status what the decider says', () => {
    expect(tableIn('state')).toBe(stateTable())
  })

  it('say of a slot what the decider says', () => {
    expect(tableIn('slot')).toBe(slotTable())
  })

  it('ask about every command, in the order of commands.ts', () => {
    expect(tabulatedCommands).toStrictEqual(assetCommands.map(({ messageType }) => messageType))
  })
})
