import type { Currency } from '@aftersale/domain/money'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a refund that a purchase set money aside for. */
export interface RefundFact {
  readonly refundId: string
  readonly purchaseId: string
  readonly reserved: Moment
  readonly currency: Currency
  readonly minor: bigint
  readonly payout: 'original-tender' | 'store-credit'
  readonly settled?: Moment | undefined
  /** It failed or was called off, and was not paid after that. */
  readonly ended?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
