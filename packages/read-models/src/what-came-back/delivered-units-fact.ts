import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row for units of a line that were delivered together: how many of them came back, and when. */
export interface DeliveredUnitsFact {
  readonly purchaseId: string
  readonly lineId: string
  readonly delivered: Moment
  readonly quantity: number
  /** What was received of these units, in the order in which it was. Each unit at most once. */
  readonly cameBack: ReadonlyArray<UnitsBack>
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}

export interface UnitsBack extends Moment {
  readonly quantity: number
  readonly returnCaseId: string
}
