import { record } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { Currency } from './currency.js'
import { MinorUnits, SignedMinorUnits } from './minor-units.js'

/** An amount with its currency: `{ "amountMinor": "17925", "currency": "EUR" }` is 179.25 euros. */
export const Money = record({ amountMinor: SignedMinorUnits, currency: Currency }, 'Money')
export type Money = t.TypeOf<typeof Money>

/** The same of what is never less than nothing: a fee, a limit, a price. */
export const Amount = record({ amountMinor: MinorUnits, currency: Currency }, 'Amount')
export type Amount = t.TypeOf<typeof Amount>

/** Amounts of two currencies met. Nothing here converts: a refund is in the currency that was captured. */
export interface CurrencyMismatch {
  readonly reason: 'CurrencyMismatch'
  readonly expected: Currency
  readonly found: Currency
}

/** The amount is 10^18 minor units or more, so that it could not be recorded. */
export interface AmountOutOfBounds {
  readonly reason: 'AmountOutOfBounds'
  readonly amountMinor: bigint
  readonly currency: Currency
}

/** Nothing in that currency where there are no amounts. Only the sum has to be within bounds. */
export const sumOf = (
  currency: Currency,
  amounts: ReadonlyArray<Money>,
): E.Either<CurrencyMismatch | AmountOutOfBounds, Money> => {
  const foreign = amounts.find((money) => money.currency !== currency)
  if (foreign !== undefined) {
    return E.left({ reason: 'CurrencyMismatch', expected: currency, found: foreign.currency })
  }
  return moneyOf(
    amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
    currency,
  )
}

export const plus = (one: Money, other: Money): E.Either<CurrencyMismatch | AmountOutOfBounds, Money> =>
  sumOf(one.currency, [one, other])

/** Negative where `taken` is more than there is. */
export const minus = (from: Money, taken: Money): E.Either<CurrencyMismatch | AmountOutOfBounds, Money> =>
  sumOf(from.currency, [from, { ...taken, amountMinor: -taken.amountMinor }])

/** The amount with its currency, if it can be recorded. */
export const moneyOf = (amountMinor: bigint, currency: Currency): E.Either<AmountOutOfBounds, Money> =>
  SignedMinorUnits.is(amountMinor)
    ? E.right({ amountMinor, currency })
    : E.left({ reason: 'AmountOutOfBounds', amountMinor, currency })
