import type { InMemoryRows } from './in-memory/in-memory-target.js'
import { RowsByKey } from './in-memory/rows-by-key.js'
import type { Happened, Projection } from './projection.js'

/** What a column holds; with `?`, or null. A `bigint` has 64 bits, a `boolean` is kept as 0 or 1. */
export type ColumnKind = Kind | `${Kind}?`
type Kind = 'text' | 'integer' | 'real' | 'bigint' | 'boolean'

export type Columns = Readonly<Record<string, ColumnKind>>

/** A row of these columns. */
export type RowOf<Declared extends Columns> = { readonly [Name in keyof Declared]: ValueOf<Declared[Name]> }

type ValueOf<Of extends ColumnKind> = Of extends `${infer Inner extends Kind}?`
  ? ValueOfKind[Inner] | null
  : Of extends Kind
    ? ValueOfKind[Of]
    : never

interface ValueOfKind {
  readonly text: string
  readonly integer: number
  readonly real: number
  readonly bigint: bigint
  readonly boolean: boolean
}

/** One row a key, made by a pure function. The same definition makes rows in SQLite and in memory. */
export interface KeyedRows<Event, Declared extends Columns>
  extends Omit<Projection<Event, never>, 'project' | 'flush'> {
  /** The table's name, in camelCase. */
  readonly table: string
  /** The name of the key's column; none of `columns`. */
  readonly key: string
  readonly columns: Declared
  /** Columns that are looked up by, an index each. */
  readonly indexed?: ReadonlyArray<keyof Declared & string>
  /** Which row an event changes; the stream's where it is absent. Where it isn't the stream's, say `keyOf` as well. */
  readonly rowOf?: (happened: Happened<Event>) => string
  /** The row afterwards; nothing where there is to be none. Gives the row itself where nothing changes. */
  readonly evolve: (row: RowOf<Declared> | undefined, happened: Happened<Event>) => RowOf<Declared> | undefined
}

/** The definition as a projection into memory. */
export const keyedInMemory = <Event, Declared extends Columns>(
  definition: KeyedRows<Event, Declared>,
): Projection<Event, RowsByKey<RowOf<Declared>>> => {
  const { table: _table, key: _key, columns: _columns, indexed: _indexed, rowOf, evolve, ...projection } = definition
  return {
    ...projection,
    project: (rows, happened) => {
      const key = rowOf?.(happened) ?? happened.recorded.stream
      const before = rows.get(key)
      const after = evolve(before, happened)
      if (after === before) return
      if (after === undefined) rows.delete(key)
      else rows.set(key, after)
    },
  }
}

/** The form of such rows, for `inMemoryTarget`. */
export const rowsByKey = <Row>(): InMemoryRows<RowsByKey<Row>> => ({
  empty: () => new RowsByKey<Row>(),
  undoable: (rows, work) => rows.undoable(work),
})
