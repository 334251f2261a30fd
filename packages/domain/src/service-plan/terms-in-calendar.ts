import type { Instant } from '@aftersale/messages'
import {
  endOfDay,
  LAST_EPOCH_DAY,
  type LocalDate,
  localDateOf,
  localDateOfEpochDay,
  plusDays,
  startOfDay,
} from '../calendar/local-date.js'
import { anchoredPeriodEnd, type Period, type PeriodRule } from '../calendar/period.js'
import type { Zone } from '../calendar/zone.js'
import type { ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import type { PlanTerm } from './plan-term.js'

/** How all terms of a plan are counted: as the terms that it was quoted under say. */
export type Counting = Pick<ServicePlanTerms, 'countingRule' | 'zone'>

/** Of a term only its id and how long it is. */
export interface TermLength {
  readonly termId: PlanTerm['termId']
  readonly period: Period
}

/**
 * Where the terms of a plan lie, one behind the other without a gap, each counted from the plan's first day and never from
 * the end of the one before: monthly terms from 31 January end with February, and with 30 March. Undefined where one of
 * them ends with the calendar.
 */
export const termsFrom = (
  startsAt: Instant,
  lengths: ReadonlyArray<TermLength>,
  { countingRule, zone }: Counting,
): ReadonlyArray<PlanTerm> | undefined => {
  const anchor = dayOf(startsAt, zone)
  if (anchor === undefined) return undefined
  const terms: PlanTerm[] = []
  for (const [index, { termId }] of lengths.entries()) {
    const [first, ...extendedBy] = lengths.slice(0, index + 1).map(({ period }) => period)
    if (first === undefined) return undefined
    const lastOn = anchoredPeriodEnd({ anchor, period: first, extendedBy, rule: countingRule })
    if (lastOn >= LAST_DAY) return undefined
    const before = terms.at(-1)
    const startsOn = before === undefined ? anchor : plusDays(before.lastOn, 1)
    const from = before === undefined ? startsAt : startOfDay(startsOn, zone)
    terms.push({ termId, startsOn, lastOn, startsAt: from, endsAtExclusive: endOfDay(lastOn, zone) })
  }
  return terms
}

/** The end of a window that is counted from the day of an event; undefined where it lies at the calendar's end. */
export const windowEnd = (
  from: Instant,
  { period, rule, zone }: { readonly period: Period; readonly rule: PeriodRule; readonly zone: Zone },
): { readonly lastOn: LocalDate; readonly endsAtExclusive: Instant } | undefined => {
  const anchor = dayOf(from, zone)
  if (anchor === undefined) return undefined
  const lastOn = anchoredPeriodEnd({ anchor, period, rule })
  return lastOn >= LAST_DAY ? undefined : { lastOn, endsAtExclusive: endOfDay(lastOn, zone) }
}

/** The day in that zone, but for the outermost ones, which not every zone has. */
const dayOf = (at: Instant, zone: Zone): LocalDate | undefined =>
  at < FIRST_INSTANT || at >= LAST_INSTANT ? undefined : localDateOf(at, zone)

const LAST_DAY = localDateOfEpochDay(LAST_EPOCH_DAY)
const FIRST_INSTANT = '0000-01-03T00:00:00.000Z' as Instant
const LAST_INSTANT = '9999-12-30T00:00:00.000Z' as Instant

/** The day that a term or what lies in it is counted from; by some rules it is not counted itself. */
export const anchorOf = ({ termId, startsOn }: PlanTerm, { countingRule }: Counting, firstTermId: string): LocalDate =>
  termId === firstTermId || countingRule === 'start-day-included' ? startsOn : plusDays(startsOn, -1)
