import type { ColumnKind, Columns, KeyedRows, RowOf } from '../keyed-rows.js'
import { quoted, type SqliteParameter, type SqliteRow } from './sqlite-database.js'
import type { SqliteProjection, SqliteRows } from './sqlite-projection.js'

/** Rows written by one statement. */
const ROWS_A_STATEMENT = 50

/** The definition as a projection into SQLite. A batch reads each of its rows once and writes it once. */
export const keyedInSqlite = <Event, Declared extends Columns>(
  definition: KeyedRows<Event, Declared>,
): SqliteProjection<Event> => {
  type Row = RowOf<Declared>
  const { table, key, columns, indexed = [], rowOf, evolve, ...projection } = definition
  const names = Object.keys(columns)
  if (Object.hasOwn(columns, key)) throw new TypeError(`${key} is the key's column and cannot be another one's`)
  const kinds = names.map((name): [name: string, kind: ColumnKind] => [name, columns[name] as ColumnKind])
  const listed = [key, ...names].map(quoted).join(', ')
  const group = `(${[key, ...names].map(() => '?').join(', ')})`
  // A bigint is read as text: drivers give a number, and lose digits of it.
  const read = kinds.map(([name, kind]) =>
    isOf(kind, 'bigint') ? `CAST(${quoted(name)} AS TEXT) AS ${quoted(name)}` : quoted(name),
  )
  const updates = names.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')

  const upsert = (rows: SqliteRows, count: number): string =>
    `INSERT INTO ${rows.table(table)} (${listed}) VALUES ${Array.from({ length: count }, () => group).join(', ')} ` +
    `ON CONFLICT (${quoted(key)}) DO ${names.length === 0 ? 'NOTHING' : `UPDATE SET ${updates}`}`

  const stored = (rows: SqliteRows, of: string): Row | undefined => {
    const row = rows.get(
      `SELECT ${read.length === 0 ? '1' : read.join(', ')} FROM ${rows.table(table)} WHERE ${quoted(key)} = ?`,
      of,
    )
    return row === undefined ? undefined : rowOfSqlite<Declared>(row, kinds)
  }

  interface Touched {
    row: Row | undefined
    isChanged: boolean
  }
  const touchedBy = new WeakMap<SqliteRows, Map<string, Touched>>()
  const touched = (rows: SqliteRows): Map<string, Touched> => {
    const known = touchedBy.get(rows) ?? new Map<string, Touched>()
    touchedBy.set(rows, known)
    return known
  }

  return {
    ...projection,
    tables: {
      [table]: [
        `${quoted(key)} TEXT NOT NULL PRIMARY KEY`,
        ...kinds.map(([name, kind]) => `${quoted(name)} ${declared(kind)}`),
      ].join(', '),
    },
    indexes: indexed.map((name) => ({ table, on: quoted(name) })),
    project: (rows, happened) => {
      const of = rowOf?.(happened) ?? happened.recorded.stream
      const cache = touched(rows)
      const known = cache.get(of)
      const before = known === undefined ? stored(rows, of) : known.row
      const after = evolve(before, happened)
      if (known === undefined) cache.set(of, { row: after, isChanged: after !== before })
      else if (after !== before) {
        known.row = after
        known.isChanged = true
      }
    },
    flush: (rows) => {
      const cache = touchedBy.get(rows)
      if (cache === undefined) return
      const written: Array<ReadonlyArray<SqliteParameter>> = []
      for (const [of, { row, isChanged }] of cache) {
        if (!isChanged) continue
        if (row === undefined) rows.run(`DELETE FROM ${rows.table(table)} WHERE ${quoted(key)} = ?`, of)
        else written.push([of, ...kinds.map(([name, kind]) => parameterOf(row[name], name, kind))])
      }
      const whole = written.length - (written.length % ROWS_A_STATEMENT)
      for (let from = 0; from < whole; from += ROWS_A_STATEMENT) {
        rows.run(upsert(rows, ROWS_A_STATEMENT), ...written.slice(from, from + ROWS_A_STATEMENT).flat())
      }
      for (const parameters of written.slice(whole)) rows.run(upsert(rows, 1), ...parameters)
      touchedBy.delete(rows)
    },
  }
}

const SQL_TYPE = { text: 'TEXT', integer: 'INTEGER', real: 'REAL', bigint: 'INTEGER', boolean: 'INTEGER' }

type Kind = keyof typeof SQL_TYPE

const kindOf = (kind: ColumnKind): Kind => kind.replace('?', '') as Kind
const isOf = (kind: ColumnKind, plain: Kind): boolean => kindOf(kind) === plain
const declared = (kind: ColumnKind): string => `${SQL_TYPE[kindOf(kind)]}${kind.endsWith('?') ? '' : ' NOT NULL'}`

const MOST = 2n ** 63n

/** Refuses what the column would silently turn into something else. */
const parameterOf = (value: unknown, name: string, kind: ColumnKind): SqliteParameter => {
  if (value === null && kind.endsWith('?')) return null
  if (isOf(kind, 'text') && typeof value === 'string') return value
  if (isOf(kind, 'integer') && typeof value === 'number' && Number.isSafeInteger(value)) return value
  if (isOf(kind, 'real') && typeof value === 'number' && Number.isFinite(value)) return value
  if (isOf(kind, 'boolean') && typeof value === 'boolean') return value ? 1 : 0
  if (isOf(kind, 'bigint') && typeof value === 'bigint' && value >= -MOST && value < MOST) return value
  throw new TypeError(`${name} holds ${kind}, and was given what is none: ${typeof value}`)
}

const rowOfSqlite = <Declared extends Columns>(
  row: SqliteRow,
  kinds: ReadonlyArray<readonly [name: string, kind: ColumnKind]>,
): RowOf<Declared> =>
  Object.fromEntries(kinds.map(([name, kind]) => [name, valueOf(row[name] ?? null, kind)])) as RowOf<Declared>

const valueOf = (value: SqliteParameter, kind: ColumnKind): unknown => {
  if (value === null) return null
  if (isOf(kind, 'bigint')) return BigInt(String(value))
  return isOf(kind, 'boolean') ? Number(value) === 1 : value
}
