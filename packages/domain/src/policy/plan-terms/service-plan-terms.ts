import { NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Period, PeriodRule } from '../../calendar/period.js'
import { Zone } from '../../calendar/zone.js'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { BasisPoints } from '../../money/rate.js'

/** What a plan entitles to. All but a response time and a discount are counted and used up. */
export const EntitlementKind = t.keyof(
  {
    visits: null,
    incidents: null,
    'training-places': null,
    roadside: null,
    'response-time': null,
    discount: null,
  },
  'EntitlementKind',
)
export type EntitlementKind = t.TypeOf<typeof EntitlementKind>

export const PlanEntitlement = record(
  {
    kind: EntitlementKind,
    /** Of what is counted: how many in each allowance period; absent: as many as are needed. */
    quantity: optional(PositiveInteger),
    /** Of what is counted: what one of them is worth where service received is deducted from a refund. */
    unitValueMinor: optional(MinorUnits),
    /** Of a response time: the service level that promises it. */
    serviceLevelRef: optional(PolicyRef),
    /** Of a discount: on what else is bought or repaired. */
    rate: optional(BasisPoints),
  },
  'PlanEntitlement',
)
export type PlanEntitlement = t.TypeOf<typeof PlanEntitlement>

/** From when the first term runs. */
export const PlanAnchor = t.keyof({ sale: null, delivery: null, 'end-of-cooling-off': null }, 'PlanAnchor')
export type PlanAnchor = t.TypeOf<typeof PlanAnchor>

/** The lesser of the two, where both are given: an amount, or a part of what is refunded pro rata. */
export const CancellationFee = record(
  { fixedMinor: optional(MinorUnits), rate: optional(BasisPoints) },
  'CancellationFee',
)
export type CancellationFee = t.TypeOf<typeof CancellationFee>

/**
 * What a service plan promises and costs, at one version. Arrives in the command; the plan keeps the terms it was quoted
 * under. All amounts are in `currency`, tax and all.
 */
export const ServicePlanTerms = record(
  {
    policyId: NonEmptyText,
    version: PositiveInteger,
    currency: Currency,
    /** Of one term. */
    priceMinor: MinorUnits,
    /** Of one term. */
    period: Period,
    countingRule: PeriodRule,
    zone: Zone,
    start: PlanAnchor,
    /** From the day of the sale on; within it the plan is given back whole. */
    coolingOff: optional(record({ period: Period, rule: PeriodRule })),
    cancellation: record({
      /** From the day on which a term was sold; within it all of its price goes back. */
      fullRefundWithin: optional(Period),
      fee: optional(CancellationFee),
      /** Whether what was used of the running term is taken off what is refunded of it. */
      deductsServiceReceived: t.boolean,
    }),
    entitlements: t.readonlyArray(PlanEntitlement),
    /** How often the quantities begin anew, from the start of the term; absent: with each term. */
    allowanceEvery: optional(Period),
    /** By time or by use: either of the two. */
    maintenance: optional(
      record({
        every: optional(Period),
        byUse: optional(record({ meter: NonEmptyText, units: PositiveInteger })),
        /** How many days before a visit it is proposed. */
        proposedDaysAhead: optional(PositiveInteger),
      }),
    ),
    /** Absent: the plan ends with its term. */
    renewal: optional(
      record({
        /** How many days before its last day the customer is told. */
        noticeDays: PositiveInteger,
        maxRenewals: optional(PositiveInteger),
      }),
    ),
    /** What businesses are promised where nothing else was agreed with them. */
    business: optional(record({ priceMinor: optional(MinorUnits), serviceLevelRef: optional(PolicyRef) })),
  },
  'ServicePlanTerms',
)
export type ServicePlanTerms = t.TypeOf<typeof ServicePlanTerms>

export const planTermsRefOf = ({ policyId, version }: ServicePlanTerms): PolicyRef => ({ policyId, version })

/** Whether it is used up, rather than there the whole time. */
export const isCounted = (kind: EntitlementKind): boolean => kind !== 'response-time' && kind !== 'discount'
