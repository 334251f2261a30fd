import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row for units that arrived together of one line of a purchase: what is to become of them. */
export interface ReceivedUnitsFact {
  readonly returnCaseId: string
  readonly purchaseId: string
  readonly lineId: string
  readonly received: Moment
  readonly quantity: number
  /** Each unit at most once; what is missing was not decided yet. */
  readonly dispositions: ReadonlyArray<UnitsDisposed>
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}

export interface UnitsDisposed extends Moment {
  readonly quantity: number
  readonly disposition: string
}
