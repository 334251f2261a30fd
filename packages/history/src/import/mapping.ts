import { ServiceLevelPolicy } from '@aftersale/domain'
import { NonEmptyText, optional, record, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { importableCommands } from './importable-commands.js'

// The format of mapping files, documented in docs/importing.md: add, never rename.

const Column = NonEmptyText

/** Where a value of a command comes from. */
export type SourceValue =
  /** The same in every row. */
  | { readonly is: string | number | boolean }
  /** A column's text, or what `values` turns it into; `otherwise` where the text is unknown or not among `values`. */
  | {
      readonly column: string
      readonly values?: Readonly<Record<string, unknown>>
      readonly otherwise?: unknown
    }
  /** A UUID made from the column's text: the same text, the same id, in any file of this mapping. */
  | { readonly idOf: string; readonly column: string; readonly otherwise?: unknown }
  /** A UUID made from the row's place in its ticket: another one for each row. */
  | { readonly newId: string }
  /** The word and the row's number within its ticket, from 1: `update 7` tells apart what is equal but for its row. */
  | { readonly numbered: string }
  /** A column's time. */
  | { readonly time: string }
  /** An object; absent where each of its fields is. */
  | { readonly fields: Readonly<Record<string, SourceValue>> }

export const SourceValue: t.Type<SourceValue> = t.recursion('SourceValue', () =>
  t.union([
    t.type({ is: t.union([t.string, t.number, t.boolean]) }),
    record({ idOf: t.string, column: t.string, otherwise: optional(t.unknown) }),
    t.type({ newId: t.string }),
    t.type({ numbered: t.string }),
    t.type({ time: t.string }),
    t.type({ fields: t.record(t.string, SourceValue) }),
    record({ column: t.string, values: optional(t.record(t.string, t.unknown)), otherwise: optional(t.unknown) }),
  ]),
)

const Values = t.readonlyArray(t.string)

/**
 * When a rule applies to a row. A change is against the last row of the ticket in which the column was known; the
 * first known value is a change from nothing. An unknown value never is a change.
 */
export const Condition = t.union(
  [
    record({ row: t.literal('first') }),
    record({ column: Column, is: t.union([Values, t.literal('known')]) }),
    record({
      column: Column,
      from: optional(t.union([Values, t.keyof({ nothing: null, anything: null })])),
      to: optional(Values),
      notTo: optional(Values),
    }),
  ],
  'Condition',
)
export type Condition = t.TypeOf<typeof Condition>

export const Rule = record(
  {
    /** All of them must hold. */
    when: t.readonlyArray(Condition),
    command: t.keyof(importableCommands, 'Command'),
    /** The column of the business time; or one for the last time that the rule applies to a ticket, and one for the others. */
    at: t.union([Column, record({ last: Column, earlier: Column })]),
    with: optional(t.record(t.string, SourceValue)),
  },
  'Rule',
)
export type Rule = t.TypeOf<typeof Rule>

/** How the rows of a help desk's log become commands to service tickets. */
export const Mapping = record(
  {
    name: NonEmptyText,
    /** Under it, ids are made from the log's own keys (uuid v5). */
    namespace: Uuid,
    csv: record({
      delimiter: optional(t.string),
      /** What stands where something isn't known; an empty field always is unknown. */
      unknown: optional(Values),
    }),
    times: record({ format: NonEmptyText, zone: NonEmptyText }),
    ticket: record({
      /** Rows with the same text in this column are one ticket. */
      key: Column,
      /** `together`: a ticket's rows follow each other. `scattered`: they may stand anywhere; all are held in memory. */
      rows: t.keyof({ together: null, scattered: null }),
    }),
    /** The column that says when the source recorded the row; the business time where it is absent or later. */
    recordedAt: optional(Column),
    /** Who made the entry; the importing system where it is absent. */
    recordedBy: optional(SourceValue),
    /** The promises that the tickets were under; none where it is absent. */
    serviceLevel: optional(ServiceLevelPolicy),
    /** Rows that are not taken, and are not compared with. */
    leaveOut: optional(t.readonlyArray(record({ column: Column, is: Values, reason: NonEmptyText }))),
    /** Applied to each row in this order. */
    rules: t.readonlyArray(Rule),
  },
  'Mapping',
)
export type Mapping = t.TypeOf<typeof Mapping>
