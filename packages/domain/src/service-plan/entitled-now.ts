import type { Instant, NonEmptyText, PolicyRef } from '@aftersale/messages'
import type { LocalDate } from '../calendar/local-date.js'
import type { BasisPoints } from '../money/rate.js'
import { type EntitlementKind, isCounted } from '../policy/plan-terms/service-plan-terms.js'
import { serviceLevelRefUnder } from './agreed-terms.js'
import { allowanceAt, entitlementTo, isSuspendedAt, termAt, usedWithin } from './allowance.js'
import type { ServicePlanState, SoldPlan } from './state.js'

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
  const plan = givingAt(state, at)
  if (plan === undefined || !isCounted(kind)) return undefined
  const allowance = allowanceAt(plan, at)
  const entitlement = allowance === undefined ? undefined : entitlementTo(allowance.held, kind)
  if (allowance === undefined || entitlement === undefined) return undefined
  const used = usedWithin(plan, allowance, kind)
  const { from, lastOn } = allowance
  return { used, ...(entitlement.quantity === undefined ? {} : { left: entitlement.quantity - used }), from, lastOn }
}

/** How fast its holder is served then: as agreed with a business, else as the term's own terms say. */
export const serviceLevelRefOfPlan = (state: ServicePlanState, at: Instant): PolicyRef | undefined => {
  const plan = givingAt(state, at)
  const held = plan === undefined ? undefined : termAt(plan.sale, at)
  return plan === undefined || held === undefined ? undefined : serviceLevelRefUnder(held.terms, plan.quoted)
}

/** The rate off what else is bought or repaired then. */
export const discountOfPlan = (state: ServicePlanState, at: Instant): BasisPoints | undefined => {
  const plan = givingAt(state, at)
  const held = plan === undefined ? undefined : termAt(plan.sale, at)
  return held === undefined ? undefined : entitlementTo(held, 'discount')?.rate
}

/** The plan, where it is not suspended then; it may have been since, or be over by now. */
const givingAt = (state: ServicePlanState, at: Instant): SoldPlan | undefined => {
  switch (state.status) {
    case 'active':
    case 'suspended':
    case 'expired':
      return isSuspendedAt(state.plan, at) ? undefined : state.plan
    case 'not-quoted':
    case 'quoted':
    case 'quote-expired':
    case 'sold':
    case 'cooling-off':
    case 'cancelled':
      return undefined
  }
}

/** Who looks after a business: an id of the staff. */
export const accountManagerOf = (state: ServicePlanState): NonEmptyText | undefined =>
  state.status === 'not-quoted' ? undefined : state.plan.accountManagerId
