import type { Instant } from '@aftersale/messages'
import type { ProductTakenIntoCustody, WarrantySuspended } from '../events/custody.js'

/** A time in which the customer was without the product. */
export interface Custody {
  readonly taken: ProductTakenIntoCustody['data']
  /** Absent while it lasts. */
  readonly handedBackAt?: Instant
}

/** A time in which layers rested by agreement. */
export interface Suspension {
  readonly suspended: WarrantySuspended['data']
  /** Absent while it lasts. */
  readonly resumedAt?: Instant
}
