import { pathToFileURL } from 'node:url'
import type { OpenSqliteDatabase, SqliteDatabase, SqliteStatement, SqliteValue } from './sqlite-database.js'

interface NodeStatement {
  run(...values: ReadonlyArray<SqliteValue>): unknown
  get(...values: ReadonlyArray<SqliteValue>): Record<string, SqliteValue> | undefined
  all(...values: ReadonlyArray<SqliteValue>): ReadonlyArray<Record<string, SqliteValue>>
}

interface NodeDatabase {
  prepare(sql: string): NodeStatement
  exec(sql: string): void
  close(): void
}

interface NodeSqlite {
  readonly DatabaseSync: new (location: string | URL, options?: { readonly readOnly?: boolean }) => NodeDatabase
}

/** Connects by the SQLite that is built into Node.js from 22.13 on (from 22.5 on behind a flag); nothing where it isn't built in. */
export const nodeSqlite = (): OpenSqliteDatabase | undefined => {
  const { DatabaseSync } = (process.getBuiltinModule('node:sqlite') ?? {}) as Partial<NodeSqlite>
  if (DatabaseSync === undefined) return undefined
  return (path, access) =>
    adapted(
      access === 'immutable'
        ? new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true })
        : new DatabaseSync(path, { readOnly: access === 'read-only' }),
    )
}

const adapted = (database: NodeDatabase): SqliteDatabase => ({
  prepare: (sql) => adaptedStatement(database.prepare(sql)),
  exec: (sql) => database.exec(sql),
  close: () => database.close(),
})

/** Rows are objects here, in the order of the columns: two columns of one name would become one. */
const adaptedStatement = (statement: NodeStatement): SqliteStatement => {
  let raw = false
  const shaped = (row: Record<string, SqliteValue>): unknown => (raw ? Object.values(row) : row)
  return {
    run: (...values) => statement.run(...values),
    get: (...values) => {
      const row = statement.get(...values)
      return row === undefined ? undefined : shaped(row)
    },
    all: (...values) => Array.from(statement.all(...values), shaped),
    raw: (toggle = true) => {
      raw = toggle
    },
  }
}
