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

/** What was measured in one segment. */
export interface Measurements {
  /** How many cases were measured. */
  readonly cases: number
  /** The sum of what they add, in the order of the rows. */
  readonly sum: number
  /** How many units they stand for. */
  readonly outOf: number
  /** What each of them adds; empty where the summary doesn't need it. */
  readonly added: ReadonlyArray<number>
  /** How long those pending have lasted so far; empty where the summary doesn't need it. */
  readonly soFar: ReadonlyArray<number>
}

/** Whether the value is made of the single cases: a sum and their number are not enough. */
export const needsSingleCases = (summary: Summary): boolean => {
  if (typeof summary === 'object') return false
  switch (summary) {
    case 'median':
    case 'kaplan-meier-median':
      return true
    case 'share':
    case 'per-thousand':
    case 'count':
    case 'mean':
      return false
  }
}

export interface Summed {
  readonly value: number | null
  readonly numerator: number | null
  readonly unit: Unit
  readonly currency?: Currency
}

/** Milliseconds come in, seconds go out. Null where nothing was measured. */
export const summed = (summary: Summary, { cases, sum, outOf, added, soFar }: Measurements): Summed => {
  const nothing = cases === 0
  if (typeof summary === 'object') {
    return { value: nothing ? null : sum, numerator: sum, unit: 'minor', currency: summary.amountIn }
  }
  switch (summary) {
    case 'share':
      return { value: nothing ? null : sum / outOf, numerator: sum, unit: 'ratio' }
    case 'per-thousand':
      return { value: outOf === 0 ? null : (sum * 1000) / outOf, numerator: sum, unit: 'per-thousand' }
    case 'count':
      return { value: nothing ? null : sum, numerator: sum, unit: 'count' }
    case 'mean':
      return { value: nothing ? null : sum / 1000 / cases, numerator: sum / 1000, unit: 'seconds' }
    case 'median':
      return { value: inSeconds(medianOf(new Float64Array(added))), numerator: null, unit: 'seconds' }
    case 'kaplan-meier-median': {
      const median = kaplanMeierMedianOf(new Float64Array(added), new Float64Array(soFar))
      return { value: inSeconds(median), numerator: null, unit: 'seconds' }
    }
  }
}

const inSeconds = (milliseconds: number | undefined): number | null =>
  milliseconds === undefined ? null : milliseconds / 1000
