/** An event as it stands in a history; nothing in it is trusted but that these five parts are there. */
export interface HistoryEvent {
  readonly stream: string
  /** Counts the stream's events from 0. */
  readonly revision: number
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/** The form that every file holds: one event, its five parts in this order, without white space and line end. */
export const canonicalLine = ({ stream, revision, type, data, metadata }: HistoryEvent): string =>
  JSON.stringify({ stream, revision, type, data, metadata })
