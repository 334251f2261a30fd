import type { HistoryEvent } from '@aftersale/history'
import type { Instant } from '@aftersale/messages'

/** What stands below the story of a stream, made of the whole history as far as it was recorded. */
export interface StoryEnding {
  readonly record: (event: HistoryEvent) => void
  readonly lines: (lastRecorded: Instant) => ReadonlyArray<string>
}
