import type { Currency } from '@aftersale/domain/money'

/** The ids of the events that each side of a figure was counted from, each once, in the order of the cases. */
export interface Counted {
  readonly numerator: ReadonlyArray<string>
  /** Those of the numerator among them. */
  readonly denominator: ReadonlyArray<string>
  readonly pending: ReadonlyArray<string>
  readonly excluded: Readonly<Record<string, ReadonlyArray<string>>>
}

/**
 * `minor`: minor units of the figure's currency. `per-thousand`: how many to 1,000 of what the denominator counts;
 * `per-unit`: how many to each of them.
 */
export type Unit = 'ratio' | 'per-thousand' | 'per-unit' | 'seconds' | 'count' | 'minor'

/** One figure of one segment. `denominator` + `pending` + all `excluded` is the whole population. */
export interface Figure {
  readonly metric: string
  readonly variant: string
  /** The value of each dimension that was asked for; `null` where it isn't known. Empty for the whole. */
  readonly segment: Readonly<Record<string, string | null>>
  /** `null` where nothing was measured: where the denominator is 0. */
  readonly value: number | null
  /** What the value was divided from; `null` for a median, which is no fraction, and for a sum of shares. */
  readonly numerator: number | null
  /** The value of a sum of shares as the fraction that it is: `9/41`. */
  readonly exact?: string
  /** How many cases were measured; where a case stands for several units, how many units. */
  readonly denominator: number
  /** How many will be measured once more time has passed: their outcome isn't known as of the time asked about. */
  readonly pending: number
  /** How many can't be measured, by reason. */
  readonly excluded: Readonly<Record<string, number>>
  readonly unit: Unit
  /** ISO 4217; of amounts alone. */
  readonly currency?: Currency
  readonly parameters: Readonly<Record<string, string>>
  /** Goes through the facts again when it is called. */
  readonly counted: () => Counted
}
