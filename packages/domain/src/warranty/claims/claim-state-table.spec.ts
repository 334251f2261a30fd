import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '@aftersale/decider/testing'
import { claimCommands } from '../commands/claims.js'
import { claimStateTable, tabulatedClaimCommands } from './claim-state-table.fixtures.js'

describe('the state table of the README', () => {
  it('is what the decider says', () => {
    expect(tableIn(readFileSync(join(__dirname, 'README.md'), 'utf8'))).toBe(claimStateTable())
  })

  it('asks about every command to a claim, in the order in which a claim goes', () => {
    expect(tabulatedClaimCommands).toStrictEqual(claimCommands.map(({ messageType }) => messageType))
  })
})
