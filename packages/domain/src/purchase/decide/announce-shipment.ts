import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { AnnounceShipment, CancelShipment } from '../commands.js'
import { pickedToDeliver } from '../shipments/deliverable.js'
import { leftAt } from '../shipments/shipment.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore } from './refusals.js'
import { onShipment, overBecause } from './shipment-of.js'
import { answers } from './units-answered.js'

export const announceShipment = ({ data }: AnnounceShipment, purchase: Purchase): PurchaseDecision => {
  const known = purchase.tracking.shipments.get(data.shipmentId)
  if (known !== undefined) {
    const { lines: asked, ...announcement } = data
    const { lines: given, ...announced } = known.announced
    const isSame = sameContent(announcement, announced) && answers(asked, given)
    return isSame ? alreadyDone : reject({ reason: 'ShipmentIdReused', shipmentId: data.shipmentId })
  }
  const early = happenedBefore(data.announcedAt, purchase)
  if (early !== undefined) return reject(early)
  const lines = pickedToDeliver(purchase, data.lines, (lineId, kind) =>
    kind === 'goods' ? undefined : { reason: 'LineNotShippable', lineId, kind },
  )
  if (E.isLeft(lines)) return lines
  return accept([{ type: 'ShipmentAnnounced', data: { ...data, lines: lines.right } }])
}

export const cancelShipment = (command: CancelShipment, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    if (shipment.cancelled !== undefined) {
      const { lines: _, ...known } = shipment.cancelled
      return sameContent(known, data)
        ? alreadyDone
        : reject({ reason: 'ShipmentIsCancelled', cancelledAt: known.cancelledAt })
    }
    const over = overBecause(shipment)
    if (over !== undefined) return reject(over)
    const handedOverAt = leftAt(shipment)
    if (handedOverAt !== undefined) return reject({ reason: 'ShipmentLeft', handedOverAt })
    return accept([{ type: 'ShipmentCancelled', data: { ...data, lines: shipment.announced.lines } }])
  })
