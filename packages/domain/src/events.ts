import { eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type AssetEvent, assetEvents } from './asset/events.js'
import { occurredAtOfAsset, policyRefsOfAsset } from './asset/occurred-at.js'
import { type PurchaseEvent, purchaseEvents } from './purchase/events.js'
import { occurredAtOfPurchase, policyRefsOfPurchase } from './purchase/occurred-at.js'
import { type ReturnCaseEvent, returnCaseEvents } from './return-case/events.js'
import { occurredAtOfReturnCase, policyRefsOfReturnCase } from './return-case/occurred-at.js'
import { type ServicePlanEvent, servicePlanEvents } from './service-plan/events.js'
import { occurredAtOfServicePlan, policyRefsOfServicePlan } from './service-plan/occurred-at.js'
import { type ServiceTicketEvent, serviceTicketEvents } from './service-ticket/events.js'
import { occurredAtOfServiceTicket, policyRefsOfServiceTicket } from './service-ticket/occurred-at.js'
import { type StaffCertificationEvent, staffCertificationEvents } from './staff-certification/events.js'
import { occurredAtOfStaffCertification } from './staff-certification/occurred-at.js'
import { type StoreCreditEvent, storeCreditEvents } from './store-credit/events.js'
import { occurredAtOfStoreCredit } from './store-credit/occurred-at.js'
import { type TechnicianDayEvent, technicianDayEvents } from './technician-day/events.js'
import { occurredAtOfTechnicianDay } from './technician-day/occurred-at.js'
import { type WarrantyEvent, warrantyEvents } from './warranty/events.js'
import { occurredAtOfWarranty, policyRefsOfWarranty } from './warranty/occurred-at.js'

/** Every fact the domain records. */
export type DomainEvent =
  | ServiceTicketEvent
  | PurchaseEvent
  | ReturnCaseEvent
  | StoreCreditEvent
  | ServicePlanEvent
  | WarrantyEvent
  | AssetEvent
  | TechnicianDayEvent
  | StaffCertificationEvent

/** The codecs of every event, aggregate by aggregate. */
export const domainEvents = [
  ...serviceTicketEvents,
  ...purchaseEvents,
  ...returnCaseEvents,
  ...storeCreditEvents,
  ...servicePlanEvents,
  ...warrantyEvents,
  ...assetEvents,
  ...technicianDayEvents,
  ...staffCertificationEvents,
] as const

/** Every event of the domain, to be decoded by whoever reads a store or a file. */
export const domainEventCatalogue = eventCatalogue(domainEvents)

const isOneOf = <Event extends DomainEvent>(codecs: ReadonlyArray<{ readonly messageType: Event['type'] }>) => {
  const types: ReadonlySet<string> = new Set(codecs.map(({ messageType }) => messageType))
  return (event: DomainEvent): event is Event => types.has(event.type)
}

/** Tells the events of service tickets from those of other aggregates. */
export const isServiceTicketEvent = isOneOf<ServiceTicketEvent>(serviceTicketEvents)

export const isPurchaseEvent = isOneOf<PurchaseEvent>(purchaseEvents)

export const isReturnCaseEvent = isOneOf<ReturnCaseEvent>(returnCaseEvents)

export const isStoreCreditEvent = isOneOf<StoreCreditEvent>(storeCreditEvents)

export const isServicePlanEvent = isOneOf<ServicePlanEvent>(servicePlanEvents)

export const isWarrantyEvent = isOneOf<WarrantyEvent>(warrantyEvents)

export const isAssetEvent = isOneOf<AssetEvent>(assetEvents)

export const isTechnicianDayEvent = isOneOf<TechnicianDayEvent>(technicianDayEvents)

export const isStaffCertificationEvent = isOneOf<StaffCertificationEvent>(staffCertificationEvents)

/** When it happened in business, from the event's own data; when it was heard of is in the metadata. */
export const occurredAtOf = (event: DomainEvent): Instant => {
  if (isServiceTicketEvent(event)) return occurredAtOfServiceTicket(event)
  if (isAssetEvent(event)) return occurredAtOfAsset(event)
  if (isPurchaseEvent(event)) return occurredAtOfPurchase(event)
  if (isReturnCaseEvent(event)) return occurredAtOfReturnCase(event)
  if (isServicePlanEvent(event)) return occurredAtOfServicePlan(event)
  if (isWarrantyEvent(event)) return occurredAtOfWarranty(event)
  if (isTechnicianDayEvent(event)) return occurredAtOfTechnicianDay(event)
  if (isStaffCertificationEvent(event)) return occurredAtOfStaffCertification(event)
  return occurredAtOfStoreCredit(event)
}

/** The policies and calendars that the event was decided under, each version once; none where no rule was applied. */
export const policyRefsOf = (event: DomainEvent): ReadonlyArray<PolicyRef> => {
  if (isServiceTicketEvent(event)) return policyRefsOfServiceTicket(event)
  if (isAssetEvent(event)) return policyRefsOfAsset(event)
  if (isPurchaseEvent(event)) return policyRefsOfPurchase(event)
  if (isReturnCaseEvent(event)) return policyRefsOfReturnCase(event)
  if (isServicePlanEvent(event)) return policyRefsOfServicePlan(event)
  if (isWarrantyEvent(event)) return policyRefsOfWarranty(event)
  return []
}

export { AssetId, type AssetIdBrand, assetIdOf, assetIdOfUnit } from './asset/asset-id.js'
export {
  AssetOwner,
  AssetServiceKind,
  FaultClosure,
  FittedPart,
  ReadingSeverity,
  RetirementCause,
  SoldUnit,
} from './asset/asset-vocabulary.js'
export * from './asset/events.js'
export { FaultId, type FaultIdBrand, faultIdOf } from './asset/fault-id.js'
export { DaysAhead, MaintenanceInterval, VisitCalendar } from './asset/maintenance/maintenance-plan.js'
export { MeterValue, type MeterValueBrand } from './asset/meters/meter-value.js'
export { Channel } from './channel/channel.js'
export { CustomerId, type CustomerIdBrand } from './customer/customer-id.js'
export { EntitlementKind, PlanAnchor } from './policy/plan-terms/service-plan-terms.js'
export { policyRefsIn, RuleApplied, RuleTrace } from './policy/rule-trace.js'
export { ClockKind, HoldCause, PauseCause, Priority } from './policy/service-level/service-level-policy.js'
export * from './purchase/events.js'
export { PurchaseId, type PurchaseIdBrand } from './purchase/purchase-id.js'
export { RefundId, type RefundIdBrand } from './purchase/refund-id.js'
export { ReplacementId, type ReplacementIdBrand } from './purchase/replacement-id.js'
export { ReservationId, type ReservationIdBrand } from './purchase/reservation-id.js'
export { MarketCode, type MarketCodeBrand, SaleChannel } from './purchase/sale/market.js'
export { LineKind, UnitPrice, type UnitPriceBrand } from './purchase/sale/sold-line.js'
export { ShipmentId, type ShipmentIdBrand } from './purchase/shipment-id.js'
export { SignedMinutes, type SignedMinutesBrand } from './purchase/signed-minutes.js'
export * from './return-case/events.js'
export { ReturnCaseId, type ReturnCaseIdBrand } from './return-case/return-case-id.js'
export { ReturnCaseKind } from './return-case/return-case-kind.js'
export * from './service-plan/events.js'
export { PlanCover, PurchasedUnit, UsedFor } from './service-plan/plan-cover.js'
export { PlanTerm } from './service-plan/plan-term.js'
export { ServicePlanId, type ServicePlanIdBrand } from './service-plan/service-plan-id.js'
export {
  ComplaintFinding,
  ComplaintImportance,
  ComplaintSeverity,
  MomentOfUse,
  PriceBand,
  RedressKind,
} from './service-ticket/complaint/complaint-words.js'
export { ContactNature, Direction, isCustomerRequest } from './service-ticket/contact.js'
export * from './service-ticket/events.js'
export {
  IssueId,
  type IssueIdBrand,
  ServiceTicketId,
  type ServiceTicketIdBrand,
} from './service-ticket/service-ticket-id.js'
export { BeyondFirstContact, FixKind, TicketKind, Topic } from './service-ticket/topic.js'
export { VisitId, type VisitIdBrand } from './service-ticket/visit-id.js'
export { Appointment } from './service-ticket/visits/appointment.js'
export { spanOfWindow, VisitWindow, type WindowSpan } from './service-ticket/visits/visit-window.js'
export {
  AbsentParty,
  ArrivalTiming,
  VisitedProduct,
  VisitOutcome,
  VisitPart,
  VisitPurpose,
} from './service-ticket/visits/visit-words.js'
export { Certificate, Skill } from './staff/certificate.js'
export { LabourMinutes, type LabourMinutesBrand } from './staff/labour-minutes.js'
export { Performer } from './staff/performer.js'
export { StaffId, type StaffIdBrand } from './staff/staff-id.js'
export { CertificationEvidence } from './staff-certification/certification-evidence.js'
export * from './staff-certification/events.js'
export { CreditCause, CreditExpiry } from './store-credit/credit-terms.js'
export * from './store-credit/events.js'
export { StoreCreditId, type StoreCreditIdBrand } from './store-credit/store-credit-id.js'
export { BlockCause, ReleaseCause } from './technician-day/day-words.js'
export * from './technician-day/events.js'
export { TechnicianDayId, type TechnicianDayIdBrand, technicianDayIdOf } from './technician-day/technician-day-id.js'
export {
  countOf,
  isEmpty,
  LineId,
  type LineIdBrand,
  noUnits,
  overlap,
  UnitRuns,
  type UnitRunsBrand,
  union,
  without,
} from './units/index.js'
export { ClaimId, type ClaimIdBrand } from './warranty/claim-id.js'
export {
  Burden,
  ClaimEvidence,
  ClaimProof,
  ClaimProofKind,
  ClaimRefusalReason,
  ClaimRemedy,
  ClaimWouldHaveTurned,
  CoverageReason,
  CoverageVerdict,
  RemedyExcuse,
  ReplacedPart,
} from './warranty/claims/claim-words.js'
export { CustodyPurpose } from './warranty/custody/custody-purpose.js'
export { VoidGround, VoidGroundKind } from './warranty/ending/void-ground.js'
export * from './warranty/events.js'
export { KnownAnchor } from './warranty/layers/anchor.js'
export { Carried } from './warranty/layers/carried.js'
export { ExtensionCause } from './warranty/layers/extension-cause.js'
export { DayEnd, LayerTerm } from './warranty/layers/layer-term.js'
export { TermPolicy } from './warranty/layers/term-policy.js'
export { ObligorParty } from './warranty/responsibility/obligor-party.js'
export { LayerId, WarrantedUnit, WarrantyId, type WarrantyIdBrand, warrantyIdOfUnit } from './warranty/warranty-id.js'
