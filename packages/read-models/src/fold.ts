import type { RecordedEvent } from './recorded-event.js'

/** Reduces a history to rows of one kind. */
export interface Fold<Fact> {
  /** Takes the next event of the history, in store order; what doesn't concern the rows is passed over. Total. */
  readonly record: (recorded: RecordedEvent) => void
  /** The rows as far as the history was told; rows already given don't change. */
  readonly facts: () => ReadonlyArray<Fact>
}
