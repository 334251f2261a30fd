import type { EventCatalogue, Instant, PolicyRef } from '@aftersale/messages'
import type * as E from 'fp-ts/lib/Either.js'

/** A command that the passing of time issues, and when. */
export interface FallingDue {
  readonly dueAt: string
  readonly command: unknown
}

/** An aggregate that knows what falls due, where it does not matter whose: every aggregate of the domain is one. */
export interface TimedAggregate {
  readonly category: string
  readonly decider: {
    readonly initial: unknown
    readonly decide: (command: never, state: never) => E.Either<unknown, ReadonlyArray<unknown>>
    readonly evolve: (state: never, event: never) => unknown
    readonly deadlines: (state: never) => ReadonlyArray<FallingDue>
  }
  readonly catalogue: Pick<EventCatalogue<unknown>, 'decode'> & {
    readonly encode: (event: never) => ReturnType<EventCatalogue<unknown>['encode']>
  }
  readonly occurredAtOf: (event: never) => Instant
  readonly policyRefsOf?: (event: never) => ReadonlyArray<PolicyRef>
}
