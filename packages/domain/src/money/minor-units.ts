import { conversionCodec } from '@aftersale/messages'
import type * as t from 'io-ts'
import { hasMinus, isWholeNumber } from './digits.js'

/** 10^18: amounts stay below it, so that every one fits the 64-bit integers of databases, with room for sums. */
const BOUND = 10n ** 18n
const MOST_DIGITS = 18

const amountCodec = (
  name: string,
  isCanonical: (text: string) => boolean,
  isWithinBounds: (amountMinor: bigint) => boolean,
): t.Type<bigint, string, unknown> =>
  conversionCodec<bigint, string>(name, {
    is: (value): value is bigint => typeof value === 'bigint' && isWithinBounds(value),
    from: (value) => (typeof value === 'string' && isCanonical(value) ? BigInt(value) : undefined),
    to: String,
  })

/**
 * An amount in minor units of a currency that stands beside it: a bigint from 0 to 10^18 − 1. In JSON a text of its
 * digits, `"17925"`, in one form only: no sign, no leading zero, no decimals, and never a number. Sums of amounts are
 * plain bigints; `MinorUnits.is` tells whether one may be recorded.
 */
export const MinorUnits = amountCodec(
  'MinorUnits',
  (text) => isWholeNumber(text, 0, text.length, MOST_DIGITS),
  (minor) => minor >= 0n && minor < BOUND,
)
export type MinorUnits = t.TypeOf<typeof MinorUnits>

const isBelowZero = (text: string): boolean => text !== '-0' && isWholeNumber(text, 1, text.length, MOST_DIGITS)

/** The same where an amount may be negative, as a difference: from −(10^18 − 1) on, `"-250"`. `"-0"` is refused. */
export const SignedMinorUnits = amountCodec(
  'SignedMinorUnits',
  (text) => (hasMinus(text) ? isBelowZero(text) : isWholeNumber(text, 0, text.length, MOST_DIGITS)),
  (minor) => minor > -BOUND && minor < BOUND,
)
export type SignedMinorUnits = t.TypeOf<typeof SignedMinorUnits>
