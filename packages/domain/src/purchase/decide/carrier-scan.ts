import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { PositiveInteger } from '@aftersale/messages'
import type { RecordCarrierScan } from '../commands.js'
import type { CarrierScanIgnored, PurchaseEvent } from '../events.js'
import { legOf } from '../shipments/leg.js'
import { outstandingOf } from '../shipments/outstanding.js'
import { rankOf, withScan } from '../shipments/scan.js'
import { openLossOf, type Shipment, statusOf } from '../shipments/shipment.js'
import type { Purchase } from '../state.js'
import { delivered, foundBy, recoverOrKeepNeeded } from './delivery.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore } from './refusals.js'
import { onShipment } from './shipment-of.js'

/**
 * Whatever the order in which scans are heard of, they are ranked by when they were scanned. One that changes nothing is
 * kept as ignored, and one that is sent again is no news. An end that was told is not taken back by another.
 */
export const recordCarrierScan = (command: RecordCarrierScan, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { proof, ...scan } = command.data
    const { carrierEventId, code, scannedAt } = scan
    if (shipment.scans.some((known) => known.carrierEventId === carrierEventId)) return alreadyDone
    const early = happenedBefore(scannedAt, purchase)
    if (early !== undefined) return reject(early)

    const rank = rankOf(shipment.scans, scan) as PositiveInteger
    const ignored = (because: CarrierScanIgnored['data']['because']): PurchaseDecision =>
      accept([{ type: 'CarrierScanIgnored', data: { ...scan, rank, because } }])
    const { status } = statusOf(shipment)
    if (status === 'cancelled' || status === 'returned-to-sender' || status === 'destroyed') return ignored(status)
    if (status === 'delivered') return ignored('already-delivered')

    const found = foundBy(shipment, scannedAt)
    const outstanding = outstandingOf(shipment)
    switch (code) {
      case 'delivered':
        return accept(
          delivered(purchase, shipment, {
            deliveredAt: scannedAt,
            lines: outstanding,
            proof: proof ?? { kind: 'carrier-scan' },
            carrierEventId,
          }),
        )
      case 'returned-to-sender':
        return accept([...found, { type: 'ShipmentReturnedToSender', data: { ...scan, rank, lines: outstanding } }])
      case 'destroyed':
        return accept([...found, { type: 'ShipmentDestroyed', data: { ...scan, rank, lines: outstanding } }])
      case 'label-created':
      case 'handed-over':
      case 'in-transit':
      case 'out-for-delivery':
      case 'available-for-pickup':
      case 'exception':
      case 'delivery-attempt-failed': {
        const loss = openLossOf(shipment)
        if (loss !== undefined && (scannedAt <= loss.lostAt || code === 'label-created')) {
          return ignored('older-than-loss')
        }
        if (rank <= shipment.scans.length && !movesOn(shipment, scan)) return ignored('older-than-last-scan')
        const told: PurchaseEvent = {
          type: code === 'delivery-attempt-failed' ? 'DeliveryAttemptFailed' : 'ShipmentProgressed',
          data: { ...scan, rank },
        }
        const turnedUp = found.length === 0 ? [] : recoverOrKeepNeeded(purchase, shipment, outstanding, scannedAt)
        return accept([...found, told, ...turnedUp])
      }
    }
  })

/** Whether it leads to another leg, though a later scan is known: the last scan may be one that moves nothing. */
const movesOn = ({ scans }: Shipment, scan: RecordCarrierScan['data']): boolean => {
  const [before, after] = [legOf(scans), legOf(withScan(scans, scan))]
  return before.leg !== after.leg || before.since !== after.since
}
