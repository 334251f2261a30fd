import { epochMillisecondsOf, type Instant, instantOf } from '@aftersale/messages'

/** Half-open: `from` is in it, `until` is not. Empty where `until` ≤ `from`. */
export interface Interval {
  readonly from: Instant
  readonly until: Instant
}

/** A time in which a clock rests. Without `until` it is still open and lasts for ever, until told otherwise. */
export interface Pause {
  readonly from: Instant
  readonly until?: Instant
}

/** From, until; in epoch milliseconds. Until is `Infinity` for a pause that is still open. */
export type Span = readonly [number, number]

/** What at least one of the intervals covers: in order, apart from each other, none empty. */
export const unionOf = (intervals: ReadonlyArray<Interval>): ReadonlyArray<Interval> =>
  unionOfSpans(spansOf(intervals)).map(([from, until]) => ({ from: instantOf(from), until: instantOf(until) }))

export const spansOf = (pauses: ReadonlyArray<Pause>): ReadonlyArray<Span> =>
  pauses.map(({ from, until }) => [
    epochMillisecondsOf(from),
    until === undefined ? Number.POSITIVE_INFINITY : epochMillisecondsOf(until),
  ])

export const unionOfSpans = (spans: ReadonlyArray<Span>): ReadonlyArray<Span> => {
  const union: Span[] = []
  for (const [from, until] of spans.filter(([start, end]) => start < end).sort(([left], [right]) => left - right)) {
    const last = union.at(-1)
    if (last !== undefined && from <= last[1]) union[union.length - 1] = [last[0], Math.max(last[1], until)]
    else union.push([from, until])
  }
  return union
}
