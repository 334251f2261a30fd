import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import type {
  EntitlementConsumed,
  EntitlementRefused,
  ServicePlanCancelled,
  ServicePlanCoolingOffStarted,
  ServicePlanQuoted,
  ServicePlanRenewalReversed,
  ServicePlanSold,
  ServicePlanSuspended,
} from './events.js'
import type { PurchasedUnit } from './plan-cover.js'
import type { PlanTerm } from './plan-term.js'

/** A term that was paid for, under which terms, and where it lies. */
export interface HeldTerm {
  readonly term: PlanTerm
  readonly terms: ServicePlanTerms
  readonly paidMinor: bigint
  readonly purchase?: PurchasedUnit
  readonly soldAt: Instant
}

export interface Consumption {
  readonly consumed: EntitlementConsumed['data']
  readonly restored: boolean
}

/** From then on, until it was resumed, the plan gave nothing. */
export interface Suspension {
  readonly suspended: ServicePlanSuspended['data']
  readonly resumedAt?: Instant
}

/** What `decide` must know of a plan once it is sold, whatever became of it. */
export interface Sale {
  readonly sold: ServicePlanSold['data']
  readonly coolingOff?: ServicePlanCoolingOffStarted['data']
  readonly coolingOffEnded: boolean
  /** In their order in time; none before the plan is activated. */
  readonly held: ReadonlyArray<HeldTerm>
  /** Renewals that were taken back: their ids are used up. */
  readonly reversed: ReadonlyArray<{
    readonly held: HeldTerm
    readonly reversal: ServicePlanRenewalReversed['data']
  }>
  readonly consumptions: ReadonlyArray<Consumption>
  readonly refusals: ReadonlyArray<EntitlementRefused['data']>
  readonly suspensions: ReadonlyArray<Suspension>
  /** When the quantities last began anew. */
  readonly resetAt?: Instant
  /** The end that the customer was to be told of. */
  readonly noticedEnd?: Instant
}

export interface ServicePlan {
  readonly quoted: ServicePlanQuoted['data']
  readonly accountManagerId?: NonEmptyText
}

export interface SoldPlan extends ServicePlan {
  readonly sale: Sale
}

export type ServicePlanState =
  | { readonly status: 'not-quoted' }
  | { readonly status: 'quoted'; readonly plan: ServicePlan }
  | { readonly status: 'quote-expired'; readonly plan: ServicePlan }
  /** Sold, and waiting for what begins it. */
  | { readonly status: 'sold'; readonly plan: SoldPlan }
  /** The same, and it can still be given back whole. */
  | { readonly status: 'cooling-off'; readonly plan: SoldPlan }
  | { readonly status: 'active'; readonly plan: SoldPlan }
  | { readonly status: 'suspended'; readonly plan: SoldPlan }
  | { readonly status: 'expired'; readonly plan: SoldPlan }
  | { readonly status: 'cancelled'; readonly plan: SoldPlan; readonly cancelled: ServicePlanCancelled['data'] }

export const initial: ServicePlanState = { status: 'not-quoted' }

/** The last of the terms that are left: the plan ends with it. */
export const lastTermOf = ({ held }: Sale): HeldTerm | undefined => held.at(-1)
