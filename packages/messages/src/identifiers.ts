import * as t from 'io-ts'

export interface UuidBrand {
  readonly Uuid: unique symbol
}

const hex = (length: number): string => '[0-9a-f]'.repeat(length)

// Written out, without counts: V8 takes half the time, and most of decoding an event goes into its identifiers.
const UUID = new RegExp(`^${hex(8)}-${hex(4)}-[1-8]${hex(3)}-[89ab]${hex(3)}-${hex(12)}$`)

/** An RFC 9562 UUID in lower case. */
export const Uuid = t.brand(t.string, (text): text is t.Branded<string, UuidBrand> => UUID.test(text), 'Uuid')
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
