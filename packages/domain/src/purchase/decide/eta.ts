import { accept, alreadyDone, reject } from '@aftersale/decider'
import { millisecondsBetween, type PositiveInteger, sameContent } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { DetectDelay, ReviseEta } from '../commands.js'
import type { PurchaseEvent } from '../events.js'
import type { Delay } from '../notices/delay.js'
import {
  delayDueAt,
  delayOf,
  lateEtaTrace,
  nextNoticeDueAt,
  noticeDueAt,
  noticeTrace,
  promisePassedTrace,
  slipTrace,
} from '../notices/detection.js'
import { openDelayOf, type Shipment, toleratedUntil } from '../shipments/shipment.js'
import { signedMinutesOf } from '../signed-minutes.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { isUnderWay, onShipment, overBecause } from './shipment-of.js'

/** An estimate that says what the last one said is no news, whoever repeats it. */
export const reviseEta = (command: ReviseEta, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    const { newEta, revisedAt } = data
    const last = shipment.etas.at(-1)
    const isKnown = shipment.etas.some(({ previousEta: _, slipMinutes: __, ...eta }) => sameContent(eta, data))
    if (isKnown || last?.newEta === newEta) return alreadyDone
    const over = overBecause(shipment)
    if (over !== undefined) return reject(over)
    if (last !== undefined && revisedAt < last.revisedAt) {
      return reject({ reason: 'EtaOutdated', revisedAt: last.revisedAt })
    }
    if (newEta < revisedAt) return reject({ reason: 'EtaInThePast', revisedAt })
    const revised: PurchaseEvent = {
      type: 'EtaRevised',
      data: {
        ...data,
        ...(last !== undefined && { previousEta: last.newEta }),
        slipMinutes: signedMinutesOf(millisecondsBetween(last?.newEta ?? shipment.announced.promisedBy, newEta)),
      },
    }
    return accept([revised, ...whatItMeans(shipment, data)])
  })

/** Does nothing where it came meanwhile, or somebody said that it would be late. */
export const detectDelay = (command: DetectDelay, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { purchaseId, shipmentId, dueAt } = command.data
    if (!isUnderWay(shipment) || delayDueAt(shipment) !== dueAt) return alreadyDone
    const { promisedBy } = shipment.announced
    return accept([
      {
        type: 'DelayDetected',
        data: {
          purchaseId,
          shipmentId,
          delayNumber: nextDelayNumber(shipment),
          promisedBy,
          noticeDueAt: promisedBy,
          detectedAt: dueAt,
          trace: promisePassedTrace(shipment, dueAt),
        },
      },
    ])
  })

/** What an estimate says of a delay: that there is one, that it grew, that it is made up for, or nothing new. */
const whatItMeans = (shipment: Shipment, data: ReviseEta['data']): ReadonlyArray<PurchaseEvent> => {
  const isLate = data.newEta > toleratedUntil(shipment)
  const delay = openDelayOf(shipment)
  if (delay === undefined) return isLate ? [delayDetected(shipment, data)] : []
  if (!isLate) return [delayRecovered(shipment, delay, data)]
  const threshold = millisecondsOf(shipment.announced.policy.noticeThreshold)
  return millisecondsBetween(delay.comparedTo, data.newEta) >= threshold ? [delayLengthened(shipment, delay, data)] : []
}

const delayDetected = (
  shipment: Shipment,
  { purchaseId, shipmentId, newEta, revisedAt }: ReviseEta['data'],
): PurchaseEvent => {
  const dueAt = noticeDueAt(shipment, revisedAt)
  return {
    type: 'DelayDetected',
    data: {
      purchaseId,
      shipmentId,
      delayNumber: nextDelayNumber(shipment),
      promisedBy: shipment.announced.promisedBy,
      expectedAt: newEta,
      delay: delayOf(shipment, newEta),
      noticeDueAt: dueAt,
      detectedAt: revisedAt,
      trace: [...lateEtaTrace(shipment, newEta, 'delayed'), ...noticeTrace(shipment, revisedAt, dueAt)],
    },
  }
}

const delayLengthened = (
  shipment: Shipment,
  { delayNumber, slips, comparedTo }: Delay,
  { purchaseId, shipmentId, newEta, revisedAt }: ReviseEta['data'],
): PurchaseEvent => {
  const dueAt = nextNoticeDueAt(shipment, revisedAt)
  return {
    type: 'DelayLengthened',
    data: {
      purchaseId,
      shipmentId,
      delayNumber,
      slipNumber: (slips.length + 1) as PositiveInteger,
      promisedBy: shipment.announced.promisedBy,
      expectedAt: newEta,
      delay: delayOf(shipment, newEta),
      noticeDueAt: dueAt,
      lengthenedAt: revisedAt,
      trace: [...slipTrace(shipment, comparedTo, newEta), ...noticeTrace(shipment, revisedAt, dueAt)],
    },
  }
}

const delayRecovered = (
  shipment: Shipment,
  { delayNumber }: Delay,
  { purchaseId, shipmentId, newEta, revisedAt }: ReviseEta['data'],
): PurchaseEvent => ({
  type: 'DelayRecovered',
  data: {
    purchaseId,
    shipmentId,
    delayNumber,
    expectedAt: newEta,
    recoveredAt: revisedAt,
    trace: lateEtaTrace(shipment, newEta, 'recovered'),
  },
})

const nextDelayNumber = ({ delays }: Shipment): PositiveInteger => (delays.length + 1) as PositiveInteger
