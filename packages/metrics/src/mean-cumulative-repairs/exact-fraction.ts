/** A fraction in its lowest terms, the denominator above 0. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The sum of these many parts of one: `[[2n, 41n], [1n, 40n]]` is 2/41 + 1/40. Exact. */
export const sumOfParts = (parts: Iterable<readonly [numerator: bigint, denominator: bigint]>): Fraction => {
  let sum: Fraction = { numerator: 0n, denominator: 1n }
  for (const [numerator, denominator] of parts) {
    const over = sum.numerator * denominator + numerator * sum.denominator
    const under = sum.denominator * denominator
    const divisor = greatestCommonDivisor(over, under)
    sum = { numerator: over / divisor, denominator: under / divisor }
  }
  return sum
}

const BITS = 64n

/** The number nearest to it, but for the last bit. However long the fraction's numbers are. */
export const numberOf = ({ numerator, denominator }: Fraction): number =>
  Number((numerator << BITS) / denominator) / 2 ** Number(BITS)

/** `17/41`. */
export const inText = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`

const greatestCommonDivisor = (left: bigint, right: bigint): bigint => {
  let [divisor, rest] = [left, right]
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest]
  return divisor
}
