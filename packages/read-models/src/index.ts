export { type AfterSalesFacts, type AfterSalesFactsFold, afterSalesFacts } from './after-sales-facts.js'
export type { Circumstances, CircumstancesToldBy, Exclusion } from './circumstances.js'
export type { VisitFact } from './did-somebody-come/visit-fact.js'
export type { Fold } from './fold.js'
export { type HelpDeskFacts, type HelpDeskFactsFold, helpDeskFacts } from './help-desk-facts.js'
export type { Moment, Span, Told } from './moment.js'
export type { RecordedEvent } from './recorded-event.js'
export type { DeliveryFact } from './was-it-delivered-as-promised/delivery-fact.js'
export type { DelayFact } from './were-delays-told-in-time/delay-fact.js'
export type { DutyFact, DutyToTell } from './were-duties-met/duty-fact.js'
export type { FollowUpFact } from './were-follow-ups-done/follow-up-fact.js'
export type { PromiseFact, Renegotiation } from './were-promises-kept/promise-fact.js'
export type { ClockFact } from './were-service-levels-met/clock-fact.js'
export type {
  ChoiceExplained,
  ClaimFact,
  ClaimRepair,
  ClaimStatus,
  ClaimVerdict,
  RemedyTaken,
} from './what-became-of-each-claim/claim-fact.js'
export { statusOf as statusOfClaim } from './what-became-of-each-claim/claim-fact.js'
export type { ContactSession, IssueEpisode, IssueFact, TicketOpening } from './what-became-of-each-issue/issue-fact.js'
export { isSameSession } from './what-became-of-each-issue/same-session.js'
export type { DeliveredUnitsFact, UnitsBack } from './what-came-back/delivered-units-fact.js'
export type { ReceivedUnitsFact, UnitsDisposed } from './what-came-back/received-units-fact.js'
export type { ReturnLabelFact } from './what-came-back/return-label-fact.js'
export type { ReturnRequestFact, UnitsDrawn } from './what-came-back/return-request-fact.js'
export type {
  ClaimOnWarranty,
  Coverage,
  EntitlementLeft,
  LayerCoverage,
  LayerExtension,
  LayerStatus,
  PartyClarified,
  PlanCoverage,
  WarrantyCoverage,
  Why,
} from './what-covers-it/coverage.js'
export type { DayIn } from './what-covers-it/layer-coverage.js'
export { type WhatCoversIt, whatCoversIt } from './what-covers-it/what-covers-it.js'
export type { Closing, Doer, Reply, Resolution } from './what-happened-to-each-ticket/ticket-history.js'
export type { PurchaseFact } from './what-was-bought/purchase-fact.js'
export type { ComplaintAssessment, ComplaintFact } from './what-was-complained-about/complaint-fact.js'
export type { UnitFact, UnitService } from './what-was-done-to-each-unit/unit-fact.js'
export type { RefundFact } from './what-was-refunded/refund-fact.js'
export { type WhereIsIt, whereIsIt } from './where-is-it/where-is-it.js'
export type {
  Fulfilled,
  PurchaseWhereabouts,
  ShipmentPlace,
  ShipmentWhereabouts,
  Step,
  Told as ToldToCustomer,
} from './where-is-it/whereabouts.js'
export type { ContactFact, ContactSubject } from './who-contacted-us/contact-fact.js'
