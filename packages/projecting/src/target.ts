import type { Checkpoint, Delivery } from '@aftersale/event-store'
import type * as E from 'fp-ts/lib/Either.js'
import type { NotParked, OpenFailure, TargetUnavailable, TooManyParked, WriteFailure } from './failures.js'
import type { Generation, IfDifferent, Switch } from './generation.js'
import type { ParkedEvent, Retried, SkippedEvent } from './parked-event.js'
import type { Progress } from './progress.js'
import type { Projector } from './projector.js'

/**
 * Where a projection's rows lie: the seam to a database. Everything behind `write` happens in one transaction, or not
 * at all; what a projection needs to know of its rows' layout is `Layout`.
 */
export interface ProjectionTarget<Rows, Layout> {
  /** Lays out what is missing, and begins a rebuild where the version was raised. */
  readonly open: (projector: Projector<Rows>, layout: Layout) => Promise<E.Either<OpenFailure, ProjectionOutput<Rows>>>
}

export interface Generations {
  readonly serving: Generation
  readonly rebuilding?: Generation
}

/** Deliveries to be written together, in order. */
export interface Batch {
  readonly generation: number
  /** What this run wrote last; another run has been here where the rows' checkpoint is another one. */
  readonly after: Checkpoint | undefined
  readonly deliveries: ReadonlyArray<Exclude<Delivery, { readonly kind: 'caught-up' }>>
  /** The store's end was reached after them. */
  readonly caughtUp: boolean
  readonly parkedAtMost: number
}

export interface Written {
  /** How many of the deliveries are done with; the rest is to be handed over again. */
  readonly taken: number
  readonly progress: Progress
  readonly parked: ReadonlyArray<ParkedEvent>
  readonly switched?: Switch
  /** A rebuild is as far as the served rows, but has so many parked events that those don't have. */
  readonly heldBackBy?: number
  /** The generation is no longer used: a rebuild has taken its place. */
  readonly retired?: true
  /** The next delivery can't be done. */
  readonly stop?: TooManyParked | WrongCheckpoint
}

/** A delivery of another kind, or of another stream, than the one before. */
export interface WrongCheckpoint {
  readonly failure: 'CheckpointNotUsable'
  readonly why: string
}

export interface ProjectionOutput<Rows> {
  readonly generations: () => Promise<E.Either<TargetUnavailable, Generations>>
  readonly write: (projector: Projector<Rows>, batch: Batch) => Promise<E.Either<WriteFailure, Written>>
  /** Begins a rebuild of the served version from nothing; gives the one that is going on where there is one. */
  readonly beginRebuild: (ifDifferent: IfDifferent) => Promise<E.Either<TargetUnavailable, Generation>>
  /** Drops the generations that are no longer used. */
  readonly dropRetired: () => Promise<E.Either<TargetUnavailable, void>>
  readonly parkedEvents: () => Promise<E.Either<TargetUnavailable, ReadonlyArray<ParkedEvent>>>
  readonly skippedEvents: () => Promise<E.Either<TargetUnavailable, ReadonlyArray<SkippedEvent>>>
  /** Key by key, in order, each key up to the first that fails again. */
  readonly retryParked: (projector: Projector<Rows>) => Promise<E.Either<TargetUnavailable, Retried>>
  /** Leaves an event out for good, then retries what waits behind it. */
  readonly skipParked: (
    projector: Projector<Rows>,
    id: number,
    reason: string,
  ) => Promise<E.Either<TargetUnavailable | NotParked, Retried>>
}
