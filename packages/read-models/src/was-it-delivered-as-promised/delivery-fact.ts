import type { UnitsFulfilled } from '@aftersale/domain/events'
import type { Circumstances, Exclusion } from '../circumstances.js'
import type { Moment } from '../moment.js'

/** One row a shipment, or a fulfilment of what no carrier brings: what was promised of it, and when it came. */
export interface DeliveryFact {
  readonly purchaseId: string
  /** Of the shipment or of the fulfilment; a fulfilment's is unique within its purchase only. */
  readonly deliveryId: string
  readonly by: 'shipment' | UnitsFulfilled['data']['by']
  readonly carrier?: string | undefined
  readonly units: number
  /** The announcement of a shipment; the fulfilment itself. */
  readonly begun: Moment
  /** Epoch milliseconds; absent where nothing was promised. */
  readonly promisedBy?: number | undefined
  /** When some of it first arrived. */
  readonly firstArrived?: Moment | undefined
  /** When the last of it arrived. */
  readonly arrived?: Moment | undefined
  /** When the customer could first fetch it. */
  readonly fetchable?: Moment | undefined
  readonly failedAttempts: ReadonlyArray<Moment>
  readonly cancelled?: Moment | undefined
  readonly returned?: Moment | undefined
  readonly destroyed?: Moment | undefined
  /** When it was last given up, if it was not found since. */
  readonly lost?: Moment | undefined
  /** When the customer first said that it had not come. */
  readonly reportedMissing?: Moment | undefined
  readonly circumstances: Circumstances
  readonly exclusion?: Exclusion | undefined
}
