import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { FulfilmentEvent, UnitsFulfilled } from '../events/fulfilment.js'
import type { NoticeEvent } from '../events/notices.js'
import type { ShipmentAnnounced, ShipmentEvent } from '../events/shipments.js'
import { evolveNotices } from '../notices/evolve-notices.js'
import type { ShipmentId } from '../shipment-id.js'
import { evolveShipment } from './evolve-shipment.js'
import type { Shipment } from './shipment.js'

/** Where everything of a purchase is, and what the customer was told of it. */
export interface Tracking {
  /** In the order in which they were announced. */
  readonly shipments: ReadonlyMap<ShipmentId, Shipment>
  readonly fulfilments: ReadonlyMap<NonEmptyText, UnitsFulfilled['data']>
  /** The latest of all deliveries, once nothing was outstanding any more. */
  readonly fullyDeliveredAt?: Instant
}

export type TrackingEvent = ShipmentEvent | NoticeEvent | FulfilmentEvent

export const nothingTracked: Tracking = { shipments: new Map(), fulfilments: new Map() }

/** Total: what names a shipment that was never announced has no effect. */
export const evolveTracking = (tracking: Tracking, event: TrackingEvent): Tracking => {
  switch (event.type) {
    case 'ShipmentAnnounced':
      return withShipment(tracking, announcedShipment(event))
    case 'UnitsFulfilled':
      return { ...tracking, fulfilments: new Map(tracking.fulfilments).set(event.data.fulfilmentId, event.data) }
    case 'PurchaseFullyDelivered':
      return { ...tracking, fullyDeliveredAt: event.data.lastDeliveredAt }
    case 'DelayDetected':
    case 'DelayLengthened':
    case 'DelayRecovered':
    case 'CustomerInformed':
    case 'ProactiveNoticeMissed':
      return changed(tracking, event, (shipment) => evolveNotices(shipment, event))
    case 'ShipmentCancelled':
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'ShipmentReturnedToSender':
    case 'ShipmentDestroyed':
    case 'CarrierScanIgnored':
    case 'ShipmentDelivered':
    case 'EtaRevised':
    case 'NonReceiptReported':
    case 'ShipmentDeclaredLost':
    case 'LostShipmentFound':
    case 'RecoverOrKeepDecisionNeeded':
    case 'RecoverOrKeepDecided':
      return changed(tracking, event, (shipment) => evolveShipment(shipment, event))
  }
}

const announcedShipment = ({ data }: ShipmentAnnounced): Shipment => ({
  announced: data,
  scans: [],
  deliveries: [],
  etas: [],
  losses: [],
  nonReceipts: [],
  recoverOrKeep: [],
  delays: [],
  notices: [],
})

const withShipment = (tracking: Tracking, shipment: Shipment): Tracking => ({
  ...tracking,
  shipments: new Map(tracking.shipments).set(shipment.announced.shipmentId, shipment),
})

const changed = (
  tracking: Tracking,
  { data: { shipmentId } }: { readonly data: { readonly shipmentId: ShipmentId } },
  change: (shipment: Shipment) => Shipment,
): Tracking => {
  const shipment = tracking.shipments.get(shipmentId)
  return shipment === undefined ? tracking : withShipment(tracking, change(shipment))
}
