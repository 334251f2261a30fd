import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, laterOf } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  allUnits,
  countOf,
  isEmpty,
  type LineUnits,
  lowest,
  noUnits,
  numbersIn,
  overlap,
  unitsOf,
  without,
} from '../../units/index.js'
import type { ConfirmDelivery } from '../commands.js'
import type { PurchaseEvent, PurchaseFullyDelivered, ShipmentDelivered, UnitsConsumed } from '../events.js'
import { evolve } from '../evolve.js'
import type { LineQuantity } from '../line-quantity.js'
import type { PurchaseRejection } from '../rejections.js'
import { eachOnce } from '../shipments/deliverable.js'
import { linesWithout, outstandingOf, restrictedTo, unitsIn } from '../shipments/outstanding.js'
import { ruleApplied } from '../shipments/rule-applied.js'
import { openLossOf, type Shipment, statusOf } from '../shipments/shipment.js'
import { evolveTracking } from '../shipments/tracking.js'
import type { Purchase, PurchaseState } from '../state.js'
import { withDelivered } from '../units/unit-ledger.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore } from './refusals.js'
import { onShipment, overBecause } from './shipment-of.js'
import { answers } from './units-answered.js'

/** Of what was delivered before, nothing is delivered again, and its `deliveredAt` stays. */
export const confirmDelivery = (command: ConfirmDelivery, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { deliveredAt, lines, proof } = command.data
    const over = overBecause(shipment)
    if (over?.reason === 'ShipmentArrived' || wasConfirmed(shipment, deliveredAt, lines)) return alreadyDone
    if (over !== undefined && over.reason !== 'ShipmentIsLost') return reject(over)
    const early = happenedBefore(deliveredAt, purchase)
    if (early !== undefined) return reject(early)
    const outstanding = outstandingOf(shipment)
    const arrived = lines === undefined ? E.right(outstanding) : pickedFrom(outstanding, lines)
    if (E.isLeft(arrived)) return arrived
    return accept(delivered(purchase, shipment, { deliveredAt, lines: arrived.right, proof }))
  })

/** All that a delivery says: it was found, if it was lost; it is there; what is to be decided; the purchase is complete. */
export const delivered = (
  purchase: Purchase,
  shipment: Shipment,
  {
    deliveredAt,
    lines,
    ...told
  }: Pick<ShipmentDelivered['data'], 'deliveredAt' | 'lines' | 'proof' | 'carrierEventId'>,
): ReadonlyArray<PurchaseEvent> => {
  const { purchaseId, shipmentId } = shipment.announced
  const isComplete = linesWithout(outstandingOf(shipment), lines).length === 0
  const event: ShipmentDelivered = {
    type: 'ShipmentDelivered',
    data: { purchaseId, shipmentId, deliveredAt, lines, isComplete, ...told },
  }
  return [
    ...foundBy(shipment, deliveredAt),
    event,
    ...recoverOrKeepNeeded(purchase, shipment, lines, deliveredAt),
    ...fullyDelivered({
      ...purchase,
      units: withDelivered(purchase.units, lines),
      tracking: evolveTracking(purchase.tracking, event),
    }),
  ]
}

/** A lost shipment of which there is a sign is found: at that time, or once it was declared lost, if that was later. */
export const foundBy = (shipment: Shipment, sign: Instant): ReadonlyArray<PurchaseEvent> => {
  const loss = openLossOf(shipment)
  if (loss === undefined) return []
  const { purchaseId, shipmentId } = shipment.announced
  return [{ type: 'LostShipmentFound', data: { purchaseId, shipmentId, foundAt: laterOf(sign, loss.lostAt) } }]
}

/**
 * What turned up of units that were made good for: somebody has to decide whether the customer keeps them. What was given
 * for them stands, and they are entitled to nothing more. What is only held for that may still be released.
 */
export const recoverOrKeepNeeded = (
  { units }: Purchase,
  shipment: Shipment,
  lines: ReadonlyArray<LineUnits>,
  neededAt: Instant,
): ReadonlyArray<PurchaseEvent> => {
  const { purchaseId, shipmentId } = shipment.announced
  const madeGood = restrictedTo(lines, ({ lineId }) => units.accounts.get(lineId)?.consumed ?? noUnits)
  const asked = linesWithout(
    madeGood,
    shipment.recoverOrKeep.flatMap((known) => known.lines),
  )
  if (asked.length === 0) return []
  const quantity = asked.reduce((count, line) => count + countOf(line.units), 0)
  const trace = [ruleApplied(shipment, 'found-after-it-was-made-good', { unitsMadeGood: quantity }, 'recover-or-keep')]
  return [{ type: 'RecoverOrKeepDecisionNeeded', data: { purchaseId, shipmentId, lines: asked, neededAt, trace } }]
}

/**
 * Once: when of all units that were not cancelled, each was delivered, or was made good for undelivered. Of a purchase of
 * which nothing ever arrived, never.
 */
export const fullyDelivered = ({ sale, units, tracking }: Purchase): ReadonlyArray<PurchaseFullyDelivered> => {
  if (tracking.fullyDeliveredAt !== undefined) return []
  for (const { quantity, cancelled, delivered: arrived, consumed } of units.accounts.values()) {
    if (!isEmpty(without(without(without(allUnits(quantity), cancelled), arrived), consumed))) return []
  }
  const arrivals = [
    ...[...tracking.shipments.values()].flatMap(({ deliveries }) => deliveries.map(({ deliveredAt }) => deliveredAt)),
    ...[...tracking.fulfilments.values()].map(({ fulfilledAt }) => fulfilledAt),
  ]
  const [first, ...others] = arrivals
  if (first === undefined) return []
  const { purchaseId } = sale.recorded
  return [{ type: 'PurchaseFullyDelivered', data: { purchaseId, lastDeliveredAt: others.reduce(laterOf, first) } }]
}

/**
 * What was decided, and what follows for deliveries: what was cancelled or made good for is not outstanding any more, so the
 * purchase may be complete; what is made good for only after it turned up is to be decided about.
 */
export const withConsequences = (decision: PurchaseDecision, purchase: Purchase): PurchaseDecision => {
  if (E.isLeft(decision) || decision.right.length === 0) return decision
  const state = decision.right.reduce<PurchaseState>(evolve, { status: 'recorded', purchase })
  if (state.status === 'not-recorded') return decision
  const turnedUp = decision.right.flatMap((event) =>
    event.type === 'UnitsConsumed' && event.data.purpose === 'non-receipt'
      ? turnedUpBefore(state.purchase, event.data)
      : [],
  )
  return accept([...decision.right, ...turnedUp, ...fullyDelivered(state.purchase)])
}

/** Of units made good for as not received, those that arrived, or are on their way after they had been lost. */
const turnedUpBefore = (
  purchase: Purchase,
  { lines, consumedAt }: UnitsConsumed['data'],
): ReadonlyArray<PurchaseEvent> =>
  [...purchase.tracking.shipments.values()].flatMap((shipment) => {
    const { status } = statusOf(shipment)
    // What arrived of a shipment stays, whatever end the rest of it came to.
    const isOver = status === 'cancelled' || status === 'returned-to-sender' || status === 'destroyed'
    const isFound = !isOver && shipment.losses.length > 0 && openLossOf(shipment) === undefined
    const there = isFound ? shipment.announced.lines : shipment.deliveries.flatMap((delivery) => delivery.lines)
    const madeGood = restrictedTo(shipment.announced.lines, ({ lineId }) =>
      overlap(unitsIn(lines, lineId), unitsIn(there, lineId)),
    )
    return recoverOrKeepNeeded(purchase, shipment, madeGood, consumedAt)
  })

const wasConfirmed = (
  { deliveries }: Shipment,
  deliveredAt: Instant,
  lines: ReadonlyArray<LineQuantity> | undefined,
): boolean =>
  lines !== undefined &&
  deliveries.some((delivery) => delivery.deliveredAt === deliveredAt && answers(lines, delivery.lines))

const pickedFrom = (
  outstanding: ReadonlyArray<LineUnits>,
  wanted: ReadonlyArray<LineQuantity>,
): E.Either<PurchaseRejection, ReadonlyArray<LineUnits>> =>
  eachOnce(wanted, ({ lineId, quantity, serials }) => {
    const line = outstanding.find((one) => one.lineId === lineId)
    const left = countOf(line?.units ?? noUnits)
    if (line === undefined || left < quantity) {
      return E.left({ reason: 'MoreThanOutstanding', lineId, outstanding: left })
    }
    if (line.serials === undefined) {
      return serials === undefined
        ? E.right({ lineId, units: lowest(line.units, quantity) })
        : E.left({ reason: 'SerialsDoNotMatch', lineId, quantity })
    }
    const numbers = numbersIn(line.units)
    const named = new Set(serials)
    const found = line.serials.flatMap((serial, index) => (named.has(serial) ? [{ serial, unit: numbers[index] }] : []))
    if (named.size !== quantity || found.length !== quantity) {
      return E.left({ reason: 'SerialsDoNotMatch', lineId, quantity })
    }
    return E.right({
      lineId,
      units: unitsOf(found.flatMap(({ unit }) => unit ?? [])),
      serials: found.map(({ serial }) => serial),
    })
  })
