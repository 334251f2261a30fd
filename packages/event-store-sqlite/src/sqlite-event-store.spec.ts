import { describeEventStore } from '@aftersale/event-store/contract'
import { openLibsql } from './open-libsql.js'
import { nodeSqlite } from './open-node-sqlite.js'
import type { OpenSqliteDatabase } from './sqlite-database.js'
import { newFolder, opened } from './sqlite-files.fixtures.js'

const APPEND_LIMIT_BYTES = 1024 * 1024

const describeSqlite = (name: string, openDatabase: OpenSqliteDatabase): void =>
  describeEventStore(name, {
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

describeSqlite('SQLite by libsql', openLibsql)

const builtIn = nodeSqlite()
if (builtIn !== undefined) describeSqlite('SQLite by node:sqlite', builtIn)

describe(`node:sqlite, which this Node.js ${builtIn === undefined ? 'has not built in, so that no store was tried on it' : 'has built in'}`, () => {
  it('is offered where Node.js has it, and nowhere else', () => {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    expect(nodeSqlite() !== undefined).toBe(major > 22 || (major === 22 && minor >= 13))
  })
})
