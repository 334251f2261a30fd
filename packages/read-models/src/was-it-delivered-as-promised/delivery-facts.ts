import type { Moment } from '../moment.js'
import type { ShipmentHistories } from '../what-happened-to-each-shipment/shipment-histories.js'
import {
  arrivalOf,
  type FulfilmentHistory,
  fetchableOf,
  type ShipmentHistory,
} from '../what-happened-to-each-shipment/shipment-history.js'
import type { DeliveryFact } from './delivery-fact.js'

/** One row a shipment or fulfilment, in order of their beginnings; at the same time by purchase and id. */
export const deliveryFacts = (histories: ShipmentHistories): ReadonlyArray<DeliveryFact> => {
  const { circumstancesOf, exclusionOf } = histories
  const shipped = [...histories.shipments()].map((shipment): DeliveryFact => {
    const { purchaseId, announced } = shipment
    return {
      ...ofShipment(shipment),
      circumstances: circumstancesOf(purchaseId),
      exclusion: exclusionOf(purchaseId, announced !== undefined),
    }
  })
  const fulfilled = [...histories.fulfilments()].map((fulfilment): DeliveryFact => {
    const { purchaseId } = fulfilment
    return {
      ...ofFulfilment(fulfilment),
      circumstances: circumstancesOf(purchaseId),
      exclusion: exclusionOf(purchaseId, true),
    }
  })
  return [...shipped, ...fulfilled].sort(inOrder)
}

type Told = Omit<DeliveryFact, 'circumstances' | 'exclusion'>

const ofShipment = (shipment: ShipmentHistory): Told => {
  const { purchaseId, shipmentId, carrier, units, announced, firstHeardOf, promisedBy } = shipment
  const loss = shipment.losses.at(-1)
  return {
    purchaseId,
    deliveryId: shipmentId,
    by: 'shipment',
    carrier,
    units,
    begun: announced ?? firstHeardOf,
    promisedBy,
    firstArrived: earliest(shipment.deliveries),
    arrived: arrivalOf(shipment),
    fetchable: fetchableOf(shipment),
    failedAttempts: shipment.scans.flatMap(({ code, at, eventId }) =>
      code === 'delivery-attempt-failed' ? [{ at, eventId }] : [],
    ),
    cancelled: shipment.cancelled,
    returned: shipment.returned,
    destroyed: shipment.destroyed,
    lost: loss?.found === undefined ? loss?.lost : undefined,
    reportedMissing: earliest(shipment.nonReceipts),
  }
}

const ofFulfilment = ({ purchaseId, fulfilmentId, by, units, fulfilled }: FulfilmentHistory): Told => ({
  purchaseId,
  deliveryId: fulfilmentId,
  by,
  units,
  begun: fulfilled,
  firstArrived: fulfilled,
  arrived: fulfilled,
  failedAttempts: [],
})

const earliest = (moments: ReadonlyArray<Moment>): Moment | undefined => {
  const first = moments.reduce<Moment | undefined>(
    (early, moment) => (early === undefined || moment.at < early.at ? moment : early),
    undefined,
  )
  return first === undefined ? undefined : { at: first.at, eventId: first.eventId }
}

const nameOf = ({ purchaseId, deliveryId }: DeliveryFact): string => `${purchaseId} ${deliveryId}`

const inOrder = (left: DeliveryFact, right: DeliveryFact): number =>
  left.begun.at - right.begun.at || (nameOf(left) < nameOf(right) ? -1 : nameOf(left) > nameOf(right) ? 1 : 0)
