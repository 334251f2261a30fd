import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** The promise was moved, with the customer's consent, from one due instant (epoch milliseconds) to another. */
export interface Renegotiation extends Moment {
  readonly previousDueAt: number
  readonly newDueAt: number
}

/** One promise to a customer with all that became of it, however often it was moved. One row a promise. */
export interface PromiseFact {
  readonly promiseId: string
  readonly serviceTicketId: string
  /** What kind of thing was promised. */
  readonly subject: string
  readonly made: Moment
  /** The due instant in force, epoch milliseconds. */
  readonly dueAt: number
  readonly renegotiations: ReadonlyArray<Renegotiation>
  readonly kept?: Moment | undefined
  /** The breaking, where it was recorded, at the due instant. */
  readonly broken?: Moment | undefined
  readonly fulfilledLate?: Moment | undefined
  readonly waived?: Moment | undefined
  /** The customer withdrew the whole request. */
  readonly voided?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
  readonly excludedBy: ReadonlyArray<Moment>
}
