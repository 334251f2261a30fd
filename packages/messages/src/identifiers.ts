import * as t from 'io-ts'

export interface UuidBrand {
  readonly Uuid: unique symbol
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** An RFC 9562 UUID in lower case. */
export const Uuid = t.brand(t.string, (text): text is t.Branded<string, UuidBrand> => UUID.test(text), 'Uuid')
export type Uuid = t.TypeOf<typeof Uuid>

export interface NonEmptyTextBrand {
  readonly NonEmptyText: unique symbol
}

/** Text of at least one character that is not white space. */
export const NonEmptyText = t.brand(
  t.string,
  (text): text is t.Branded<string, NonEmptyTextBrand> => text.trim() !== '',
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
