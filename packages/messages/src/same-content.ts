import { canonicalJsonWithBigints } from './canonical-json.js'

/** Equal as JSON, whatever the order of the fields; an amount equals its digits, and nothing equals only nothing. */
export const sameContent = (one: unknown, other: unknown): boolean =>
  canonicalJsonWithBigints({ content: one }) === canonicalJsonWithBigints({ content: other })

/** The same of these fields alone. */
export const sameFields = <Data extends object>(one: Data, other: object, fields: ReadonlyArray<keyof Data>): boolean =>
  sameContent(
    fields.map((field) => one[field]),
    fields.map((field) => (other as Readonly<Partial<Data>>)[field]),
  )
