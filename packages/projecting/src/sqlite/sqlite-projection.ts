import type { Projection } from '../projection.js'
import { CAMEL_CASE } from '../projector.js'
import { quoted, type SqliteParameter, type SqliteRow } from './sqlite-database.js'

/**
 * Queries and changes of rows, in the one transaction that also moves the checkpoint. Synchronous. A parameter that SQLite
 * has no value for (a boolean, a Date, undefined, NaN) is a TypeError.
 */
export interface SqliteRows {
  /** The quoted name of the projection's own table in the generation that is being written. */
  readonly table: (name: string) => string
  readonly run: (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => void
  /** The first row; nothing where there is none. */
  readonly get: (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => SqliteRow | undefined
  readonly all: (sql: string, ...parameters: ReadonlyArray<SqliteParameter>) => ReadonlyArray<SqliteRow>
}

export interface SqliteLayout {
  /** Each table: its name in camelCase, and the columns and constraints between the parentheses of CREATE TABLE. */
  readonly tables: Readonly<Record<string, string>>
  /** Each index: the table, and what stands between the parentheses of CREATE INDEX. */
  readonly indexes?: ReadonlyArray<{ readonly table: string; readonly on: string }>
}

/** A projection whose rows lie in SQLite. Readers query the view `<projection>_<table>`. */
export type SqliteProjection<Event> = Projection<Event, SqliteRows> & SqliteLayout

/** What readers query, whatever generation is served. */
const viewName = (projection: string, table: string): string => `${projection}_${table}`

export const tableName = (projection: string, table: string, generation: number): string =>
  `${projection}_${table}_g${generation}`

/** Throws a TypeError for a layout that can't be: a mistake in the program. */
export const layoutText = ({ tables, indexes = [] }: SqliteLayout): string => {
  const names = Object.keys(tables)
  if (names.length === 0) throw new TypeError('a projection in SQLite needs a table')
  for (const name of names) {
    if (!CAMEL_CASE.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name of a table: camelCase only`)
  }
  for (const { table } of indexes) {
    if (!Object.hasOwn(tables, table)) throw new TypeError(`an index stands on ${table}, which is no table here`)
  }
  return JSON.stringify({ tables, indexes })
}

export interface KeptLayout {
  readonly tables: Readonly<Record<string, string>>
  readonly indexes: ReadonlyArray<{ readonly table: string; readonly on: string }>
}

export const keptLayout = (text: string): KeptLayout => JSON.parse(text) as KeptLayout

export const createStatements = (projection: string, generation: number, { tables, indexes }: KeptLayout) => [
  ...Object.entries(tables).map(
    ([table, columns]) => `CREATE TABLE ${quoted(tableName(projection, table, generation))} (${columns})`,
  ),
  ...indexes.map(({ table, on }, index) => {
    const name = tableName(projection, table, generation)
    return `CREATE INDEX ${quoted(`${name}_i${index}`)} ON ${quoted(name)} (${on})`
  }),
]

export const showStatements = (projection: string, generation: number, { tables }: KeptLayout) =>
  Object.keys(tables).map(
    (table) =>
      `CREATE VIEW ${quoted(viewName(projection, table))} AS SELECT * FROM ${quoted(tableName(projection, table, generation))}`,
  )

export const hideStatements = (projection: string, { tables }: KeptLayout) =>
  Object.keys(tables).map((table) => `DROP VIEW IF EXISTS ${quoted(viewName(projection, table))}`)

export const dropStatements = (projection: string, generation: number, { tables }: KeptLayout) =>
  Object.keys(tables).map((table) => `DROP TABLE IF EXISTS ${quoted(tableName(projection, table, generation))}`)
