import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { EventFilter, Position, RecordedEvent } from './event.js'
import type { EventStore } from './event-store.js'
import type { ReadFailure } from './failures.js'

/** How far a reader is behind what it follows. */
export interface Lag {
  /** Events that it has yet to be given; `atLeast` where the count ended before the end of the store did. */
  readonly events: number
  readonly atLeast: boolean
  /** How long ago the oldest of them was recorded, by its metadata; 0 where there is none, or where it doesn't say. */
  readonly milliseconds: number
}

/**
 * Who asks, and as of when. `after` is where the reader has come: the position of its checkpoint (or, where that is one of
 * a link, of the last event it was given), the revision in a stream; absent before the first.
 */
export type LagQuestion = {
  /** The instant to reckon with, in milliseconds since 1970. */
  readonly now: number
  /** Counted at most; 1,000 where it is absent. */
  readonly countAtMost?: number
} & (
  | { readonly to: 'all'; readonly filter?: EventFilter; readonly after?: Position }
  | { readonly to: 'category'; readonly category: string; readonly after?: Position }
  | { readonly to: 'stream'; readonly stream: string; readonly after?: number }
)

/** What a reader has before it, on any store: one page is read and counted, nothing is taken from any subscription. */
export const lagOf = (
  store: Pick<EventStore, 'readAll' | 'readStream'>,
  question: LagQuestion,
): TE.TaskEither<ReadFailure, Lag> =>
  pipe(
    nextPage(store, question),
    TE.map(({ events, isMore }) => ({
      events: events.length,
      atLeast: isMore,
      milliseconds: ageOf(events[0], question.now),
    })),
  )

/** Events counted where the question sets no limit. */
const COUNTED_AT_MOST = 1000

interface NextPage {
  readonly events: ReadonlyArray<RecordedEvent>
  readonly isMore: boolean
}

const nextPage = (
  { readAll, readStream }: Pick<EventStore, 'readAll' | 'readStream'>,
  question: LagQuestion,
): TE.TaskEither<ReadFailure, NextPage> => {
  const { countAtMost: maxCount = COUNTED_AT_MOST } = question
  if (question.to === 'stream') {
    const from = question.after === undefined ? 0 : question.after + 1
    return pipe(
      readStream(question.stream, { from, maxCount }),
      TE.map(({ events, lastRevision }) => {
        const last = events[events.length - 1]
        return { events, isMore: last !== undefined && lastRevision !== 'no-stream' && last.revision < lastRevision }
      }),
    )
  }
  const filter = question.to === 'category' ? { categories: [question.category] } : (question.filter ?? {})
  const after = question.after === undefined ? {} : { after: question.after }
  return pipe(
    readAll({ ...after, filter, maxCount }),
    TE.map(({ events, next }) => ({ events, isMore: next !== undefined })),
  )
}

/** A clock that is behind the one that recorded the event makes no negative age. */
const ageOf = (oldest: RecordedEvent | undefined, now: number): number => {
  const metadata = oldest?.metadata
  const recordedAt =
    typeof metadata === 'object' && metadata !== null && 'recordedAt' in metadata ? metadata.recordedAt : undefined
  const recorded = typeof recordedAt === 'string' ? Date.parse(recordedAt) : Number.NaN
  return Number.isNaN(recorded) ? 0 : Math.max(0, now - recorded)
}
