import type { Progress } from './progress.js'

/** What is done where rebuilt rows of the same version are not equal to those that are served. */
export type IfDifferent = 'switch' | 'keep'

/** One set of a projection's rows. One generation is served; another may be in the making beside it. */
export interface Generation {
  readonly generation: number
  readonly version: number
  /** A retired one is only there until it is dropped. */
  readonly status: 'serving' | 'rebuilding' | 'retired'
  /** What the projection followed when it was begun, as JSON. */
  readonly follows: string
  /** How its rows are laid out, as JSON. */
  readonly layout: string
  readonly ifDifferent: IfDifferent
  readonly progress: Progress
}

/** Rows that are in one generation and not in the other, as SQLite would write their values. */
export interface RowsDiffer {
  readonly table: string
  /** At most ten of them. */
  readonly rows: ReadonlyArray<{ readonly only: 'old' | 'new'; readonly row: string }>
}

/** The end of a rebuild. */
export interface Switch {
  readonly from: number
  readonly to: number
  /** `kept-old`: the rows differ, and that was not to be switched to. */
  readonly outcome: 'switched' | 'kept-old'
  /** Whether the rows were the same, value for value; two versions are not compared. */
  readonly rows: 'equal' | 'not-compared' | RowsDiffer
}
