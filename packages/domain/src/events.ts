import { eventCatalogue, type Instant, type PolicyRef } from '@aftersale/messages'
import { type ServiceTicketEvent, serviceTicketEvents } from './service-ticket/events.js'
import { occurredAtOfServiceTicket, policyRefsOfServiceTicket } from './service-ticket/occurred-at.js'

/** Every fact the domain records. */
export type DomainEvent = ServiceTicketEvent

/** The codecs of every event, aggregate by aggregate. */
export const domainEvents = [...serviceTicketEvents] as const

/** Every event of the domain, to be decoded by whoever reads a store or a file. */
export const domainEventCatalogue = eventCatalogue(domainEvents)

const serviceTicketTypes: ReadonlySet<string> = new Set(serviceTicketEvents.map(({ messageType }) => messageType))

/** Tells the events of service tickets from those of other aggregates. */
export const isServiceTicketEvent = (event: DomainEvent): event is ServiceTicketEvent =>
  serviceTicketTypes.has(event.type)

/** When it happened in business, from the event's own data; when it was heard of is in the metadata. */
export const occurredAtOf = (event: DomainEvent): Instant => occurredAtOfServiceTicket(event)

/** The policies and calendars that the event was decided under, each version once; none where no rule was applied. */
export const policyRefsOf = (event: DomainEvent): ReadonlyArray<PolicyRef> => policyRefsOfServiceTicket(event)

export { AssetId, type AssetIdBrand } from './asset/asset-id.js'
export { Channel } from './channel/channel.js'
export { CustomerId, type CustomerIdBrand } from './customer/customer-id.js'
export { policyRefsIn, RuleApplied, RuleTrace } from './policy/rule-trace.js'
export { ClockKind, HoldCause, PauseCause, Priority } from './policy/service-level/service-level-policy.js'
export { PurchaseId, type PurchaseIdBrand } from './purchase/purchase-id.js'
export { ContactNature, Direction, isCustomerRequest } from './service-ticket/contact.js'
export * from './service-ticket/events.js'
export {
  IssueId,
  type IssueIdBrand,
  ServiceTicketId,
  type ServiceTicketIdBrand,
} from './service-ticket/service-ticket-id.js'
export { BeyondFirstContact, FixKind, TicketKind, Topic } from './service-ticket/topic.js'
