import { PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'

/** Units from `first` to `last`, both included. Which of the two is greater, `UnitRuns` looks at. */
export const UnitRun = record({ first: PositiveInteger, last: PositiveInteger }, 'UnitRun')
export type UnitRun = t.TypeOf<typeof UnitRun>

export interface UnitRunsBrand {
  readonly UnitRuns: unique symbol
}

const areInOrder = (runs: ReadonlyArray<UnitRun>): boolean =>
  runs.every(({ first, last }, index) => {
    const before = runs[index - 1]
    return first <= last && (before === undefined || before.last + 1 < first)
  })

/**
 * A set of a line's units, which are numbered from 1 to its quantity: runs in ascending order that neither overlap nor
 * touch, so that a set is written in one way only and a line of 80,995 units is as cheap as one of 2. May be empty.
 */
export const UnitRuns = t.brand(
  t.readonlyArray(UnitRun),
  (runs): runs is t.Branded<ReadonlyArray<UnitRun>, UnitRunsBrand> => areInOrder(runs),
  'UnitRuns',
)
export type UnitRuns = t.TypeOf<typeof UnitRuns>

// What the functions below build is in order by their making.
const inOrder = (runs: ReadonlyArray<{ readonly first: number; readonly last: number }>): UnitRuns =>
  runs as ReadonlyArray<UnitRun> as UnitRuns

export const noUnits: UnitRuns = inOrder([])

/** 1 … quantity; none of 0. */
export const allUnits = (quantity: number): UnitRuns =>
  quantity < 1 ? noUnits : inOrder([{ first: 1, last: quantity }])

/** Those units, given in any order and as often as may be. Throws a RangeError for what is no unit number. */
export const unitsOf = (numbers: ReadonlyArray<number>): UnitRuns => {
  const runs: Array<{ first: number; last: number }> = []
  for (const unit of [...numbers].sort((left, right) => left - right)) {
    if (!PositiveInteger.is(unit)) throw new RangeError(`${unit} is no unit`)
    const current = runs.at(-1)
    if (current !== undefined && unit <= current.last + 1) current.last = unit
    else runs.push({ first: unit, last: unit })
  }
  return inOrder(runs)
}

/** How many units there are in the set. */
export const countOf = (runs: UnitRuns): number => runs.reduce((count, { first, last }) => count + last - first + 1, 0)

export const isEmpty = (runs: UnitRuns): boolean => runs.length === 0

/** The units that are in either. */
export const union = (one: UnitRuns, other: UnitRuns): UnitRuns => {
  if (isEmpty(one)) return other
  if (isEmpty(other)) return one
  const merged: Array<{ first: number; last: number }> = []
  for (const { first, last } of [...one, ...other].sort((left, right) => left.first - right.first)) {
    const current = merged.at(-1)
    if (current !== undefined && first <= current.last + 1) current.last = Math.max(current.last, last)
    else merged.push({ first, last })
  }
  return inOrder(merged)
}

/** The units that are in both. */
export const overlap = (one: UnitRuns, other: UnitRuns): UnitRuns => {
  const both: Array<{ readonly first: number; readonly last: number }> = []
  let [at, otherAt] = [0, 0]
  for (;;) {
    const [left, right] = [one[at], other[otherAt]]
    if (left === undefined || right === undefined) return inOrder(both)
    const [first, last] = [Math.max(left.first, right.first), Math.min(left.last, right.last)]
    if (first <= last) both.push({ first, last })
    if (left.last < right.last) at += 1
    else otherAt += 1
  }
}

/** The units of the first that are not in the second. */
export const without = (runs: UnitRuns, taken: UnitRuns): UnitRuns => {
  const left: Array<{ readonly first: number; readonly last: number }> = []
  let takenAt = 0
  for (const { first, last } of runs) {
    let from: number = first
    for (let next = taken[takenAt]; next !== undefined && next.first <= last; next = taken[takenAt]) {
      if (from < next.first) left.push({ first: from, last: next.first - 1 })
      from = Math.max(from, next.last + 1)
      if (next.last > last) break
      takenAt += 1
    }
    if (from <= last) left.push({ first: from, last })
  }
  return inOrder(left)
}

/** Whether every unit of the first is in the second, too. */
export const isWithin = (runs: UnitRuns, whole: UnitRuns): boolean => countOf(overlap(runs, whole)) === countOf(runs)

/** The `count` lowest of the units; all of them where there are fewer. */
export const lowest = (runs: UnitRuns, count: number): UnitRuns => {
  const taken: Array<{ readonly first: number; readonly last: number }> = []
  let left = count
  for (const { first, last } of runs) {
    if (left < 1) break
    const end = Math.min(last, first + left - 1)
    taken.push({ first, last: end })
    left -= end - first + 1
  }
  return inOrder(taken)
}

/** The units one by one, lowest first. Beware: as many as there are; for the units of named serials only. */
export const numbersIn = (runs: UnitRuns): ReadonlyArray<number> =>
  runs.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
