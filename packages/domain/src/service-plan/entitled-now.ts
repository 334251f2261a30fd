import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { BasisPoints } from '../money/rate.js'
import { type EntitlementKind, isCounted } from '../policy/plan-terms/service-plan-terms.js'
import { allowanceAt, entitlementTo, termAt, usedWithin } from './allowance.js'
import type { HeldTerm, ServicePlanState } from './state.js'

/** What of an entitlement can be used on a day, and until when; without `left` as much as is needed. */
export interface EntitlementLeft {
  readonly used: number
  readonly left?: number
  readonly from: LocalDate
  readonly lastOn: LocalDate
}

/** Undefined where the plan does not give it at that instant: in no term, suspended, cancelled, never promised, not counted. */
export const entitlementLeft = (
  state: ServicePlanState,
  kind: EntitlementKind,
  at: Instant,
): EntitlementLeft | undefined => {
  if (state.status !== 'active' || !isCounted(kind)) return undefined
  const allowance = allowanceAt(state.plan, at)
  const entitlement = allowance === undefined ? undefined : entitlementTo(allowance.held, kind)
  if (allowance === undefined || entitlement === undefined) return undefined
  const used = usedWithin(state.plan, allowance, kind)
  const { from, lastOn } = allowance
  return { used, ...(entitlement.quantity === undefined ? {} : { left: entitlement.quantity - used }), from, lastOn }
}

/** How fast its holder is served then: as agreed with a business, else as the term's own terms say. */
export const serviceLevelRefOfPlan = (state: ServicePlanState, at: Instant): PolicyRef | undefined => {
  if (state.status !== 'active') return undefined
  const held = termAt(state.plan.sale, at)
  if (held === undefined) return undefined
  const { isBusiness, serviceLevelRef, terms } = state.plan.quoted
  const ofTerm = entitlementTo(held, 'response-time')?.serviceLevelRef
  return isBusiness || held.terms === terms ? serviceLevelRef : ofTerm
}

/** The rate off what else is bought or repaired then. */
export const discountOfPlan = (state: ServicePlanState, at: Instant): BasisPoints | undefined => {
  const held: HeldTerm | undefined = state.status === 'active' ? termAt(state.plan.sale, at) : undefined
  return held === undefined ? undefined : entitlementTo(held, 'discount')?.rate
}

/** Who looks after a business: an id of the staff. */
export const accountManagerOf = (state: ServicePlanState): NonEmptyText | undefined =>
  state.status === 'not-quoted' ? undefined : state.plan.accountManagerId
