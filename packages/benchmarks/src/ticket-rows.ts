import { type DomainEvent, domainEventCatalogue } from '@aftersale/domain/events'
import type { Follows, KeyedRows } from '@aftersale/projecting'

const columns = { events: 'integer', lastType: 'text', recordedAt: 'text' } as const

/** A row a ticket: how many events it has, and the last of them. */
export const ticketRows = (follows: Follows): KeyedRows<DomainEvent, typeof columns> => ({
  name: 'tickets',
  version: 1,
  follows,
  catalogue: domainEventCatalogue,
  table: 'ticket',
  key: 'stream',
  columns,
  evolve: (row, { event, metadata }) => ({
    events: (row?.events ?? 0) + 1,
    lastType: event.type,
    recordedAt: metadata.recordedAt,
  }),
})
