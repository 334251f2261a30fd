import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'

/** A piece of work that asks for knowledge: a code of the house's own list, `gas-fitting`, `drum-bearings`. */
export const Skill = NonEmptyText
export type Skill = t.TypeOf<typeof Skill>

/** Which skills, on which products, from which day to which: both days included. Without products it holds for all. */
export const certificateFields = {
  certificationId: NonEmptyText,
  skills: t.readonlyArray(Skill),
  skus: optional(t.readonlyArray(NonEmptyText)),
  brands: optional(t.readonlyArray(NonEmptyText)),
  startsOn: LocalDate,
  /** The last day on which it holds; absent where it never ends. */
  lastOn: optional(LocalDate),
}

export const Certificate = record(certificateFields, 'Certificate')
export type Certificate = t.TypeOf<typeof Certificate>
