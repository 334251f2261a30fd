import {
  type OpenServiceTicket,
  type PurchaseId,
  type ServicePlanCancelled,
  type ServiceTicketId,
  serviceTicketAggregate,
} from '@aftersale/domain'
import { type Actor, eventIdOf, type NonEmptyText } from '@aftersale/messages'
import { type Desk, ticketIdOf } from '../desk.js'
import type { Occurrence } from '../process.js'
import { issue, type Reaction } from '../reaction.js'

/** What a person is to look into: of which plan's customer, and of which purchase where it was paid by one. */
export interface PlanTrouble {
  readonly process: string
  /** Several parts of one event have a ticket each. */
  readonly part: string
  readonly subcategory: string
  readonly customerId?: ServicePlanCancelled['data']['customerId'] | undefined
  readonly purchaseId?: PurchaseId | undefined
}

/** The same event and part, the same ticket, anywhere. */
export const planTicketIdOf = (
  { process, part }: Pick<PlanTrouble, 'process' | 'part'>,
  { metadata: { eventId } }: Occurrence<unknown>,
): ServiceTicketId => ticketIdOf(`${process}/${part}`, eventId)

/** Opens a ticket about a plan; from when the event was heard of on, since nobody could act before. */
export const openTicketAboutAPlan = (desk: Desk, occurrence: Occurrence<unknown>, trouble: PlanTrouble): Reaction => {
  const serviceTicketId = planTicketIdOf(trouble, occurrence)
  const { process, part, subcategory, customerId, purchaseId } = trouble
  const { eventId, recordedAt } = occurrence.metadata
  return issue(serviceTicketAggregate, serviceTicketId, {
    type: 'OpenServiceTicket',
    data: {
      serviceTicketId,
      issueId: eventIdOf('issue', `${process}/${part}:${eventId}`, 0) as string as OpenServiceTicket['data']['issueId'],
      ...(customerId === undefined ? {} : { customerId }),
      channel: desk.channel,
      kind: 'question',
      priority: desk.priority,
      topic: { category: 'service-plan' as NonEmptyText, subcategory: subcategory as NonEmptyText },
      ...(purchaseId === undefined ? {} : { purchaseId }),
      openedBy: { kind: 'system', id: process } as Actor,
      openedAt: recordedAt,
      serviceLevel: desk.serviceLevel,
    },
  })
}
