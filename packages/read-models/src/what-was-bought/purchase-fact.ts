import type { Currency } from '@aftersale/domain/money'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a purchase, as it was at the till: what was replaced or paid later changes nothing in it. */
export interface PurchaseFact {
  readonly purchaseId: string
  readonly purchased: Moment
  readonly currency: Currency
  readonly lines: number
  readonly units: number
  /** Of lines, shipping and fees, with tax, after discounts; in minor units of the currency. */
  readonly totalMinor: bigint
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
