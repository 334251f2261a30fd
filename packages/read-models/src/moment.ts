import { epochMillisecondsOf, type Instant, type LocalDate, localDateOf, type Zone } from '@aftersale/domain/calendar'

/** When something happened, in business time, and the event that tells it. */
export interface Moment {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly eventId: string
}

/** From one moment to another, the end excluded. Without an end, none is known yet. */
export interface Span {
  readonly from: Moment
  readonly until?: Moment | undefined
}

/** A value that may change, with the moment from which it holds. */
export interface Told<Value> extends Moment {
  readonly value: Value
}

/** The moment of which an event tells. */
export const momentAt = (instant: Instant, eventId: string): Moment => ({ at: epochMillisecondsOf(instant), eventId })

/** The day on which it happened there. */
export const dayOf = ({ at }: Moment, zone: Zone): LocalDate => localDateOf(new Date(at).toISOString() as Instant, zone)

/** The spans, the last of them ended, where it was still open. */
export const ended = (spans: ReadonlyArray<Span>, until: Moment): ReadonlyArray<Span> => {
  const last = spans[spans.length - 1]
  return last === undefined || last.until !== undefined ? spans : [...spans.slice(0, -1), { from: last.from, until }]
}
