import type { TargetUnavailable } from '../failures.js'
import { TargetFault } from '../row-storage.js'

/** What can be bound to a statement, and what a column holds. */
export type SqliteParameter = string | number | bigint | null | Uint8Array

export type SqliteRow = Readonly<Record<string, SqliteParameter>>

/** One connection to a SQLite database: what better-sqlite3, libsql and node:sqlite have in common. */
export interface SqliteDatabase {
  exec(sql: string): unknown
  prepare(sql: string): SqliteStatement
}

export interface SqliteStatement {
  run(...parameters: Array<SqliteParameter>): unknown
  all(...parameters: Array<SqliteParameter>): Array<unknown>
}

/** Statements that are kept prepared, at most: who writes values into the text of a statement would fill the memory. */
const PREPARED_AT_MOST = 500

/** Statements by their text, each prepared once, on one connection. */
export class PreparedStatements {
  private readonly prepared = new Map<string, SqliteStatement>()

  constructor(private readonly database: SqliteDatabase) {}

  run(sql: string, parameters: ReadonlyArray<SqliteParameter>): void {
    this.statement(sql).run(...parameters)
  }

  /** `get` of libsql adds a property of its own to the row, so that one row is read as all of them are. */
  all(sql: string, parameters: ReadonlyArray<SqliteParameter>): ReadonlyArray<SqliteRow> {
    const rows = this.statement(sql).all(...parameters) as Array<Record<string, SqliteParameter | ArrayBuffer>>
    for (const row of rows) {
      for (const column in row) {
        const value = row[column]
        if (value instanceof ArrayBuffer) row[column] = new Uint8Array(value)
      }
    }
    return rows as ReadonlyArray<SqliteRow>
  }

  private statement(sql: string): SqliteStatement {
    const known = this.prepared.get(sql)
    if (known !== undefined) return known
    if (this.prepared.size >= PREPARED_AT_MOST) this.prepared.clear()
    const statement = this.database.prepare(sql)
    this.prepared.set(sql, statement)
    return statement
  }
}

/** libsql ends the process over a boolean, and drivers differ over what is no value of SQLite at all. */
export const refuseUnbindable = (parameters: ReadonlyArray<unknown>): void => {
  for (const [index, value] of parameters.entries()) {
    if (typeof value === 'string' || typeof value === 'bigint' || value === null || value instanceof Uint8Array)
      continue
    if (typeof value === 'number' && Number.isFinite(value)) continue
    throw new TypeError(`parameter ${index + 1} is no value of SQLite: ${typeof value}`)
  }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const ERROR = 1
const BUSY = 5
const LOCKED = 6
const READ_ONLY = 8
const CORRUPT = 11
const FULL = 13
const TOO_BIG = 18
const CONSTRAINT = 19
const MISMATCH = 20
const RANGE = 25
const NOT_A_DATABASE = 26

const BY_NAME: Readonly<Record<string, number>> = {
  ERROR,
  BUSY,
  LOCKED,
  READONLY: READ_ONLY,
  CORRUPT,
  FULL,
  TOOBIG: TOO_BIG,
  CONSTRAINT,
  MISMATCH,
  RANGE,
  NOTADB: NOT_A_DATABASE,
}

/** Codes that are about the statement and its values. Every other is about the database, and no event's fault. */
const ABOUT_THE_STATEMENT: ReadonlySet<number | undefined> = new Set([ERROR, TOO_BIG, CONSTRAINT, MISMATCH, RANGE])

/** The primary result code in what a driver threw: better-sqlite3 says `code`, libsql `rawCode`, node:sqlite `errcode`. */
const resultCodeOf = (thrown: unknown): number | undefined => {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  const { rawCode, errcode, code } = thrown as Readonly<Record<string, unknown>>
  for (const extended of [rawCode, errcode]) if (typeof extended === 'number') return extended & 0xff
  return typeof code === 'string' ? BY_NAME[/^SQLITE_([A-Z]+)/.exec(code)?.[1] ?? ''] : undefined
}

/** Whether an event can be blamed: its statement was refused, or a value of it can't be bound. */
export const isAboutTheStatement = (thrown: unknown): boolean => {
  const code = resultCodeOf(thrown)
  if (code !== undefined) return ABOUT_THE_STATEMENT.has(code)
  return thrown instanceof TypeError || thrown instanceof RangeError
}

export const faultOf = (thrown: unknown): TargetFault => {
  if (thrown instanceof TargetFault) return thrown
  const why = thrown instanceof Error ? thrown.message : String(thrown)
  return new TargetFault({ failure: 'TargetUnavailable', cause: causeOf(resultCodeOf(thrown), why), why })
}

const causeOf = (code: number | undefined, why: string): TargetUnavailable['cause'] => {
  if (code === BUSY || code === LOCKED) return 'locked'
  if (code === FULL) return 'full'
  if (code === READ_ONLY) return 'read-only'
  if (code === CORRUPT || code === NOT_A_DATABASE) return 'corrupt'
  return /within a transaction/.test(why) ? 'busy-with-another-transaction' : 'failed'
}
