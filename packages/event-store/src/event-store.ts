import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventFilter, EventToAppend, Position, RecordedEvent } from './event.js'
import type { ExpectedRevision } from './expected-revision.js'
import type { AppendFailure, ReadFailure } from './failures.js'
import type { Subscription, SubscriptionStart } from './subscription.js'

export interface Appended {
  /** Revision of the last event of this append; an append of no events asked the store nothing, so it cannot tell. */
  readonly revision: number | 'nothing-appended'
  /** Position of the last event of this append; absent where nothing was appended or the store does not tell. */
  readonly position?: Position
}

export interface StreamRead {
  readonly from?: number
  readonly direction?: 'forwards' | 'backwards'
  /** At most so many events; all of them where it is absent. */
  readonly maxCount?: number
}

export interface StreamSlice {
  readonly events: ReadonlyArray<RecordedEvent>
  /** The stream's last revision when it was read; `no-stream` where it does not exist. Empty slices know it as well. */
  readonly lastRevision: number | 'no-stream'
}

export interface AllRead {
  /** Only events after this position (before it, backwards): the `next` of the page before. */
  readonly after?: Position
  readonly direction?: 'forwards' | 'backwards'
  /** At most so many events on the page; 1,000 where it is absent. */
  readonly maxCount?: number
  readonly filter?: EventFilter
}

export interface AllPage {
  readonly events: ReadonlyArray<RecordedEvent>
  /** Where the next page starts; absent where the end was reached. */
  readonly next?: Position
}

/**
 * The port. A handle is opened for one tenant (or for none): it appends to and reads only streams of that tenant, and
 * every event's `metadata.tenantId` is that tenant (absent for none). Each call checks its arguments first.
 *
 * - `append` writes all of `events` in order, or nothing. `[]` is a no-op that reaches no disk and no wire and checks
 *   nothing. What is stored is a copy.
 * - Repeats: where all the event ids already stand in the stream, in one run and in this order, and the expectation is
 *   one that they could have been appended at (revision r: the run begins at r + 1; `no-stream`: at 0; `stream-exists`:
 *   later than 0; `any`: anywhere), the append succeeds again with the run's result. Where any id stands there otherwise,
 *   it is `StreamMovedOn`, also at the current revision. Ids are looked for in this stream only.
 * - `readStream` of an unknown stream is an empty slice with `no-stream`, not a failure. `from` is inclusive.
 * - `readAll` gives positions in order, each event once, none that could still be preceded by a later commit.
 * - `subscribe` delivers what lies after its start, then what is appended, in order, one delivery at a time.
 * - `close` ends every subscription of the handle; afterwards each call fails with `StoreClosed`. Idempotent.
 */
export interface EventStore {
  readonly append: (
    stream: string,
    events: ReadonlyArray<EventToAppend>,
    expected: ExpectedRevision,
  ) => TE.TaskEither<AppendFailure, Appended>
  readonly readStream: (stream: string, read?: StreamRead) => TE.TaskEither<ReadFailure, StreamSlice>
  readonly readAll: (read?: AllRead) => TE.TaskEither<ReadFailure, AllPage>
  readonly subscribe: (start: SubscriptionStart) => Subscription
  readonly close: () => Promise<void>
}
