/** When something happened, in business time, and the event that tells it. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly eventId: string
}

/** From one moment to another, the end excluded. Without an end, none is known yet. */
export interface Span {
  readonly from: Moment
  readonly until?: Moment
}
