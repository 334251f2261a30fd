import {
  Actor,
  Instant,
  message,
  NonEmptyText,
  optional,
  PolicyRef,
  PositiveInteger,
  record,
} from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../calendar/local-date.js'
import { CustomerId } from '../customer/customer-id.js'
import { Currency } from '../money/currency.js'
import { MinorUnits } from '../money/minor-units.js'
import { EntitlementKind, PlanAnchor, ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import { RuleTrace } from '../policy/rule-trace.js'
import { PlanCover, PurchasedUnit, UsedFor } from './plan-cover.js'
import { PlanTerm } from './plan-term.js'
import { ServicePlanId } from './service-plan-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's own list, never free text: it is kept in clear.

const planField = { servicePlanId: ServicePlanId }

export const ServicePlanQuoted = message('ServicePlanQuoted', {
  ...planField,
  customerId: optional(CustomerId),
  /** The terms that every later decision about the plan is taken under. */
  terms: ServicePlanTerms,
  cover: PlanCover,
  isBusiness: t.boolean,
  /** Of one term, tax and all. */
  priceMinor: MinorUnits,
  currency: Currency,
  /** How fast its holder is served, where that is promised. */
  serviceLevelRef: optional(PolicyRef),
  accountManagerId: optional(NonEmptyText),
  validUntil: Instant,
  trace: RuleTrace,
  quotedAt: Instant,
})

export const ServicePlanQuoteExpired = message('ServicePlanQuoteExpired', { ...planField, expiredAt: Instant })

export const ServicePlanSold = message('ServicePlanSold', {
  ...planField,
  customerId: optional(CustomerId),
  cover: PlanCover,
  /** From when its first term runs. */
  start: PlanAnchor,
  purchase: optional(PurchasedUnit),
  paidMinor: MinorUnits,
  currency: Currency,
  soldAt: Instant,
})

export const ServicePlanCoolingOffStarted = message('ServicePlanCoolingOffStarted', {
  ...planField,
  lastOn: LocalDate,
  /** 24:00 of that day in the plan's zone. */
  coolingOffUntil: Instant,
  startedAt: Instant,
})

export const ServicePlanCoolingOffEnded = message('ServicePlanCoolingOffEnded', { ...planField, endedAt: Instant })

/** `activatedAt` is when the first term begins: at its anchor, or at the sale where that came later. */
export const ServicePlanActivated = message('ServicePlanActivated', {
  ...planField,
  anchor: PlanAnchor,
  cover: PlanCover,
  term: PlanTerm,
  trace: RuleTrace,
  activatedAt: Instant,
})

export const ServicePlanSuspended = message('ServicePlanSuspended', {
  ...planField,
  because: NonEmptyText,
  suspendedAt: Instant,
})

export const ServicePlanResumed = message('ServicePlanResumed', { ...planField, resumedAt: Instant })

export const EntitlementConsumed = message('EntitlementConsumed', {
  ...planField,
  kind: EntitlementKind,
  quantity: PositiveInteger,
  usedFor: UsedFor,
  termId: NonEmptyText,
  /** The days within which the quantity is counted. */
  allowanceFrom: LocalDate,
  allowanceLastOn: LocalDate,
  /** Within them, with this one. Without `left` the terms set no limit. */
  used: t.number,
  left: optional(t.number),
  valueMinor: MinorUnits,
  currency: Currency,
  trace: RuleTrace,
  consumedAt: Instant,
})

export const EntitlementRefusal = t.keyof(
  {
    NotEntitled: null,
    UsedUp: null,
    PlanNotActive: null,
    PlanSuspended: null,
    PlanCancelled: null,
    OutsideTerm: null,
  },
  'EntitlementRefusal',
)
export type EntitlementRefusal = t.TypeOf<typeof EntitlementRefusal>

/** A business outcome, not a refused command: what was asked for is not paid for by the plan. */
export const EntitlementRefused = message('EntitlementRefused', {
  ...planField,
  kind: EntitlementKind,
  quantity: PositiveInteger,
  usedFor: UsedFor,
  reasons: t.readonlyArray(EntitlementRefusal),
  /** What would have turned it: at most so many now, or from that day on. */
  wouldHaveTurned: optional(record({ quantityAtMost: optional(PositiveInteger), from: optional(LocalDate) })),
  trace: RuleTrace,
  refusedAt: Instant,
})

export const EntitlementRestored = message('EntitlementRestored', {
  ...planField,
  kind: EntitlementKind,
  quantity: PositiveInteger,
  usedFor: UsedFor,
  because: NonEmptyText,
  restoredAt: Instant,
})

/** From `resetAt` on the quantities begin anew; `unused` is what was left of them. */
export const EntitlementsReset = message('EntitlementsReset', {
  ...planField,
  allowanceFrom: LocalDate,
  allowanceLastOn: LocalDate,
  unused: t.readonlyArray(record({ kind: EntitlementKind, quantity: t.number })),
  resetAt: Instant,
})

/** The customer is to be told that the plan ends on `lastOn` unless it is renewed. */
export const ServicePlanRenewalNoticeFellDue = message('ServicePlanRenewalNoticeFellDue', {
  ...planField,
  customerId: optional(CustomerId),
  lastOn: LocalDate,
  endsAtExclusive: Instant,
  fellDueAt: Instant,
})

/** A further term was sold. */
export const ServicePlanRenewed = message('ServicePlanRenewed', {
  ...planField,
  renewalId: NonEmptyText,
  /** Those that this term runs under. */
  terms: ServicePlanTerms,
  term: PlanTerm,
  purchase: optional(PurchasedUnit),
  paidMinor: MinorUnits,
  currency: Currency,
  trace: RuleTrace,
  renewedAt: Instant,
})

/** What goes back for one term, and on which line of which purchase it was paid. */
export const TermRefund = record(
  {
    termId: NonEmptyText,
    purchase: optional(PurchasedUnit),
    paidMinor: MinorUnits,
    totalDays: t.number,
    unexpiredDays: t.number,
    proRataMinor: MinorUnits,
    feeMinor: MinorUnits,
    deductedMinor: MinorUnits,
    refundMinor: MinorUnits,
  },
  'TermRefund',
)
export type TermRefund = t.TypeOf<typeof TermRefund>

/** Exactly that term is gone, as if it had never been sold; `termsLeft` say where the others lie now. */
export const ServicePlanRenewalReversed = message('ServicePlanRenewalReversed', {
  ...planField,
  renewalId: NonEmptyText,
  because: NonEmptyText,
  refunds: t.readonlyArray(TermRefund),
  refundMinor: MinorUnits,
  currency: Currency,
  termsLeft: t.readonlyArray(PlanTerm),
  trace: RuleTrace,
  reversedAt: Instant,
})

export const ServicePlanAccountManagerAssigned = message('ServicePlanAccountManagerAssigned', {
  ...planField,
  accountManagerId: NonEmptyText,
  assignedBy: Actor,
  assignedAt: Instant,
})

/** The refund that is due, term by term and in all: paid = refund + what is kept. */
export const ServicePlanCancelled = message('ServicePlanCancelled', {
  ...planField,
  customerId: optional(CustomerId),
  cancellationId: NonEmptyText,
  because: NonEmptyText,
  refunds: t.readonlyArray(TermRefund),
  proRataMinor: MinorUnits,
  feeMinor: MinorUnits,
  deductedMinor: MinorUnits,
  refundMinor: MinorUnits,
  keptMinor: MinorUnits,
  currency: Currency,
  trace: RuleTrace,
  cancelledAt: Instant,
})

export const ServicePlanExpired = message('ServicePlanExpired', { ...planField, expiredAt: Instant })

/** In the order in which a plan usually meets them. */
export const servicePlanEvents = [
  ServicePlanQuoted,
  ServicePlanQuoteExpired,
  ServicePlanSold,
  ServicePlanCoolingOffStarted,
  ServicePlanCoolingOffEnded,
  ServicePlanActivated,
  ServicePlanSuspended,
  ServicePlanResumed,
  EntitlementConsumed,
  EntitlementRefused,
  EntitlementRestored,
  EntitlementsReset,
  ServicePlanRenewalNoticeFellDue,
  ServicePlanRenewed,
  ServicePlanRenewalReversed,
  ServicePlanAccountManagerAssigned,
  ServicePlanCancelled,
  ServicePlanExpired,
] as const

export type ServicePlanQuoted = t.TypeOf<typeof ServicePlanQuoted>
export type ServicePlanQuoteExpired = t.TypeOf<typeof ServicePlanQuoteExpired>
export type ServicePlanSold = t.TypeOf<typeof ServicePlanSold>
export type ServicePlanCoolingOffStarted = t.TypeOf<typeof ServicePlanCoolingOffStarted>
export type ServicePlanCoolingOffEnded = t.TypeOf<typeof ServicePlanCoolingOffEnded>
export type ServicePlanActivated = t.TypeOf<typeof ServicePlanActivated>
export type ServicePlanSuspended = t.TypeOf<typeof ServicePlanSuspended>
export type ServicePlanResumed = t.TypeOf<typeof ServicePlanResumed>
export type EntitlementConsumed = t.TypeOf<typeof EntitlementConsumed>
export type EntitlementRefused = t.TypeOf<typeof EntitlementRefused>
export type EntitlementRestored = t.TypeOf<typeof EntitlementRestored>
export type EntitlementsReset = t.TypeOf<typeof EntitlementsReset>
export type ServicePlanRenewalNoticeFellDue = t.TypeOf<typeof ServicePlanRenewalNoticeFellDue>
export type ServicePlanRenewed = t.TypeOf<typeof ServicePlanRenewed>
export type ServicePlanRenewalReversed = t.TypeOf<typeof ServicePlanRenewalReversed>
export type ServicePlanAccountManagerAssigned = t.TypeOf<typeof ServicePlanAccountManagerAssigned>
export type ServicePlanCancelled = t.TypeOf<typeof ServicePlanCancelled>
export type ServicePlanExpired = t.TypeOf<typeof ServicePlanExpired>
export type ServicePlanEvent = t.TypeOf<(typeof servicePlanEvents)[number]>
