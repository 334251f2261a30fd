import type { Decider } from '@aftersale/decider'
import type { EventCatalogue, Instant, PolicyRef } from '@aftersale/messages'

/** A decider, and what it takes to keep its events in streams. */
export interface Aggregate<Command, State, Event, Rejection> {
  /** camelCase, without `-`: the streams are `<category>-<uuid>`. */
  readonly category: string
  readonly decider: Pick<Decider<Command, State, Event, Rejection>, 'initial' | 'decide' | 'evolve'>
  readonly catalogue: Pick<EventCatalogue<Event>, 'decode' | 'encode'>
  /** The business time of an event, from its own data. */
  readonly occurredAtOf: (event: Event) => Instant
  /** The policies the event was decided under; none where it is absent. */
  readonly policyRefsOf?: (event: Event) => ReadonlyArray<PolicyRef>
}
