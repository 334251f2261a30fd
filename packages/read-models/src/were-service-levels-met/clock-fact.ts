import type { ClockKind } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment, Span } from '../moment.js'

/** One clock of a service level: what was promised of a ticket, and what became of it. One row a clock. */
export interface ClockFact {
  readonly clockId: string
  readonly serviceTicketId: string
  /** Absent where the history lacks every event that says so. */
  readonly kind?: ClockKind
  readonly episode: number
  /** Working time allowed, in milliseconds. */
  readonly target: number
  readonly started: Moment
  /** When it is due as things stand, with the event that told so; absent while it rests. */
  readonly due?: Moment
  readonly pauses: ReadonlyArray<Span>
  readonly met?: Moment
  /** The breach, where it was recorded, at the due instant. */
  readonly breached?: Moment
  /** When a breached clock was stopped in the end. */
  readonly stopped?: Moment
  readonly withdrawn?: Moment
  /** The clock of a later episode that went on in its place. */
  readonly continuedBy?: string
  /** The breach of an earlier clock that this one goes on from. */
  readonly breachedBefore?: Moment
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion
  readonly excludedBy: ReadonlyArray<Moment>
}
