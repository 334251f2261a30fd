import { eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type ServiceTicketEvent, serviceTicketEvents } from './service-ticket/events.js'
import { occurredAtOfServiceTicket, policyRefsOfServiceTicket } from './service-ticket/occurred-at.js'
import { type StoreCreditEvent, storeCreditEvents } from './store-credit/events.js'
import { occurredAtOfStoreCredit } from './store-credit/occurred-at.js'

/** Every fact the domain records. */
export type DomainEvent = ServiceTicketEvent | StoreCreditEvent

/** The codecs of every event, aggregate by aggregate. */
export const domainEvents = [...serviceTicketEvents, ...storeCreditEvents] as const

/** Every event of the domain, to be decoded by whoever reads a store or a file. */
export const domainEventCatalogue = eventCatalogue(domainEvents)

const isOneOf = <Event extends DomainEvent>(codecs: ReadonlyArray<{ readonly messageType: Event['type'] }>) => {
  const types: ReadonlySet<string> = new Set(codecs.map(({ messageType }) => messageType))
  return (event: DomainEvent): event is Event => types.has(event.type)
}

/** Tells the events of service tickets from those of other aggregates. */
export const isServiceTicketEvent = isOneOf<ServiceTicketEvent>(serviceTicketEvents)

/** When it happened in business, from the event's own data; when it was heard of is in the metadata. */
export const occurredAtOf = (event: DomainEvent): Instant => {
  if (isServiceTicketEvent(event)) return occurredAtOfServiceTicket(event)
  return occurredAtOfStoreCredit(event)
}

/** The policies and calendars that the event was decided under, each version once; none where no rule was applied. */
export const policyRefsOf = (event: DomainEvent): ReadonlyArray<PolicyRef> => {
  if (isServiceTicketEvent(event)) return policyRefsOfServiceTicket(event)
  return []
}

export { AssetId, type AssetIdBrand } from './asset/asset-id.js'
export { Channel } from './channel/channel.js'
export { CustomerId, type CustomerIdBrand } from './customer/customer-id.js'
export { policyRefsIn, RuleApplied, RuleTrace } from './policy/rule-trace.js'
export { ClockKind, HoldCause, PauseCause, Priority } from './policy/service-level/service-level-policy.js'
export { PurchaseId, type PurchaseIdBrand } from './purchase/purchase-id.js'
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
export { CreditCause, CreditExpiry } from './store-credit/credit-terms.js'
export * from './store-credit/events.js'
export { StoreCreditId, type StoreCreditIdBrand } from './store-credit/store-credit-id.js'
