/**
 * Rows in the order of their times, at the same time by name: it doesn't matter which of several streams was heard of
 * first.
 */
export const inTime = <Row>(
  rows: Iterable<Row>,
  atOf: (row: Row) => number,
  nameOf: (row: Row) => string,
): ReadonlyArray<Row> =>
  [...rows].sort((left, right) => atOf(left) - atOf(right) || byName(nameOf(left), nameOf(right)))

const byName = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
