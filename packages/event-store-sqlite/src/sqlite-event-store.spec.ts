import { describeEventStore } from '@aftersale/event-store/contract'
import { nodeSqlite } from './open-node-sqlite.js'
import { drivers, newFolder, opened } from './sqlite-files.fixtures.js'

const APPEND_LIMIT_BYTES = 1024 * 1024

for (const [driver, openDatabase] of drivers) {
  describeEventStore(`SQLite by ${driver}`, {
    emptyStore: async () => {
      const folder = newFolder()
      return {
        open: (options) =>
          opened(folder.in('history.db'), {
            ...options,
            openDatabase,
            appendLimitBytes: APPEND_LIMIT_BYTES,
            pollMilliseconds: 5,
          }),
        discard: async () => folder.remove(),
      }
    },
    appendLimitBytes: APPEND_LIMIT_BYTES,
    positionsHaveNoGaps: true,
  })
}

const isBuiltIn = nodeSqlite() !== undefined

describe(`node:sqlite, which this Node.js has ${isBuiltIn ? 'built in' : 'not built in, so that no store was tried on it'}`, () => {
  it('is offered where Node.js has it, and nowhere else', () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    // Before 22.13 it stood behind a flag.
    expect(isBuiltIn).toBe(major > 22 || (major === 22 && minor >= 13))
  })
})
