/** A value that can be bound to a statement. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/** A prepared statement in the manner of better-sqlite3. */
export interface SqliteStatement {
  run(...values: Array<SqliteValue>): unknown
  get(...values: Array<SqliteValue>): unknown
  all(...values: Array<SqliteValue>): Array<unknown>
  /** Has `get` and `all` give rows as arrays of their columns. Only for statements that return rows. */
  raw(toggle?: boolean): unknown
}

/** One connection to a SQLite file: what libsql and better-sqlite3 give, as far as the store needs it. */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement
  exec(sql: string): unknown
  close(): unknown
}

/**
 * How a connection may use the file. `immutable` reads a file that nobody can be writing, without its write-ahead log
 * and without any file beside it.
 */
export type SqliteAccess = 'read-write' | 'read-only' | 'immutable'

/** Connects to the file at this absolute path; `read-write` creates it where it is missing. Throws what the driver throws. */
export type OpenSqliteDatabase = (path: string, access: SqliteAccess) => SqliteDatabase

/** A statement whose rows come as arrays of their columns. */
export interface RowsStatement<Row extends ReadonlyArray<SqliteValue>> {
  get(...values: ReadonlyArray<SqliteValue>): Row | undefined
  all(...values: ReadonlyArray<SqliteValue>): ReadonlyArray<Row>
}

/** Prepares a query. The caller says what its columns are. */
export const prepareRows = <Row extends ReadonlyArray<SqliteValue>>(
  database: SqliteDatabase,
  sql: string,
): RowsStatement<Row> => {
  const statement = database.prepare(sql)
  statement.raw(true)
  return statement as RowsStatement<Row>
}

/** The value of a pragma, or what setting it answers; nothing where it answers nothing. */
export const pragma = (database: SqliteDatabase, source: string): SqliteValue | undefined =>
  prepareRows<readonly [SqliteValue]>(database, `PRAGMA ${source}`).get()?.[0]
