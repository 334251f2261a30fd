import { reject } from '@aftersale/decider'
import type { PurchaseRejection } from '../rejections.js'
import { type Shipment, statusOf } from '../shipments/shipment.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'

/** What is decided of the shipment that a command names. */
export const onShipment = (
  { tracking }: Purchase,
  { data: { shipmentId } }: { readonly data: { readonly shipmentId: Shipment['announced']['shipmentId'] } },
  decideOn: (shipment: Shipment) => PurchaseDecision,
): PurchaseDecision => {
  const shipment = tracking.shipments.get(shipmentId)
  return shipment === undefined ? reject({ reason: 'ShipmentUnknown', shipmentId }) : decideOn(shipment)
}

/** Why a shipment is not under way any more; undefined where it is, or is still to leave. */
export const overBecause = (shipment: Shipment): PurchaseRejection | undefined => {
  const { status, since } = statusOf(shipment)
  switch (status) {
    case 'cancelled':
      return { reason: 'ShipmentIsCancelled', cancelledAt: since }
    case 'delivered':
      return { reason: 'ShipmentArrived', deliveredAt: since }
    case 'returned-to-sender':
      return { reason: 'ShipmentWentBack', since }
    case 'destroyed':
      return { reason: 'ShipmentIsDestroyed', since }
    case 'lost':
      return { reason: 'ShipmentIsLost', lostAt: since }
    case 'announced':
    case 'handed-over':
    case 'in-transit':
    case 'exception':
    case 'out-for-delivery':
    case 'attempt-failed':
    case 'available-for-pickup':
      return undefined
  }
}

export const isUnderWay = (shipment: Shipment): boolean => overBecause(shipment) === undefined
