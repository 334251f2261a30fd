import type { Instant } from '@aftersale/messages'
import { v5 } from 'uuid'
import type { CsvRow } from './csv-rows.js'
import type { Mapping, SourceValue } from './mapping.js'
import type { ReadTime } from './source-time.js'

/** A row of a ticket: `ordinal` counts the ticket's rows from 0, so that equal rows are different facts. */
export interface TicketRow extends CsvRow {
  readonly key: string
  readonly ordinal: number
}

/** Why a row, or what was to be made of it, was not taken. */
export interface LeftOut {
  readonly line: number
  readonly reason: string
  /** What the reason is about, for a person: `contact_type = Fax`. */
  readonly value: string
  readonly raw: string
}

/** Reads one value from a row: the value, nothing where it isn't known, or why the row can't be taken. */
export type ReadValue = (row: TicketRow) => unknown

/** Thrown within a row and caught around it: deep in an object's fields, nothing else can be said. */
export class NotTaken {
  constructor(
    readonly reason: string,
    readonly value: string,
  ) {}
}

export interface Log {
  readonly mapping: Mapping
  /** The column's text; nothing where it isn't known. Throws where the log lacks the column. */
  readonly column: (name: string) => (row: CsvRow) => string | undefined
  readonly readTime: ReadTime
}

const MOST_IDS_KEPT = 5000

/** The same parts, the same id. */
export const idFrom = ({ namespace }: Pick<Mapping, 'namespace'>, parts: ReadonlyArray<string | number>): string =>
  v5(JSON.stringify(parts), namespace)

export const readValue = (source: SourceValue, log: Log): ReadValue => {
  if ('is' in source) return () => source.is
  if ('newId' in source) return ({ key, ordinal }) => idFrom(log.mapping, [source.newId, key, ordinal])
  if ('numbered' in source) return ({ ordinal }) => `${source.numbered} ${ordinal + 1}`
  if ('time' in source) return readInstant(source.time, log)
  if ('fields' in source) return readFields(source.fields, log)
  const text = log.column(source.column)
  if ('idOf' in source) {
    // The same few people stand in row after row.
    const ids = new Map<string, string>()
    return (row) => {
      const known = text(row)
      if (known === undefined) return source.otherwise
      const kept = ids.get(known)
      if (kept !== undefined) return kept
      if (ids.size === MOST_IDS_KEPT) ids.clear()
      const id = idFrom(log.mapping, [source.idOf, known])
      ids.set(known, id)
      return id
    }
  }
  const { column, values, otherwise } = source
  if (values === undefined) return (row) => text(row) ?? otherwise
  return (row) => {
    const known = text(row)
    if (known === undefined) return otherwise
    if (Object.hasOwn(values, known)) return values[known]
    if (otherwise !== undefined) return otherwise
    throw new NotTaken('ValueNotMapped', `${column} = ${known}`)
  }
}

/** The instant in a column; nothing where it isn't known. */
export const readInstant = (
  column: string,
  { column: columnOf, readTime }: Log,
): ((row: CsvRow) => Instant | undefined) => {
  const text = columnOf(column)
  return (row) => {
    const known = text(row)
    if (known === undefined) return undefined
    const instant = readTime(known)
    if (instant === undefined) throw new NotTaken('NotATime', `${column} = ${known}`)
    return instant
  }
}

export const readFields = (
  fields: Readonly<Record<string, SourceValue>>,
  log: Log,
): ((row: TicketRow) => Record<string, unknown> | undefined) => {
  const readers = Object.entries(fields).map(([name, source]) => ({ name, read: readValue(source, log) }))
  return (row) => {
    let known: Record<string, unknown> | undefined
    for (const { name, read } of readers) {
      const value = read(row)
      if (value !== undefined) {
        known ??= {}
        known[name] = value
      }
    }
    return known
  }
}
