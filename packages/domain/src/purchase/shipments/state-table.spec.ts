import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { noticeCommands, shipmentCommands } from '../commands.js'
import { stateTable, tabulatedCommands } from './state-table.fixtures.js'

describe('the state tables of the README', () => {
  it('are what the decider says', () => {
    const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')
    const [, table = ''] = /<!-- state table -->\n([\s\S]*?)\n<!-- end of the state table -->/.exec(readme) ?? []
    expect(table).toBe(stateTable())
  })

  it('ask about every command of shipments and notices', () => {
    const types = [...shipmentCommands, ...noticeCommands].map(({ messageType }) => messageType)
    expect([...tabulatedCommands].sort()).toStrictEqual([...types].sort())
  })
})
