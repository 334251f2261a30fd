import { commandHashOf } from '@aftersale/messages'

/** Whether two deeds are the same in these fields. When they happened is left out: two witnesses tell two times. */
export const isSame = <Data extends object>(one: Data, other: object, fields: ReadonlyArray<keyof Data>): boolean =>
  commandHashOf(fields.map((field) => one[field])) ===
  commandHashOf(fields.map((field) => (other as Readonly<Partial<Data>>)[field]))
