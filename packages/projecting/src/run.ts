import type { Checkpoint, Lag, Position, ReadFailure } from '@aftersale/event-store'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { NotParked, ProjectionFailure, TargetUnavailable, TooManyParked } from './failures.js'
import type { IfDifferent, Switch } from './generation.js'
import type { ParkedEvent, Retried, SkippedEvent } from './parked-event.js'
import type { Progress } from './progress.js'
import type { Projection } from './projection.js'
import type { BatchLimits } from './received.js'
import type { StallSettings } from './stall-alarm.js'
import type { Timers } from './timers.js'

export type RunState =
  | { readonly status: 'catching-up' }
  /** Everything was projected that there was when the store last told that its end is reached. */
  | { readonly status: 'live' }
  /**
   * `served` are the rows that readers see meanwhile. Parked events that those don't have hold the switch back; what ended
   * the rebuild alone, while the served rows go on, is `stoppedBecause`.
   */
  | {
      readonly status: 'rebuilding'
      readonly served: 'catching-up' | 'live' | 'standing-still'
      readonly heldBackBy: number
      readonly stoppedBecause?: TooManyParked
    }
  | { readonly status: 'reconnecting'; readonly attempt: number; readonly why: string }
  | { readonly status: 'stopped'; readonly because: 'asked' | ProjectionFailure }
  /** A mistake in a program: what it threw. */
  | { readonly status: 'failed'; readonly why: string }

export type RunEnd = Extract<RunState, { readonly status: 'stopped' | 'failed' }>

/** What was waited for is in the store all the same: that it isn't projected yet doesn't make the write a failure. */
export type Reached =
  | { readonly committed: true; readonly projected: true }
  | { readonly committed: true; readonly projected: false; readonly because: 'timeout' | 'stopped' | 'parked' }

/** The run ended before what was asked for was done. */
export interface RunOver {
  readonly failure: 'RunOver'
  readonly end: RunEnd
}

export interface RunOptions<Rows, PreviousEvent = never> {
  /** The version before, where the program still has it: its rows go on following until the new ones take their place. */
  readonly previous?: Projection<PreviousEvent, Rows>
  /** 1,000 events and 4 MiB a transaction, and 20 milliseconds, where it is absent. */
  readonly batch?: Partial<BatchLimits>
  /** Where so many events are parked, the next one that can't be handled stops the run; 1,000 where it is absent. */
  readonly parkedAtMost?: number
  /** How long a lock that another connection holds is waited for; 5,000 where it is absent. */
  readonly lockWaitMilliseconds?: number
  /** Starts even though the last projected event isn't in the store any more: an operator has deleted its stream. */
  readonly trustStore?: boolean
  /** Told once where there is something to read and the checkpoint has not moved for so long; again after it has moved. */
  readonly stall?: StallSettings
  readonly onParked?: (event: ParkedEvent) => void
  readonly onSwitched?: (done: Switch) => void
  readonly timers?: Timers
}

/** A projection at work. What it gives of events, rows and checkpoints is of the rows that readers see. */
export interface Run {
  readonly state: () => RunState
  readonly progress: () => Progress
  /** What lies before the rows: events that were not projected yet, at most 1,000 counted, and how old the first of them is. */
  readonly lag: () => TE.TaskEither<ReadFailure, Lag>
  /** True as soon as the run is live with the rows of its own version; false where it, or its rebuild, ends before. */
  readonly caughtUp: () => Promise<boolean>
  /** Waits until the rows that readers see have come so far: the position that an append gave, or a checkpoint. */
  readonly reached: (place: Position | Checkpoint, timeoutMilliseconds: number) => Promise<Reached>
  /**
   * Makes the rows again from nothing, beside those that are served, compares the two where they stand at the same place,
   * and switches; where they differ and `keep` was asked for, the old ones stay. Goes on after a crash.
   */
  readonly rebuild: (ifDifferent?: IfDifferent) => TE.TaskEither<TargetUnavailable | RunOver, Switch>
  readonly parkedEvents: () => TE.TaskEither<TargetUnavailable | RunOver, ReadonlyArray<ParkedEvent>>
  /** Tries parked events again, key by key, each key up to the first that fails again. Also after the run has stopped. */
  readonly retryParked: () => TE.TaskEither<TargetUnavailable | RunOver, Retried>
  /** Leaves a parked event out for good, in rebuilds as well, and tries those that wait behind it. The reason is kept. */
  readonly skipParked: (id: number, reason: string) => TE.TaskEither<TargetUnavailable | RunOver | NotParked, Retried>
  readonly skippedEvents: () => TE.TaskEither<TargetUnavailable | RunOver, ReadonlyArray<SkippedEvent>>
  /** Lets the transaction that is being written end, and stops. */
  readonly stop: () => Promise<void>
  /** Resolves when it is over. Never rejects. */
  readonly over: Promise<RunEnd>
}
