import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One follow-up that was due to a customer. One row a follow-up. */
export interface FollowUpFact {
  readonly followUpId: string
  readonly serviceTicketId: string
  readonly requested: Moment
  /** Epoch milliseconds. */
  readonly dueAt: number
  readonly completed?: Moment | undefined
  /** The miss, where it was recorded, at the due instant. */
  readonly missed?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
