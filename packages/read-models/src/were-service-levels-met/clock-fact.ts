import type { ClockKind } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment, Span } from '../moment.js'

/** One clock of a service level: what was promised of a ticket, and what became of it. One row a clock. */
export interface ClockFact {
  readonly clockId: string
  readonly serviceTicketId: string
  /** Absent where the history lacks every event that says so. */
  readonly kind?: ClockKind | undefined
  readonly episode: number
  /** Working time allowed, in milliseconds. */
  readonly target: number
  readonly started: Moment
  /** When it is due as things stand, with the event that told so; absent while it rests. */
  readonly due?: Moment | undefined
  readonly pauses: ReadonlyArray<Span>
  readonly met?: Moment | undefined
  /** The breach, where it was recorded, at the due instant. */
  readonly breached?: Moment | undefined
  /** When a breached clock was stopped in the end. */
  readonly stopped?: Moment | undefined
  readonly withdrawn?: Moment | undefined
  /** The clock of a later episode that went on in its place. */
  readonly continuedBy?: string | undefined
  /** The breach of an earlier clock that this one goes on from. */
  readonly breachedBefore?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
