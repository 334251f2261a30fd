import type { EventMetadata } from '@aftersale/messages'
import type { EventToAppend, RecordedEvent } from '../event.js'
import { streamNameOf } from '../stream-name.js'

/** The `n`-th of a row of UUIDs: the same `n`, the same one. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/** The `n`-th stream of a category. */
export const streamOf = (n: number, category = 'serviceTicket', tenant?: string): string =>
  streamNameOf(tenant === undefined ? { category, id: uuid(n) } : { tenant, category, id: uuid(n) })

/** The event with the `n`-th event id. */
export const event = (
  n: number,
  type = 'NoteAdded',
  data: unknown = { number: n },
  tenant?: string,
): EventToAppend => ({
  type,
  data,
  metadata: metadata(n, tenant),
})

/** Events with the event ids from `first` on. */
export const events = (first: number, count: number, type = 'NoteAdded'): ReadonlyArray<EventToAppend> =>
  Array.from({ length: count }, (_, index) => event(first + index, type))

export const metadata = (n: number, tenant?: string): EventMetadata =>
  ({
    eventId: uuid(n),
    schemaVersion: 1,
    occurredAt: '2025-06-02T07:00:00.000Z',
    recordedAt: '2025-06-02T07:00:01.000Z',
    actor: { kind: 'agent', id: 'agent-7' },
    commandId: `command-${n}`,
    correlationId: `command-${n}`,
    causationId: `command-${n}`,
    commandHash: uuid(0xffff),
    ...(tenant === undefined ? {} : { tenantId: tenant }),
  }) as EventMetadata

/** The event ids of what was read, in order: what most cases compare. */
export const idsOf = (read: ReadonlyArray<RecordedEvent | EventToAppend>): ReadonlyArray<string> =>
  read.map(({ metadata: of }) => (of as { readonly eventId: string }).eventId)

/** The event ids from the `first`-th on. */
export const ids = (first: number, count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => uuid(first + index))
