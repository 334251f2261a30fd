import type { DomainEvent } from '@aftersale/domain/events'

/** An event as a history tells it. Of its metadata, the facts need the id alone. */
export interface RecordedEvent {
  readonly event: DomainEvent
  readonly metadata: { readonly eventId: string }
}
