import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '@aftersale/decider/testing'
import { noticeCommands, purchaseCommands, shipmentCommands } from './commands.js'
import { stateTable, tabulatedCommands } from './state-table.fixtures.js'

describe('the state table of the README', () => {
  it('is what the decider says', () => {
    expect(tableIn(readFileSync(join(__dirname, 'README.md'), 'utf8'))).toBe(stateTable())
  })

  it('asks about every command but those of shipments and notices, which have a table of their own', () => {
    const elsewhere: ReadonlyArray<string> = [...shipmentCommands, ...noticeCommands].map(
      ({ messageType }) => messageType,
    )
    const types = purchaseCommands.map(({ messageType }): string => messageType)
    expect(tabulatedCommands).toStrictEqual(types.filter((type) => !elsewhere.includes(type)))
  })
})
