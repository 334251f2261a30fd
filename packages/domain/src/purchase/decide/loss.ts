import { accept, alreadyDone, reject } from '@aftersale/decider'
import { millisecondsAfter, sameContent } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { DecideRecoverOrKeep, DeclareLost, RecordFound, ReportNonReceipt } from '../commands.js'
import { outstandingOf, restrictedTo, unitsIn } from '../shipments/outstanding.js'
import { policyRefOf, ruleApplied } from '../shipments/rule-applied.js'
import { lastSignOf, openLossOf, statusOf } from '../shipments/shipment.js'
import type { Purchase } from '../state.js'
import { recoverOrKeepNeeded } from './delivery.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { onShipment, overBecause } from './shipment-of.js'

/** The customer's word is recorded, also against the carrier's. */
export const reportNonReceipt = (command: ReportNonReceipt, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    const isKnown = shipment.nonReceipts.some(({ contradictsDelivery: _, ...known }) => sameContent(known, data))
    if (isKnown) return alreadyDone
    const over = overBecause(shipment)
    if (over?.reason === 'ShipmentIsCancelled') return reject(over)
    const contradictsDelivery = over?.reason === 'ShipmentArrived'
    return accept([{ type: 'NonReceiptReported', data: { ...data, contradictsDelivery } }])
  })

export const declareLost = (command: DeclareLost, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    const over = overBecause(shipment)
    if (over?.reason === 'ShipmentIsLost' || shipment.losses.some(({ lostAt }) => lostAt === data.declaredAt)) {
      return alreadyDone
    }
    if (over !== undefined) return reject(over)
    const silentSince = lastSignOf(shipment)
    if (silentSince === undefined) return reject({ reason: 'ShipmentNotHandedOver' })
    const { status, since } = statusOf(shipment)
    if (status === 'available-for-pickup') return reject({ reason: 'ShipmentAwaitsPickup', since })
    const { lostAfterSilence } = shipment.announced.policy
    const declarableFrom = millisecondsAfter(silentSince, millisecondsOf(lostAfterSilence))
    if (data.declaredAt < declarableFrom) {
      return reject({ reason: 'SilenceTooShort', silentSince, declarableFrom, policyRef: policyRefOf(shipment) })
    }
    const { declaredAt, ...told } = data
    const facts = { silentSince, declaredAt, lostAfterSilence }
    return accept([
      {
        type: 'ShipmentDeclaredLost',
        data: {
          ...told,
          lines: outstandingOf(shipment),
          silentSince,
          lostAt: declaredAt,
          trace: [ruleApplied(shipment, 'lost-after-silence', facts, 'lost')],
        },
      },
    ])
  })

export const recordFound = (command: RecordFound, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    if (shipment.losses.some(({ foundAt }) => foundAt === data.foundAt)) return alreadyDone
    const loss = openLossOf(shipment)
    if (loss === undefined || overBecause(shipment)?.reason !== 'ShipmentIsLost') {
      return reject(overBecause(shipment) ?? { reason: 'ShipmentNotLost' })
    }
    if (data.foundAt < loss.lostAt) return reject({ reason: 'FoundBeforeLost', lostAt: loss.lostAt })
    return accept([
      { type: 'LostShipmentFound', data },
      ...recoverOrKeepNeeded(purchase, shipment, outstandingOf(shipment), data.foundAt),
    ])
  })

/** Decides about whatever turned up and was not decided about before. */
export const decideRecoverOrKeep = (command: DecideRecoverOrKeep, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, ({ announced, recoverOrKeep }) => {
    const last = recoverOrKeep.at(-1)
    if (last === undefined) return reject({ reason: 'NothingToRecoverOrKeep' })
    const asked = recoverOrKeep.flatMap(({ lines, decision }) => (decision === undefined ? lines : []))
    if (asked.length === 0 && last.decision !== undefined) {
      return last.decision === command.data.decision
        ? alreadyDone
        : reject({ reason: 'RecoverOrKeepSettled', decision: last.decision })
    }
    const lines = restrictedTo(announced.lines, ({ lineId }) => unitsIn(asked, lineId))
    return accept([{ type: 'RecoverOrKeepDecided', data: { ...command.data, lines } }])
  })
