import type { EventMetadata, Message } from '@aftersale/messages'
import type { Reaction } from './reaction.js'

/** An event that a process reacts to, and where it lies. */
export interface Occurrence<Event> {
  readonly event: Event
  /** Its id, its business time (`occurredAt`) and when it was heard of (`recordedAt`): the only times a process knows. */
  readonly metadata: EventMetadata
  /** UUID of the aggregate that it happened to. */
  readonly id: string
  readonly stream: string
  readonly revision: number
}

/** What follows from some events. Pure: the same event and the same states give the same reaction. */
export interface Process {
  /** kebab-case, as its file is called. Part of the ids of its commands: it is never renamed. */
  readonly name: string
  readonly reactsTo: ReadonlyArray<string>
  readonly react: (occurrence: Occurrence<unknown>) => Reaction
}

/** Defines processes over a union of events: `react` is given what `reactsTo` names. */
export const processOn =
  <Event extends Message<string, unknown>>() =>
  <const Type extends Event['type']>(definition: {
    readonly name: string
    readonly reactsTo: ReadonlyArray<Type>
    readonly react: (occurrence: Occurrence<Extract<Event, { readonly type: Type }>>) => Reaction
  }): Process => ({
    name: definition.name,
    reactsTo: definition.reactsTo,
    // The runner gives each process only what it reacts to.
    react: definition.react as (occurrence: Occurrence<unknown>) => Reaction,
  })
