import * as t from 'io-ts'

/** An exact number: numerator by denominator, the denominator above 0. */
export interface Rate {
  readonly numerator: bigint
  readonly denominator: bigint
}

export interface BasisPointsBrand {
  readonly BasisPoints: unique symbol
}

/** A part of a whole in hundredths of a percent: an integer from 0 to 10 000, so 2500 is a quarter. */
export const BasisPoints = t.brand(
  t.number,
  (value): value is t.Branded<number, BasisPointsBrand> => Number.isInteger(value) && value >= 0 && value <= WHOLE,
  'BasisPoints',
)
export type BasisPoints = t.TypeOf<typeof BasisPoints>

const WHOLE = 10_000

export const rateOf = (basisPoints: BasisPoints): Rate => ({
  numerator: BigInt(basisPoints),
  denominator: BigInt(WHOLE),
})

/**
 * The nearest integer; of two as near the one farther from 0, so that what is taken back is what was given: 2.5 is 3
 * and −2.5 is −3. Throws a RangeError where the denominator is not above 0.
 */
export const halfUp = ({ numerator, denominator }: Rate): bigint => {
  if (denominator <= 0n) throw new RangeError(`A denominator is above 0, not ${denominator}`)
  return numerator < 0n
    ? -halfUp({ numerator: -numerator, denominator })
    : (2n * numerator + denominator) / (2n * denominator)
}

/** The amount times the rate, rounded once, half-up. */
export const rateApplied = (amountMinor: bigint, { numerator, denominator }: Rate): bigint =>
  halfUp({ numerator: amountMinor * numerator, denominator })
