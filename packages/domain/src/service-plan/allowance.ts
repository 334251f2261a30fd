import type { Instant } from '@aftersale/messages'
import { endOfDay, type LocalDate, localDateOf, plusDays } from '../calendar/local-date.js'
import { anchoredPeriodEnd } from '../calendar/period.js'
import type { EntitlementKind, PlanEntitlement } from '../policy/plan-terms/service-plan-terms.js'
import { FIRST_TERM } from './plan-term.js'
import type { HeldTerm, Sale, SoldPlan } from './state.js'
import { anchorOf } from './terms-in-calendar.js'

/** The days within which quantities are counted, both included: a term, or a part of it. */
export interface Allowance {
  readonly held: HeldTerm
  readonly from: LocalDate
  readonly lastOn: LocalDate
  /** When the next one begins, or the term ends. */
  readonly endsAtExclusive: Instant
}

/** The term that runs at that instant. */
export const termAt = ({ held }: Sale, at: Instant): HeldTerm | undefined =>
  held.find(({ term }) => term.startsAt <= at && at < term.endsAtExclusive)

/** Whether the plan gave nothing then. */
export const isSuspendedAt = ({ sale }: SoldPlan, at: Instant): boolean =>
  sale.suspensions.some(
    ({ suspended, resumedAt }) => suspended.suspendedAt <= at && (resumedAt === undefined || at < resumedAt),
  )

/** The allowance that runs then; none where no term does. Each is counted from the start of its term. */
export const allowanceAt = ({ quoted, sale }: SoldPlan, at: Instant): Allowance | undefined => {
  const held = termAt(sale, at)
  if (held === undefined) return undefined
  const { term, terms } = held
  const { zone, countingRule } = quoted.terms
  const { allowanceEvery } = terms
  if (allowanceEvery === undefined) {
    return { held, from: term.startsOn, lastOn: term.lastOn, endsAtExclusive: term.endsAtExclusive }
  }
  const anchor = anchorOf(term, quoted.terms, FIRST_TERM)
  const today = localDateOf(at, zone)
  const lastOfPeriod = (times: number): LocalDate => {
    const lastOn = anchoredPeriodEnd({ anchor, period: allowanceEvery, times, rule: countingRule })
    return lastOn < term.lastOn ? lastOn : term.lastOn
  }
  const count = leastFrom1((times) => lastOfPeriod(times) >= today)
  const lastOn = lastOfPeriod(count)
  const from = count === 1 ? term.startsOn : plusDays(lastOfPeriod(count - 1), 1)
  return { held, from, lastOn, endsAtExclusive: endOfDay(lastOn, zone) }
}

/** The least whole number from 1 on for which it holds, which then holds for all greater ones. */
const leastFrom1 = (holds: (count: number) => boolean): number => {
  let high = 1
  while (!holds(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}

export const entitlementTo = ({ terms }: Pick<HeldTerm, 'terms'>, kind: EntitlementKind): PlanEntitlement | undefined =>
  terms.entitlements.find((entitlement) => entitlement.kind === kind)

/** How many were used within these days and not restored. */
export const usedWithin = (
  { sale }: SoldPlan,
  { held, from }: Pick<Allowance, 'held' | 'from'>,
  kind: EntitlementKind,
): number =>
  sale.consumptions.reduce(
    (sum, { consumed, restored }) =>
      !restored && consumed.kind === kind && consumed.termId === held.term.termId && consumed.allowanceFrom === from
        ? sum + consumed.quantity
        : sum,
    0,
  )
