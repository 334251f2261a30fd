import * as E from 'fp-ts/lib/Either.js'
import { type Currency, exponentOf } from './currency.js'
import { areDigits, hasMinus, isWholeNumber } from './digits.js'
import { type AmountOutOfBounds, type Money, moneyOf } from './money.js'
import { halfUp, type Rate } from './rate.js'

/** Why a text from outside is no decimal. */
export interface NotADecimal {
  readonly failure: 'NotADecimal'
  readonly text: string
}

/** The amount is no whole number of the currency's minor units: 50.1348 euros, 0.5 yen. */
export interface FinerThanMinorUnit {
  readonly failure: 'FinerThanMinorUnit'
  readonly text: string
  readonly currency: Currency
}

/** On either side of the point. */
const MOST_DIGITS = 30

/**
 * The exact number that a decimal text writes: `23.90`, `-0.001`. A point and no separators of thousands; no plus, no
 * exponent, no blanks, no leading zeros; up to 30 digits on either side.
 */
export const parseDecimal = (text: string): E.Either<NotADecimal, Rate> => {
  const point = text.indexOf('.')
  const end = point === -1 ? text.length : point
  const isDecimal =
    isWholeNumber(text, hasMinus(text) ? 1 : 0, end, MOST_DIGITS) && (point === -1 || areDecimals(text, point + 1))
  if (!isDecimal) return E.left({ failure: 'NotADecimal', text })
  const decimals = text.slice(end + 1)
  return E.right({ numerator: BigInt(text.slice(0, end) + decimals), denominator: 10n ** BigInt(decimals.length) })
}

const areDecimals = (text: string, from: number): boolean => {
  const count = text.length - from
  return count >= 1 && count <= MOST_DIGITS && areDigits(text, from, text.length)
}

/** The amount that a decimal text writes in that currency, exactly or not at all: `179.25` and `179.250` euros. */
export const parseMoney = (
  text: string,
  currency: Currency,
): E.Either<NotADecimal | FinerThanMinorUnit | AmountOutOfBounds, Money> => {
  const decimal = parseDecimal(text)
  if (E.isLeft(decimal)) return decimal
  const { numerator, denominator } = inMinorUnits(decimal.right, currency)
  return numerator % denominator === 0n
    ? moneyOf(numerator / denominator, currency)
    : E.left({ failure: 'FinerThanMinorUnit', text, currency })
}

/** An exact number of the currency's units as an amount, rounded once, half-up: 0.001 pounds a piece, 500 pieces. */
export const roundedMoney = (units: Rate, currency: Currency): E.Either<AmountOutOfBounds, Money> =>
  moneyOf(halfUp(inMinorUnits(units, currency)), currency)

/** With all the decimals of its currency: 17925 is `179.25` in EUR, `17925` in JPY, `17.925` in KWD. */
export const decimalText = ({ amountMinor, currency }: Money): string => {
  const exponent = exponentOf(currency)
  if (exponent === 0) return `${amountMinor}`
  const digits = `${amountMinor < 0n ? -amountMinor : amountMinor}`.padStart(exponent + 1, '0')
  return `${amountMinor < 0n ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

const inMinorUnits = ({ numerator, denominator }: Rate, currency: Currency): Rate => ({
  numerator: numerator * 10n ** BigInt(exponentOf(currency)),
  denominator,
})
