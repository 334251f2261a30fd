import type { Currency } from '@aftersale/domain/money'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a label that a return was authorised with, whether or not anything was sent with it. */
export interface ReturnLabelFact {
  readonly returnCaseId: string
  readonly authorised: Moment
  readonly carrier: string
  readonly paidBy: 'customer' | 'merchant'
  /** In minor units of the currency; absent where it was not told. */
  readonly costMinor?: bigint | undefined
  /** That of the refund. */
  readonly currency: Currency
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
