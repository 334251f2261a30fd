import { conversionCodec } from '@aftersale/messages'
import type * as t from 'io-ts'

/** 10^18: amounts stay below it, so that every one fits the 64-bit integers of databases, with room for sums. */
const BOUND = 10n ** 18n

const amountCodec = (
  name: string,
  canonical: RegExp,
  isWithinBounds: (amountMinor: bigint) => boolean,
): t.Type<bigint, string, unknown> =>
  conversionCodec<bigint, string>(name, {
    is: (value): value is bigint => typeof value === 'bigint' && isWithinBounds(value),
    from: (value) => (typeof value === 'string' && canonical.test(value) ? BigInt(value) : undefined),
    to: String,
  })

/**
 * An amount in minor units of a currency that stands beside it: a bigint from 0 to 10^18 − 1. In JSON a text of its
 * digits, `"17925"`, in one form only: no sign, no leading zero, no decimals, and never a number. Sums of amounts are
 * plain bigints; `MinorUnits.is` tells whether one may be recorded.
 */
export const MinorUnits = amountCodec('MinorUnits', /^(?:0|[1-9]\d{0,17})$/, (minor) => minor >= 0n && minor < BOUND)
export type MinorUnits = t.TypeOf<typeof MinorUnits>

/** The same where an amount may be negative, as a difference: from −(10^18 − 1) on, `"-250"`. `"-0"` is refused. */
export const SignedMinorUnits = amountCodec(
  'SignedMinorUnits',
  /^(?:0|-?[1-9]\d{0,17})$/,
  (minor) => minor > -BOUND && minor < BOUND,
)
export type SignedMinorUnits = t.TypeOf<typeof SignedMinorUnits>
