import type { ShipmentAnnounced, ShipmentEvent } from '../events/shipments.js'
import { type Scan, withScan } from './scan.js'
import type { Shipment } from './shipment.js'

export const evolveShipment = (shipment: Shipment, event: Exclude<ShipmentEvent, ShipmentAnnounced>): Shipment => {
  switch (event.type) {
    case 'ShipmentCancelled':
      return { ...shipment, cancelled: event.data }
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'CarrierScanIgnored':
      return scanned(shipment, event.data)
    case 'ShipmentReturnedToSender':
      return scanned({ ...shipment, ended: { as: 'returned-to-sender', at: event.data.scannedAt } }, event.data)
    case 'ShipmentDestroyed':
      return scanned({ ...shipment, ended: { as: 'destroyed', at: event.data.scannedAt } }, event.data)
    case 'ShipmentDelivered': {
      const { deliveredAt, lines, carrierEventId } = event.data
      const delivered = { ...shipment, deliveries: [...shipment.deliveries, { deliveredAt, lines }] }
      return carrierEventId === undefined
        ? delivered
        : scanned(delivered, { carrierEventId, code: 'delivered', scannedAt: deliveredAt })
    }
    case 'EtaRevised':
      return { ...shipment, etas: [...shipment.etas, event.data] }
    case 'NonReceiptReported':
      return { ...shipment, nonReceipts: [...shipment.nonReceipts, event.data] }
    case 'ShipmentDeclaredLost':
      return { ...shipment, losses: [...shipment.losses, { lostAt: event.data.lostAt }] }
    case 'LostShipmentFound': {
      const { foundAt } = event.data
      return {
        ...shipment,
        losses: shipment.losses.map((loss) => (loss.foundAt === undefined ? { ...loss, foundAt } : loss)),
      }
    }
    case 'RecoverOrKeepDecisionNeeded': {
      const { lines, neededAt } = event.data
      return { ...shipment, recoverOrKeep: [...shipment.recoverOrKeep, { lines, neededAt }] }
    }
    case 'RecoverOrKeepDecided': {
      const { decision } = event.data
      return { ...shipment, recoverOrKeep: shipment.recoverOrKeep.map((asked) => ({ decision, ...asked })) }
    }
  }
}

const scanned = (shipment: Shipment, { carrierEventId, code, scannedAt }: Scan): Shipment => ({
  ...shipment,
  scans: withScan(shipment.scans, { carrierEventId, code, scannedAt }),
})
