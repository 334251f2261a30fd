import type { Currency } from '@aftersale/domain/money'
import type { Unit } from './figure.js'
import { kaplanMeierMedianOf, medianOf } from './median.js'

/** How the cases of a segment become one value. */
export type Summary = 'share' | 'per-thousand' | 'count' | 'mean' | 'median' | 'kaplan-meier-median' | AmountIn

/**
 * The sum of amounts in one currency, in its minor units. Beware: a sum of 2^53 minor units or more is the nearest number
 * that a double holds.
 */
export interface AmountIn {
  readonly amountIn: Currency
}

/** What was measured in one segment: what each case adds, and how long those pending have lasted so far. */
export interface Measurements {
  readonly added: ReadonlyArray<number>
  readonly soFar: ReadonlyArray<number>
  /** How many units the cases stand for. */
  readonly outOf: number
}

export interface Summed {
  readonly value: number | null
  readonly numerator: number | null
  readonly unit: Unit
  readonly currency?: Currency
}

/** Milliseconds come in, seconds go out. Null where nothing was measured. */
export const summed = (summary: Summary, { added, soFar, outOf }: Measurements): Summed => {
  const nothing = added.length === 0
  if (typeof summary === 'object') {
    const numerator = sumOf(added)
    return { value: nothing ? null : numerator, numerator, unit: 'minor', currency: summary.amountIn }
  }
  switch (summary) {
    case 'share': {
      const numerator = sumOf(added)
      return { value: nothing ? null : numerator / outOf, numerator, unit: 'ratio' }
    }
    case 'per-thousand': {
      const numerator = sumOf(added)
      return { value: outOf === 0 ? null : (numerator * 1000) / outOf, numerator, unit: 'per-thousand' }
    }
    case 'count': {
      const numerator = sumOf(added)
      return { value: nothing ? null : numerator, numerator, unit: 'count' }
    }
    case 'mean': {
      const milliseconds = sumOf(added)
      const value = nothing ? null : milliseconds / 1000 / added.length
      return { value, numerator: milliseconds / 1000, unit: 'seconds' }
    }
    case 'median':
      return { value: inSeconds(medianOf(new Float64Array(added))), numerator: null, unit: 'seconds' }
    case 'kaplan-meier-median': {
      const median = kaplanMeierMedianOf(new Float64Array(added), new Float64Array(soFar))
      return { value: inSeconds(median), numerator: null, unit: 'seconds' }
    }
  }
}

const sumOf = (values: ReadonlyArray<number>): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

const inSeconds = (milliseconds: number | undefined): number | null =>
  milliseconds === undefined ? null : milliseconds / 1000
