import type { RecordedEvent } from '@aftersale/event-store'
import type { TargetUnavailable } from './failures.js'
import type { Generation, RowsDiffer } from './generation.js'
import type { ParkedBecause, ParkedEvent, SkippedEvent } from './parked-event.js'

/**
 * What a synchronous store of rows has to do, a step each; `transactionalOutput` makes a projection's output of it. Every
 * step but `inTransaction` is called inside of one. A step throws a `TargetFault` where the store failed.
 */
export interface RowStorage<Rows> {
  /** All of the work, or nothing where it throws. */
  readonly inTransaction: <Result>(work: () => Result) => Result
  /** Whether a transaction takes back changes of rows. Where it doesn't, only `undoable` does. */
  readonly rollsBack: boolean
  /** Puts back what the work changed where it throws, and throws again. */
  readonly undoable: (rows: Rows, work: () => void) => void
  /** The rows of a generation, for one transaction or one part of it. */
  readonly rowsOf: (generation: Generation) => Rows
  readonly generations: () => ReadonlyArray<Generation>
  /** Lays out empty rows. */
  readonly create: (generation: Generation) => void
  readonly save: (generation: Generation) => void
  /** Shows these rows to readers, instead of those that they see. */
  readonly show: (generation: Generation, before: Generation | undefined) => void
  /** Removes the rows and all that is kept of the generation. */
  readonly drop: (generation: Generation) => void
  readonly compare: (before: Generation, after: Generation) => 'equal' | RowsDiffer
  readonly park: (event: Omit<ParkedEvent, 'id' | 'attempts'>) => ParkedEvent
  readonly isWaiting: (generation: number, key: string) => boolean
  /** In the order in which they were parked. */
  readonly parked: (generation: number) => ReadonlyArray<ParkedEvent>
  readonly parkedOfKey: (generation: number, key: string) => ReadonlyArray<ParkedEvent>
  /** Keys of parked events, the one that waits the longest first. */
  readonly parkedKeys: (generation: number) => ReadonlyArray<string>
  readonly failedAgain: (id: number, because: ParkedBecause, error: string) => void
  readonly unpark: (id: number) => void
  readonly skip: (event: SkippedEvent) => void
  readonly isSkipped: (recorded: RecordedEvent) => boolean
  readonly skipped: () => ReadonlyArray<SkippedEvent>
}

/** The store of rows failed, not the event and not the projection. */
export class TargetFault extends Error {
  constructor(readonly failure: TargetUnavailable) {
    super(failure.why)
  }
}
