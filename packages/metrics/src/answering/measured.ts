import type { Circumstances, Moment } from '@aftersale/read-models'
import { evidenceOf } from './evidence.js'
import type { Counted, Figure } from './figure.js'
import type { Scope } from './question.js'
import { inOrder, segmentOf, segmentToldBy } from './segment.js'
import { type Measurements, needsSingleCases, type Summary, summed } from './summary.js'
import type { Judged, Verdict } from './verdict.js'

/** Any row that a figure can be counted from. */
export interface Case {
  readonly circumstances: Circumstances
  readonly exclusion?: string | undefined
  /** What told of the exclusion. */
  readonly excludedBy?: ReadonlyArray<Moment> | undefined
}

/** One way of judging cases, and the figures that are made of it. */
export interface Measure<Row extends Case> {
  readonly metric: string
  /** The variant of each figure, and how it sums the cases up. */
  readonly variants: Readonly<Record<string, Summary>>
  /** Undefined where the row is not of the population. */
  readonly judge: (row: Row) => Judged | undefined
  /** The events that a row's verdict rests on, beside those that excluded it or told its segment. */
  readonly evidenceOf: (row: Row) => ReadonlyArray<string>
  /** Named in the figure beside the period. */
  readonly parameters?: Readonly<Record<string, string>>
}

interface Group extends Measurements {
  readonly segment: ReadonlyArray<string | null>
  cases: number
  sum: number
  outOf: number
  readonly added: Array<number>
  readonly soFar: Array<number>
  pending: number
  readonly excluded: Map<string, number>
}

/**
 * The figures of some measures of the same rows, measure by measure: for each segment there is (for the whole, even of
 * nothing), each variant. Every row is judged by all of them before the next one is: rows are far apart in memory.
 */
export const measured = <Row extends Case>(
  rows: ReadonlyArray<Row>,
  measures: ReadonlyArray<Measure<Row>>,
  scope: Scope,
): ReadonlyArray<Figure> => {
  const tallies = measures.map((measure) => tallyOf(measure, scope))
  for (const row of rows) {
    for (const { take } of tallies) take(row)
  }
  return tallies.flatMap(({ measure, groups }) => figuresIn(groups, rows, measure, scope))
}

interface Tally<Row extends Case> {
  readonly measure: Measure<Row>
  readonly groups: ReadonlyMap<string, Group>
  readonly take: (row: Row) => void
}

const tallyOf = <Row extends Case>(measure: Measure<Row>, scope: Scope): Tally<Row> => {
  const groups = new Map<string, Group>()
  const whole = scope.by.length === 0 ? groupOf([]) : undefined
  if (whole !== undefined) groups.set('', whole)
  const groupOfSegment = (segment: Group['segment']): Group => {
    const name = JSON.stringify(segment)
    const known = groups.get(name)
    if (known !== undefined) return known
    const group = groupOf(segment)
    groups.set(name, group)
    return group
  }
  const keepsSingleCases = Object.values(measure.variants).some(needsSingleCases)
  const take = (row: Row): void => {
    const judged = judgedIn(measure, row, scope)
    if (judged === undefined) return
    const { at, verdict } = judged
    const group = whole ?? groupOfSegment(segmentOf(row.circumstances, at, scope))
    const { outOf = 1 } = verdict
    if (verdict.adds !== undefined) {
      group.cases += 1
      group.sum += verdict.adds
      group.outOf += outOf
      if (keepsSingleCases) group.added.push(verdict.adds)
    } else if (verdict.excluded !== undefined) {
      group.excluded.set(verdict.excluded, (group.excluded.get(verdict.excluded) ?? 0) + outOf)
    } else {
      group.pending += outOf
      if (keepsSingleCases && verdict.soFar !== undefined) group.soFar.push(verdict.soFar)
    }
  }
  return { measure, groups, take }
}

const figuresIn = <Row extends Case>(
  groups: ReadonlyMap<string, Group>,
  rows: ReadonlyArray<Row>,
  measure: Measure<Row>,
  scope: Scope,
): ReadonlyArray<Figure> => {
  const parameters = { ...measure.parameters, ...scope.period }
  const ordered = [...groups.values()].sort((left, right) => inOrder(left.segment, right.segment))
  return Object.entries(measure.variants).flatMap(([variant, summary]) =>
    ordered.map((group): Figure => {
      const { value, numerator, unit, currency } = summed(summary, group)
      return {
        metric: measure.metric,
        variant,
        segment: Object.fromEntries(scope.by.map((dimension, index) => [dimension, group.segment[index] ?? null])),
        value,
        numerator,
        denominator: group.outOf,
        pending: group.pending,
        excluded: Object.fromEntries([...group.excluded].sort(byReason)),
        unit,
        ...(currency !== undefined && { currency }),
        parameters,
        counted: () => countedIn(rows, measure, scope, group.segment),
      }
    }),
  )
}

const groupOf = (segment: Group['segment']): Group => ({
  segment,
  cases: 0,
  sum: 0,
  outOf: 0,
  added: [],
  soFar: [],
  pending: 0,
  excluded: new Map(),
})

const byReason = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number =>
  left < right ? -1 : 1

/** Undefined where the row is not of the population, or not of the period. */
const judgedIn = <Row extends Case>({ judge }: Measure<Row>, row: Row, scope: Scope): Judged | undefined => {
  const judged = judge(row)
  return judged === undefined || judged.at < scope.from || judged.at >= scope.until ? undefined : judged
}

const countedIn = <Row extends Case>(
  rows: ReadonlyArray<Row>,
  measure: Measure<Row>,
  scope: Scope,
  segment: ReadonlyArray<string | null>,
): Counted => {
  const numerator = new Set<string>()
  const denominator = new Set<string>()
  const pending = new Set<string>()
  const excluded = new Map<string, Set<string>>()
  const sidesOf = (verdict: Verdict): ReadonlyArray<Set<string>> => {
    if (verdict.adds !== undefined) return verdict.adds === 0 ? [denominator] : [numerator, denominator]
    if (verdict.excluded === undefined) return [pending]
    const side = excluded.get(verdict.excluded) ?? new Set()
    excluded.set(verdict.excluded, side)
    return [side]
  }
  for (const row of rows) {
    const judged = judgedIn(measure, row, scope)
    if (judged === undefined || inOrder(segmentOf(row.circumstances, judged.at, scope), segment) !== 0) continue
    const evidence = [
      ...measure.evidenceOf(row),
      ...evidenceOf(row.excludedBy ?? []),
      ...testToldBy(row, judged.verdict),
      ...segmentToldBy(row.circumstances, scope),
    ]
    for (const side of sidesOf(judged.verdict)) for (const eventId of evidence) side.add(eventId)
  }
  return {
    numerator: [...numerator],
    denominator: [...denominator],
    pending: [...pending],
    excluded: Object.fromEntries([...excluded].sort(byReason).map(([reason, side]) => [reason, [...side]])),
  }
}

/** That a case was a test is told by what opened it, or by the purchase or return that it is part of. */
const testToldBy = ({ circumstances: { toldBy } }: Case, verdict: Verdict): ReadonlyArray<string> =>
  verdict.excluded !== undefined && /^(delivered-)?test$/.test(verdict.excluded) && toldBy.opening !== undefined
    ? [toldBy.opening]
    : []
