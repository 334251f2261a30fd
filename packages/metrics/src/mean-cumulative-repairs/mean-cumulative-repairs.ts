import type { UnitFact } from '@aftersale/read-models'
import { evidenceOf } from '../answering/evidence.js'
import type { Counted, Figure } from '../answering/figure.js'
import type { Metric } from '../answering/metric.js'
import type { Scope } from '../answering/question.js'
import { inOrder, segmentOf, segmentToldBy } from '../answering/segment.js'
import { inText, numberOf } from './exact-fraction.js'
import { atRisk, meanCumulativeRepairs, type WatchedUnit } from './units-at-risk.js'

const name = 'mean-cumulative-repairs'

/** How many repairs does a unit need over its use, those taken into account that nobody watches any more? */
export const meanCumulativeRepairsOfUnits: Metric = {
  definition: {
    name,
    title: 'Mean cumulative repairs',
    question: 'How many repairs has a unit needed by a day of its use?',
    numerator:
      'none: it is a sum of shares. For every time of use up to the day at which units were repaired, the repairs of that time by the units that were watched then or longer (Nelson–Aalen for recurrent events). Two repairs of a unit at one time are two.',
    denominator: 'Units, however long they were watched. `exact` is the value as a fraction.',
    population:
      'Units registered in the period. A unit is watched from its registration until it is retired, or until the time asked about; what is told of it outside that time is not counted. One that was sold again is another unit.',
    window: 'P365D by default: the days of use. Its last instant is in it. In its place several days may be asked for.',
    exclusions: 'incomplete (the registration is missing).',
    atZero: 'null',
    variants: {
      mean: 'repairs a unit, by the end of the window; `mean-day-N` by that day of use, where days are asked for',
      'at-risk': 'how many units were watched until then, or longer; `at-risk-day-N` likewise',
    },
    unit: 'per-unit; count for `at-risk`',
    source: 'The real data of 41 diesel engines (Nelson; Meeker & Escobar), whose figures are known.',
  },
  figures: ({ units }, scope) => {
    const groups = groupsOf(units, scope)
    return timesAsked(scope).flatMap(({ until, suffix, parameters }) => [
      ...groups.map((group) => meanOf(group, until, `mean${suffix}`, { ...parameters, ...scope.period })),
      ...groups.map((group) => atRiskOf(group, until, `at-risk${suffix}`, { ...parameters, ...scope.period })),
    ])
  },
}

const DAY = 86_400_000

/** The times of use asked about, in milliseconds. */
const timesAsked = ({ days, windowOr }: Scope) => {
  if (days !== undefined) {
    return days.map((day) => ({ until: day * DAY, suffix: `-day-${day}`, parameters: { day: String(day) } }))
  }
  const { text, milliseconds } = windowOr('P365D')
  return [{ until: milliseconds, suffix: '', parameters: { window: text } }]
}

/** A unit with what is counted of it. */
interface Watched extends WatchedUnit {
  readonly unit: UnitFact
}

interface Group {
  readonly segment: Figure['segment']
  readonly watched: ReadonlyArray<Watched>
  readonly incomplete: ReadonlyArray<UnitFact>
  readonly scope: Scope
}

const groupsOf = (units: ReadonlyArray<UnitFact>, scope: Scope): ReadonlyArray<Group> => {
  const bySegment = new Map<
    string,
    { readonly values: ReadonlyArray<string | null>; readonly units: Array<UnitFact> }
  >()
  if (scope.by.length === 0) bySegment.set('[]', { values: [], units: [] })
  for (const unit of units) {
    const { at } = unit.registered
    if (at < scope.from || at >= scope.until) continue
    const values = segmentOf(unit.circumstances, at, scope)
    const key = JSON.stringify(values)
    const known = bySegment.get(key)
    if (known === undefined) bySegment.set(key, { values, units: [unit] })
    else known.units.push(unit)
  }
  return [...bySegment.values()]
    .sort((left, right) => inOrder(left.values, right.values))
    .map(({ values, units: ofSegment }) => ({
      segment: Object.fromEntries(scope.by.map((dimension, index) => [dimension, values[index] ?? null])),
      watched: ofSegment.flatMap((unit) => (unit.exclusion === undefined ? [watchedUnit(unit, scope.asOf)] : [])),
      incomplete: ofSegment.filter(({ exclusion }) => exclusion !== undefined),
      scope,
    }))
}

const watchedUnit = (unit: UnitFact, asOf: number): Watched => {
  const { registered, retired, services } = unit
  const watchedFor = Math.max(0, Math.min(retired?.at ?? asOf, asOf) - registered.at)
  const repairs = services
    .filter(({ kind }) => kind === 'repair')
    .map(({ at }) => at - registered.at)
    .filter((at) => at >= 0 && at <= watchedFor)
  return { unit, watchedFor, repairs }
}

const meanOf = (group: Group, until: number, variant: string, parameters: Figure['parameters']): Figure => {
  const { watched } = group
  const mean = watched.length === 0 ? undefined : meanCumulativeRepairs(watched, until)
  return {
    ...common(group, variant, parameters),
    value: mean === undefined ? null : numberOf(mean),
    numerator: null,
    ...(mean !== undefined && { exact: inText(mean) }),
    unit: 'per-unit',
    counted: () =>
      countedIn(
        group,
        watched.filter(({ repairs }) => repairs.some((at) => at <= until)),
        until,
      ),
  }
}

const atRiskOf = (group: Group, until: number, variant: string, parameters: Figure['parameters']): Figure => {
  const { watched } = group
  const count = atRisk(watched, until)
  return {
    ...common(group, variant, parameters),
    value: watched.length === 0 ? null : count,
    numerator: count,
    unit: 'count',
    counted: () =>
      countedIn(
        group,
        watched.filter(({ watchedFor }) => watchedFor >= until),
        until,
      ),
  }
}

const common = ({ segment, watched, incomplete }: Group, variant: string, parameters: Figure['parameters']) => ({
  metric: name,
  variant,
  segment,
  denominator: watched.length,
  pending: 0,
  excluded: incomplete.length === 0 ? {} : { incomplete: incomplete.length },
  parameters,
})

/** Above the line the units that make the value what it is, below it all: their beginning and end, and their repairs. */
const countedIn = ({ watched, incomplete, scope }: Group, above: ReadonlyArray<Watched>, until: number): Counted => {
  const toldBy = ({ unit }: Watched): ReadonlyArray<string> => {
    const { registered, retired, services, circumstances } = unit
    const repairs = services.filter(({ kind, at }) => kind === 'repair' && at - registered.at <= until)
    const isOver = retired !== undefined && retired.at <= scope.asOf
    return [
      ...evidenceOf([registered, ...repairs, ...(isOver ? [retired] : [])]),
      ...segmentToldBy(circumstances, scope),
    ]
  }
  const eventsOf = (units: ReadonlyArray<Watched>): ReadonlyArray<string> => [...new Set(units.flatMap(toldBy))]
  return {
    numerator: eventsOf(above),
    denominator: eventsOf(watched),
    pending: [],
    excluded:
      incomplete.length === 0
        ? {}
        : { incomplete: [...new Set(incomplete.flatMap(({ registered }) => evidenceOf([registered])))] },
  }
}
