import type { Clock } from '@aftersale/event-store'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { DeadlineClock } from './deadline-clock.js'
import type { DeadlineParked } from './parked-deadline.js'
import type { TimedAggregate } from './timed-aggregate.js'

export interface DeadlinesSettings {
  /** The aggregates whose deadlines are kept. What other streams hold is not read. */
  readonly aggregates: ReadonlyArray<TimedAggregate>
  /** The time that passes. There is none but this: without it nothing ever falls due. */
  readonly clock: DeadlineClock
  /** Whose armed deadlines are kept; `deadlines` where it is absent. Two runs of one name, or of two, do no harm. */
  readonly name?: NonEmptyText
  /** The tenant that the store's handle was opened for. */
  readonly tenant?: NonEmptyText
  /** Streams that are read at once, at most; 16 where it is absent. Commands are issued one by one, in order. */
  readonly concurrency?: number
  /** Where it begins: with what was kept, or, as if that were lost, with all events. */
  readonly from?: 'kept' | 'beginning'
  /**
   * What is armed is kept after so many events, told how many streams are armed: 1,000, or four times as many as there
   * are of those, where it is absent. A start reads at most so many events, and one entry for each of the streams.
   */
  readonly keepAfterEvents?: (armed: number) => number
  /** How long is waited before a try; doubling from a tenth of a second up to ten seconds where it is absent. */
  readonly waitMilliseconds?: (attempt: number) => number
  /** The passing of time between tries; the machine's where it is absent. */
  readonly waitingBy?: Pick<Clock, 'after'>
  readonly onFired?: (fired: FiredDeadline) => void
  readonly onParked?: (parked: DeadlineParked['data']) => void
  /** Told of each failure that is tried again. */
  readonly onTrouble?: (trouble: { readonly why: string; readonly attempt: number }) => void
}

/** A deadline whose command was carried out now. */
export interface FiredDeadline {
  readonly stream: string
  readonly dueAt: Instant
  readonly commandType: string
}
