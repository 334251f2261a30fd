import type { CustomerInformed, UnitsFulfilled } from '@aftersale/domain/events'
import type { Moment } from '../moment.js'

/** Where a shipment is: on a leg of its journey, or at one of its ends. */
export type ShipmentPlace =
  | 'announced'
  | 'handed-over'
  | 'in-transit'
  | 'exception'
  | 'out-for-delivery'
  | 'attempt-failed'
  | 'available-for-pickup'
  | 'partly-delivered'
  | 'delivered'
  | 'lost'
  | 'returned-to-sender'
  | 'destroyed'
  | 'cancelled'

/** One thing that happened on the way, at the time at which it did. */
export interface Step extends Moment {
  readonly what: ShipmentPlace | 'label-created' | 'found' | 'estimated' | 'reported-missing'
  /** As the carrier wrote it; it may tell where the customer lives. */
  readonly place?: string | undefined
  /** Of an estimate, epoch milliseconds. */
  readonly expectedAt?: number | undefined
}

/** One thing that the customer was told. */
export interface Told extends Moment {
  readonly about: CustomerInformed['data']['about']
  readonly channel: CustomerInformed['data']['channel']
  /** What they were told to expect, epoch milliseconds. */
  readonly expectedAt?: number | undefined
}

/** What a customer wants to know of a shipment: where is it, since when, when will it come, what was I told? */
export interface ShipmentWhereabouts {
  readonly shipmentId: string
  readonly carrier?: string | undefined
  readonly trackingNumber?: string | undefined
  readonly units: number
  readonly where: ShipmentPlace
  readonly since: Moment
  /** Epoch milliseconds: the last estimate or, without one, what was promised. Absent once it came, or will not any more. */
  readonly expectedAt?: number | undefined
  readonly promisedBy?: number | undefined
  /** A delay is known and was not made up for. */
  readonly isDelayed: boolean
  readonly steps: ReadonlyArray<Step>
  readonly told: ReadonlyArray<Told>
}

/** What reached the customer without a carrier. */
export interface Fulfilled extends Moment {
  readonly fulfilmentId: string
  readonly by: UnitsFulfilled['data']['by']
  readonly units: number
}

/** Where everything of one purchase is. */
export interface PurchaseWhereabouts {
  readonly purchaseId: string
  readonly shipments: ReadonlyArray<ShipmentWhereabouts>
  readonly fulfilled: ReadonlyArray<Fulfilled>
  /** When the last of the purchase arrived; absent while some is outstanding. */
  readonly fullyDelivered?: Moment | undefined
}
