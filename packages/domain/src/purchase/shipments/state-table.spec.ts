import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tableIn } from '@aftersale/decider/testing'
import { noticeCommands, shipmentCommands } from '../commands.js'
import { stateTable, tabulatedCommands } from './state-table.fixtures.js'

describe('the state tables of the README', () => {
  it('are what the decider says', () => {
    expect(tableIn(readFileSync(join(__dirname, 'README.md'), 'utf8'))).toBe(stateTable())
  })

  it('ask about every command of shipments and notices', () => {
    const types = [...shipmentCommands, ...noticeCommands].map(({ messageType }) => messageType)
    expect([...tabulatedCommands].sort()).toStrictEqual([...types].sort())
  })
})
