import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { claimCommands } from '../commands/claims.js'
import { claimStateTable, tabulatedClaimCommands } from './claim-state-table.fixtures.js'

describe('the state table of the README', () => {
  it('is what the decider says', () => {
    const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')
    const [, table = ''] = /<!-- state table -->\n([\s\S]*?)\n<!-- end of the state table -->/.exec(readme) ?? []
    expect(table).toBe(claimStateTable())
  })

  it('asks about every command to a claim, in the order in which a claim goes', () => {
    expect(tabulatedClaimCommands).toStrictEqual(claimCommands.map(({ messageType }) => messageType))
  })
})
