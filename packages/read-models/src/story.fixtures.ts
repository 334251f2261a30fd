import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type HelpDeskFacts, helpDeskFacts, type RecordedEvent } from './index.js'

/** A UUID that ends in this number. */
export const uuid = (number: number): string => `00000000-0000-5000-8000-${String(number).padStart(12, '0')}`

export const [washer, followUp, other] = [uuid(1), uuid(2), uuid(3)]
const customer = { kind: 'customer', id: 'anna' }
const agent = { kind: 'agent', id: 'ben' }

/** An event of the ticket under an id of its own; it must pass the domain's codec. Times are UTC, `2025-06-02T09:00`. */
export const event = (
  id: number,
  serviceTicketId: string,
  type: DomainEvent['type'],
  data: Readonly<Record<string, unknown>>,
): RecordedEvent => {
  const instants = Object.entries(data).map(([name, value]) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(value) ? [name, `${value}:00.000Z`] : [name, value],
  )
  const at = '2025-01-01T00:00:00.000Z'
  const decoded = domainEventCatalogue.decode({
    type,
    data: { serviceTicketId, ...Object.fromEntries(instants) },
    metadata: {
      eventId: uuid(id),
      schemaVersion: 1,
      occurredAt: at,
      recordedAt: at,
      actor: agent,
      commandId: 'c',
      correlationId: 'c',
      causationId: 'c',
      commandHash: uuid(id),
    },
  })
  if (isLeft(decoded)) throw new TypeError(`${type}: ${JSON.stringify(decoded.left)}`)
  return decoded.right
}

export const opened = (id: number, ticketId: string, openedAt: string, data = {}): RecordedEvent =>
  event(id, ticketId, 'ServiceTicketOpened', {
    issueId: ticketId,
    channel: 'phone',
    kind: 'question',
    priority: 'moderate',
    openedBy: customer,
    openedAt,
    serviceLevelRef: { policyId: 'standard', version: 1 },
    calendarRef: { policyId: 'always', version: 1 },
    ...data,
  })

export const contacted = (id: number, ticketId: string, contactedAt: string, data = {}): RecordedEvent =>
  event(id, ticketId, 'ContactRecorded', {
    contactId: `contact ${id}`,
    sessionId: `session ${id}`,
    direction: 'inbound',
    channel: 'phone',
    nature: 'request',
    contactedBy: customer,
    contactedAt,
    episode: 1,
    ...data,
  })

export const replied = (id: number, ticketId: string, repliedAt: string, data = {}): RecordedEvent =>
  event(id, ticketId, 'CustomerReplied', {
    messageId: `message ${id}`,
    channel: 'email',
    repliedBy: agent,
    automated: false,
    repliedAt,
    episode: 1,
    ...data,
  })

export const resolved = (id: number, ticketId: string, resolvedAt: string, episode = 1): RecordedEvent =>
  event(id, ticketId, 'ServiceTicketResolved', { episode, firstContact: false, resolvedBy: agent, resolvedAt })

export const closed = (id: number, ticketId: string, closedAt: string, episode = 1): RecordedEvent =>
  event(id, ticketId, 'ServiceTicketClosed', { episode, outcome: 'resolved', closedBy: 'timer', closedAt })

export const reopened = (id: number, ticketId: string, reopenedAt: string, episode = 2): RecordedEvent =>
  event(id, ticketId, 'ServiceTicketReopened', {
    episode,
    because: 'customer-contact',
    reopenedBy: customer,
    reopenedAt,
  })

export const factsOf = (...events: ReadonlyArray<RecordedEvent>): HelpDeskFacts => {
  const fold = helpDeskFacts()
  for (const told of events) fold.record(told)
  return fold.facts()
}

export const minute = (text: string): number => Date.parse(`${text}:00.000Z`)
