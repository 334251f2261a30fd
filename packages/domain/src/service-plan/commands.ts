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
import { CustomerId } from '../customer/customer-id.js'
import { Currency } from '../money/currency.js'
import { MinorUnits } from '../money/minor-units.js'
import { EntitlementKind, PlanAnchor, ServicePlanTerms } from '../policy/plan-terms/service-plan-terms.js'
import { PlanCover, PurchasedUnit, UsedFor } from './plan-cover.js'
import { ServicePlanId } from './service-plan-id.js'

const planField = { servicePlanId: ServicePlanId }

/** What was agreed with a business beside the terms. Its account manager is named by an id, never by a name. */
export const BusinessAgreement = record(
  {
    priceMinor: optional(MinorUnits),
    serviceLevelRef: optional(PolicyRef),
    accountManagerId: optional(NonEmptyText),
  },
  'BusinessAgreement',
)
export type BusinessAgreement = t.TypeOf<typeof BusinessAgreement>

export const QuoteServicePlan = message('QuoteServicePlan', {
  ...planField,
  customerId: optional(CustomerId),
  terms: ServicePlanTerms,
  cover: PlanCover,
  /** Present where the customer is a business, be it empty. */
  business: optional(BusinessAgreement),
  quotedAt: Instant,
  /** Until when it can be bought at that, exclusive. */
  validUntil: Instant,
})

/** Issued by the passing of time. */
export const ExpireServicePlanQuote = message('ExpireServicePlanQuote', { ...planField, dueAt: Instant })

/** `purchase` is the line that it was paid by; absent where it was paid in another way. */
export const SellServicePlan = message('SellServicePlan', {
  ...planField,
  purchase: optional(PurchasedUnit),
  paidMinor: MinorUnits,
  currency: Currency,
  soldAt: Instant,
})

/** Issued by the passing of time. */
export const EndCoolingOff = message('EndCoolingOff', { ...planField, dueAt: Instant })

/** What the terms wait for has happened: its first term begins, though never before the sale. */
export const ActivateServicePlan = message('ActivateServicePlan', {
  ...planField,
  anchor: PlanAnchor,
  anchoredAt: Instant,
})

export const SuspendServicePlan = message('SuspendServicePlan', {
  ...planField,
  because: NonEmptyText,
  suspendedAt: Instant,
})

export const ResumeServicePlan = message('ResumeServicePlan', { ...planField, resumedAt: Instant })

/** Once for what it is used for, whatever comes between. */
export const ConsumeEntitlement = message('ConsumeEntitlement', {
  ...planField,
  kind: EntitlementKind,
  quantity: PositiveInteger,
  usedFor: UsedFor,
  /** What it is worth, where the terms' own figure does not fit. */
  valueMinor: optional(MinorUnits),
  consumedAt: Instant,
})

/** What it was to be used for did not happen. */
export const RestoreEntitlement = message('RestoreEntitlement', {
  ...planField,
  kind: EntitlementKind,
  usedFor: UsedFor,
  because: NonEmptyText,
  restoredAt: Instant,
})

/** Issued by the passing of time: the quantities begin anew. */
export const ResetEntitlements = message('ResetEntitlements', { ...planField, dueAt: Instant })

/** Issued by the passing of time: the customer is to be told that the plan ends. */
export const GiveRenewalNotice = message('GiveRenewalNotice', { ...planField, dueAt: Instant })

/** Sells a further term, which begins where the last one ends; under terms of its own where they are given. */
export const RenewServicePlan = message('RenewServicePlan', {
  ...planField,
  renewalId: NonEmptyText,
  terms: optional(ServicePlanTerms),
  purchase: optional(PurchasedUnit),
  paidMinor: MinorUnits,
  currency: Currency,
  renewedAt: Instant,
})

/** Takes exactly that renewal back, for all of its price; later ones move up. */
export const ReverseRenewal = message('ReverseRenewal', {
  ...planField,
  renewalId: NonEmptyText,
  because: NonEmptyText,
  reversedAt: Instant,
})

export const AssignAccountManager = message('AssignAccountManager', {
  ...planField,
  accountManagerId: NonEmptyText,
  assignedBy: Actor,
  assignedAt: Instant,
})

/**
 * `withMainContract`: the sale that the plan belongs to was withdrawn from, and the plan falls with it at no cost (Directive
 * 2011/83, article 15). `because` is a code.
 */
export const CancelServicePlan = message('CancelServicePlan', {
  ...planField,
  cancellationId: NonEmptyText,
  because: NonEmptyText,
  withMainContract: optional(t.boolean),
  cancelledAt: Instant,
})

/** Issued by the passing of time; does nothing where the plan runs on by now. */
export const ExpireServicePlan = message('ExpireServicePlan', { ...planField, dueAt: Instant })

export const ServicePlanCommand = t.union([
  QuoteServicePlan,
  ExpireServicePlanQuote,
  SellServicePlan,
  EndCoolingOff,
  ActivateServicePlan,
  SuspendServicePlan,
  ResumeServicePlan,
  ConsumeEntitlement,
  RestoreEntitlement,
  ResetEntitlements,
  GiveRenewalNotice,
  RenewServicePlan,
  ReverseRenewal,
  AssignAccountManager,
  CancelServicePlan,
  ExpireServicePlan,
])

export type QuoteServicePlan = t.TypeOf<typeof QuoteServicePlan>
export type ExpireServicePlanQuote = t.TypeOf<typeof ExpireServicePlanQuote>
export type SellServicePlan = t.TypeOf<typeof SellServicePlan>
export type EndCoolingOff = t.TypeOf<typeof EndCoolingOff>
export type ActivateServicePlan = t.TypeOf<typeof ActivateServicePlan>
export type SuspendServicePlan = t.TypeOf<typeof SuspendServicePlan>
export type ResumeServicePlan = t.TypeOf<typeof ResumeServicePlan>
export type ConsumeEntitlement = t.TypeOf<typeof ConsumeEntitlement>
export type RestoreEntitlement = t.TypeOf<typeof RestoreEntitlement>
export type ResetEntitlements = t.TypeOf<typeof ResetEntitlements>
export type GiveRenewalNotice = t.TypeOf<typeof GiveRenewalNotice>
export type RenewServicePlan = t.TypeOf<typeof RenewServicePlan>
export type ReverseRenewal = t.TypeOf<typeof ReverseRenewal>
export type AssignAccountManager = t.TypeOf<typeof AssignAccountManager>
export type CancelServicePlan = t.TypeOf<typeof CancelServicePlan>
export type ExpireServicePlan = t.TypeOf<typeof ExpireServicePlan>
export type ServicePlanCommand = t.TypeOf<typeof ServicePlanCommand>
