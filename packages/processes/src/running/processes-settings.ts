import type { Clock, RecordedEvent } from '@aftersale/event-store'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { Process } from '../process.js'
import type { FollowedAggregate } from './heard-event.js'
import type { ReactionParked } from './parked-reaction.js'

export interface ProcessesSettings {
  readonly processes: ReadonlyArray<Process>
  /** The aggregates whose events are followed. What other streams hold is not delivered. */
  readonly aggregates: ReadonlyArray<FollowedAggregate>
  /** Whose checkpoint it is; `processes` where it is absent. Two runners of one name share it, and do no harm. */
  readonly name?: NonEmptyText
  /** The tenant that the store's handle was opened for. */
  readonly tenant?: NonEmptyText
  /** Streams that are worked on at once, at most; 16 where it is absent. */
  readonly concurrency?: number
  /** A checkpoint is kept after so many events (1,000) or milliseconds (60,000), and at a stop. Each is an event of the store. */
  readonly saveEvery?: { readonly events: number; readonly milliseconds: number }
  /** How long is waited before a try; doubling from a tenth of a second up to ten seconds where it is absent. */
  readonly waitMilliseconds?: (attempt: number) => number
  /** Where it begins: after the kept checkpoint, or, as if it were lost, at the beginning. */
  readonly from?: 'checkpoint' | 'beginning'
  readonly onParked?: (parked: ReactionParked['data']) => void
  /** Told of each failure that is tried again. */
  readonly onTrouble?: (trouble: Trouble) => void
  /** When a command's events are recorded; the machine's clock where it is absent. Processes never see it. */
  readonly now?: () => Instant
  /** The passing of time for waiting; the machine's where it is absent. */
  readonly clock?: Clock
}

/** What stood in the way; `event` is absent where it was the subscription or the checkpoint. */
export interface Trouble {
  readonly why: string
  readonly attempt: number
  readonly event?: RecordedEvent
}
