import { randomUUID } from 'node:crypto'
import { type EventToAppend, streamNameOf } from '@aftersale/event-store'
import { typicalEvents } from './typical-events.js'

export interface TicketHistory {
  readonly stream: string
  readonly events: ReadonlyArray<EventToAppend>
}

const typical = typicalEvents.map((text) => JSON.parse(text) as EventToAppend & { readonly data: object })

/** The typical events in a stream of their own, over and over up to `count`, each with an id of its own. */
export const ticketHistory = (tenant?: string, count = typical.length): TicketHistory => {
  const id = randomUUID()
  const ofTenant = tenant === undefined ? {} : { tenant }
  return {
    stream: streamNameOf({ ...ofTenant, category: 'serviceTicket', id }),
    events: Array.from({ length: count }, (_, index) => eventOf(id, index, tenant)),
  }
}

export const ticketHistories = (histories: number, tenant?: string, count?: number): ReadonlyArray<TicketHistory> =>
  Array.from({ length: histories }, () => ticketHistory(tenant, count))

const eventOf = (serviceTicketId: string, index: number, tenant: string | undefined): EventToAppend => {
  const event = typical[index % typical.length]
  if (event === undefined) throw new Error('There are no typical events')
  const eventId = randomUUID() as EventToAppend['metadata']['eventId']
  const tenantId = tenant as EventToAppend['metadata']['tenantId']
  return {
    type: event.type,
    data: { ...event.data, serviceTicketId },
    metadata: { ...event.metadata, eventId, ...(tenantId === undefined ? {} : { tenantId }) },
  }
}
