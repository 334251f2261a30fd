import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a line of a request: what was asked back, and what became of the asking. */
export interface ReturnRequestFact {
  readonly returnCaseId: string
  readonly requestLineId: string
  /** The number that the request is known by; several requests may share it. */
  readonly reference?: string | undefined
  readonly requested: Moment
  readonly quantity: number
  /** What is accepted, by the purchase line that it draws on; nothing where all is refused. */
  readonly draws: ReadonlyArray<UnitsDrawn>
  /** With the reasons, in the order in which they were told. */
  readonly refused: ReadonlyArray<{ readonly quantity: number; readonly reasons: ReadonlyArray<string> }>
  readonly authorised?: Moment | undefined
  /** All that is drawn on, after it was looked at. */
  readonly refusedLater?: Moment | undefined
  /** What changed draws and refusals since the request: a policy set aside, units that went elsewhere. */
  readonly changes: ReadonlyArray<Moment>
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}

export interface UnitsDrawn {
  readonly purchaseId: string
  readonly lineId: string
  readonly quantity: number
}
