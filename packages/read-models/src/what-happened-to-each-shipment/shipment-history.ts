import type { CarrierScanIgnored, CustomerInformed, UnitsFulfilled } from '@aftersale/domain/events'
import { none } from '../appended.js'
import type { Moment } from '../moment.js'

/** What the carrier said, at the time it was scanned. */
export interface ToldScan extends Moment {
  readonly carrierEventId: string
  readonly code: CarrierScanIgnored['data']['code']
  readonly place?: string | undefined
}

/** Units that reached the customer together. */
export interface ToldDelivery extends Moment {
  readonly units: number
  /** Nothing of the shipment was outstanding any more. */
  readonly isComplete: boolean
}

/** When somebody said, and until when it would take; epoch milliseconds. */
export interface ToldEta extends Moment {
  readonly expectedAt: number
}

export interface ToldLoss {
  readonly lost: Moment
  readonly found?: Moment | undefined
}

/** A delay, and by when (epoch milliseconds) the customer had to be told. */
export interface ToldDelay {
  readonly delayNumber: number
  readonly detected: Moment
  readonly expectedAt?: number | undefined
  readonly noticeDueAt: number
  readonly slips: ReadonlyArray<Moment>
  readonly missed?: Moment | undefined
  readonly recovered?: Moment | undefined
}

/** What the customer was told, and which time of arrival with it. */
export interface ToldNotice extends Moment {
  readonly about: CustomerInformed['data']['about']
  readonly channel: CustomerInformed['data']['channel']
  readonly delayNumber?: number | undefined
  readonly expectedAt?: number | undefined
}

/** All that was told of one shipment, in the order in which it was heard of. */
export interface ShipmentHistory {
  readonly purchaseId: string
  readonly shipmentId: string
  readonly firstHeardOf: Moment
  announced?: Moment
  carrier?: string
  trackingNumber?: string
  /** Epoch milliseconds. */
  promisedBy?: number
  toleratedUntil?: number
  units: number
  scans: ReadonlyArray<ToldScan>
  deliveries: ReadonlyArray<ToldDelivery>
  etas: ReadonlyArray<ToldEta>
  cancelled?: Moment
  returned?: Moment
  destroyed?: Moment
  losses: ReadonlyArray<ToldLoss>
  nonReceipts: ReadonlyArray<Moment>
  delays: ReadonlyArray<ToldDelay>
  notices: ReadonlyArray<ToldNotice>
}

/** What reached the customer without a carrier. */
export interface FulfilmentHistory {
  readonly purchaseId: string
  readonly fulfilmentId: string
  readonly fulfilled: Moment
  readonly by: UnitsFulfilled['data']['by']
  readonly units: number
}

export const historyOfShipment = (purchaseId: string, shipmentId: string, firstHeardOf: Moment): ShipmentHistory => ({
  purchaseId,
  shipmentId,
  firstHeardOf,
  units: 0,
  scans: none(),
  deliveries: none(),
  etas: none(),
  losses: none(),
  nonReceipts: none(),
  delays: none(),
  notices: none(),
})

/** When the last of it arrived; absent while some is outstanding. */
export const arrivalOf = ({ deliveries }: ShipmentHistory): Moment | undefined => {
  if (!deliveries.some(({ isComplete }) => isComplete)) return undefined
  const { at, eventId } = deliveries.reduce((last, one) => (one.at > last.at ? one : last))
  return { at, eventId }
}

/** When the customer could first fetch it. */
export const fetchableOf = ({ scans }: ShipmentHistory): Moment | undefined => {
  const first = scans
    .filter(({ code }) => code === 'available-for-pickup')
    .reduce<ToldScan | undefined>((early, one) => (early === undefined || one.at < early.at ? one : early), undefined)
  return first === undefined ? undefined : { at: first.at, eventId: first.eventId }
}
