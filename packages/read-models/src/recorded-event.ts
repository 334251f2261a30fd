import type { DomainEvent } from '@aftersale/domain/events'

/**
 * An event as a history tells it. Of its metadata, the facts need the id alone; its revision in its stream tells requests
 * to merge apart, where a ticket asked twice to be merged into the same one.
 */
export interface RecordedEvent {
  readonly event: DomainEvent
  readonly metadata: { readonly eventId: string }
  readonly revision?: number
}
