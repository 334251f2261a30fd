import * as t from 'io-ts'
import { isUuid } from './is-uuid.js'

export interface UuidBrand {
  readonly Uuid: unique symbol
}

/** An RFC 9562 UUID in lower case. */
export const Uuid = t.brand(t.string, (text): text is t.Branded<string, UuidBrand> => isUuid(text), 'Uuid')
export type Uuid = t.TypeOf<typeof Uuid>

export interface NonEmptyTextBrand {
  readonly NonEmptyText: unique symbol
}

// Most texts begin with a letter or a digit, and are not copied to find that out.
const hasInk = (text: string): boolean => {
  const first = text.charCodeAt(0)
  return (first > 0x20 && first < 0x7f) || text.trim() !== ''
}

/** Text of at least one character that is not white space. */
export const NonEmptyText = t.brand(
  t.string,
  (text): text is t.Branded<string, NonEmptyTextBrand> => hasInk(text),
  'NonEmptyText',
)
export type NonEmptyText = t.TypeOf<typeof NonEmptyText>

export interface PositiveIntegerBrand {
  readonly PositiveInteger: unique symbol
}

/** 1, 2, 3 … up to 2^53 − 1. */
export const PositiveInteger = t.brand(
  t.number,
  (value): value is t.Branded<number, PositiveIntegerBrand> => Number.isSafeInteger(value) && value > 0,
  'PositiveInteger',
)
export type PositiveInteger = t.TypeOf<typeof PositiveInteger>

/** The place of an event in its stream: 0, 1, 2 … up to 2^53 − 1. */
export const Revision = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Revision')
