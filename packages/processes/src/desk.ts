import {
  type OpenServiceTicket,
  type PurchaseId,
  purchaseAggregate,
  type ServiceTicketId,
  serviceTicketAggregate,
} from '@aftersale/domain'
import { type Actor, eventIdOf, type NonEmptyText } from '@aftersale/messages'
import type { Occurrence } from './process.js'
import { issue, lookAt, type Reaction } from './reaction.js'

/** The help desk that is told of what no rule can settle: how its tickets are opened. */
export type Desk = Pick<OpenServiceTicket['data'], 'serviceLevel' | 'channel' | 'priority'>

interface Trouble {
  /** The process, and so a part of the ticket's id: one event, one ticket. */
  readonly process: string
  readonly kind: OpenServiceTicket['data']['kind']
  readonly category: string
  readonly subcategory: string
  readonly purchaseId: PurchaseId
}

/** The ticket that a process opens about an event: the same event, the same id, anywhere. */
export const ticketIdOf = (process: string, eventId: string): ServiceTicketId =>
  eventIdOf(serviceTicketAggregate.category, `${process}:${eventId}`, 0) as string as ServiceTicketId

/** Opens a ticket about a purchase; from when the event was heard of on, since nobody could act before. */
export const openTicket = (
  desk: Desk,
  { metadata: { eventId, recordedAt } }: Occurrence<unknown>,
  { process, kind, category, subcategory, purchaseId }: Trouble,
): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    const serviceTicketId = ticketIdOf(process, eventId)
    const customerId = state.status === 'recorded' ? state.purchase.sale.recorded.customerId : undefined
    return issue(serviceTicketAggregate, serviceTicketId, {
      type: 'OpenServiceTicket',
      data: {
        serviceTicketId,
        issueId: eventIdOf('issue', `${process}:${eventId}`, 0) as string as OpenServiceTicket['data']['issueId'],
        ...(customerId === undefined ? {} : { customerId }),
        channel: desk.channel,
        kind,
        priority: desk.priority,
        topic: { category: category as NonEmptyText, subcategory: subcategory as NonEmptyText },
        purchaseId,
        openedBy: { kind: 'system', id: process } as Actor,
        openedAt: recordedAt,
        serviceLevel: desk.serviceLevel,
      },
    })
  })
