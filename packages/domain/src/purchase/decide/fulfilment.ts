import { accept, alreadyDone, reject } from '@aftersale/decider'
import * as E from 'fp-ts/lib/Either.js'
import type { RecordFulfilment } from '../commands.js'
import type { UnitsFulfilled } from '../events.js'
import type { FulfilmentWay } from '../fulfilment-way.js'
import type { LineKind } from '../sale/sold-line.js'
import { pickedToDeliver } from '../shipments/deliverable.js'
import { evolveTracking } from '../shipments/tracking.js'
import type { Purchase } from '../state.js'
import { withDelivered } from '../units/unit-ledger.js'
import { fullyDelivered } from './delivery.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore } from './refusals.js'
import { answers } from './units-answered.js'

export const recordFulfilment = ({ data }: RecordFulfilment, purchase: Purchase): PurchaseDecision => {
  const { fulfilmentId, by, fulfilledAt } = data
  const known = purchase.tracking.fulfilments.get(fulfilmentId)
  if (known !== undefined) {
    return known.by === by && known.fulfilledAt === fulfilledAt && answers(data.lines, known.lines)
      ? alreadyDone
      : reject({ reason: 'FulfilmentIdReused', fulfilmentId })
  }
  const early = happenedBefore(fulfilledAt, purchase)
  if (early !== undefined) return reject(early)
  const lines = pickedToDeliver(purchase, data.lines, (lineId, kind) =>
    wayOf[kind] === by ? undefined : { reason: 'NotDeliveredThatWay', lineId, kind, by },
  )
  if (E.isLeft(lines)) return lines
  const fulfilled: UnitsFulfilled = { type: 'UnitsFulfilled', data: { ...data, lines: lines.right } }
  return accept([
    fulfilled,
    ...fullyDelivered({
      ...purchase,
      units: withDelivered(purchase.units, lines.right),
      tracking: evolveTracking(purchase.tracking, fulfilled),
    }),
  ])
}

/** What delivery is, by what was sold. Goods that are sent have a shipment. */
const wayOf: Readonly<Record<LineKind, FulfilmentWay>> = {
  goods: 'handed-over-the-counter',
  digital: 'access-granted',
  service: 'service-performed',
  travel: 'travel-completed',
}
