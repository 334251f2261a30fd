/**
 * How a case stands in a figure. `adds`: it is measured, and adds this to the numerator (1 or 0 in a share, milliseconds
 * in a duration). `pending`: its outcome isn't known yet; it has lasted `soFar` milliseconds. `excluded`: why it can't be
 * measured. `outOf`: how many units the case stands for, 1 where it is absent. Which it is, is asked of its own field: V8
 * finds one that is absent sooner by reading it than by `in`.
 */
export type Verdict =
  | { readonly adds: number; readonly outOf?: number; readonly pending?: never; readonly excluded?: never }
  | {
      readonly pending: true
      readonly soFar?: number
      readonly outOf?: number
      readonly adds?: never
      readonly excluded?: never
    }
  | { readonly excluded: string; readonly outOf?: number; readonly adds?: never; readonly pending?: never }

export const success: Verdict = { adds: 1 }
export const failure: Verdict = { adds: 0 }
export const pending: Verdict = { pending: true }

/** A verdict, and the instant (epoch milliseconds) by which the case belongs to a period. */
export interface Judged {
  readonly at: number
  readonly verdict: Verdict
}

/** Judges a row once for all figures that ask about it one after another. */
export const onceEach = <Row, Result extends Judged | undefined>(
  judge: (row: Row) => Result,
): ((row: Row) => Result) => {
  let last: { readonly row: Row; readonly judged: Result } | undefined
  return (row) => {
    if (last?.row !== row) last = { row, judged: judge(row) }
    return last.judged
  }
}
