import type { Deadline } from '@aftersale/decider'
import { millisecondsAfter } from '@aftersale/messages'
import { millisecondsOf } from '../../calendar/duration.js'
import type { PurchaseCommand } from '../commands.js'
import { owedSlips } from '../notices/delay.js'
import { delayDueAt } from '../notices/detection.js'
import { lastSignOf, openDelayOf, type Shipment, statusOf } from './shipment.js'
import type { Tracking } from './tracking.js'

type Deadlines = ReadonlyArray<Deadline<PurchaseCommand>>

/**
 * What falls due for each shipment that is still to arrive: its delay to be noticed, the customer to be told of a delay,
 * the shipment to be given up once it was silent for too long.
 */
export const trackingDeadlines = ({ shipments }: Tracking): Deadlines => [...shipments.values()].flatMap(dueFor)

const dueFor = (shipment: Shipment): Deadlines => {
  const { status } = statusOf(shipment)
  switch (status) {
    case 'cancelled':
    case 'delivered':
    case 'returned-to-sender':
    case 'destroyed':
    case 'lost':
      return []
    case 'announced':
    case 'available-for-pickup':
      return [...delayToNotice(shipment), ...noticesToSend(shipment)]
    case 'handed-over':
    case 'in-transit':
    case 'exception':
    case 'out-for-delivery':
    case 'attempt-failed':
      return [...delayToNotice(shipment), ...noticesToSend(shipment), ...silenceToEnd(shipment)]
  }
}

const delayToNotice = (shipment: Shipment): Deadlines => {
  const dueAt = delayDueAt(shipment)
  const { purchaseId, shipmentId } = shipment.announced
  return dueAt === undefined
    ? []
    : [{ dueAt, command: { type: 'DetectDelay', data: { purchaseId, shipmentId, dueAt } } }]
}

const noticesToSend = (shipment: Shipment): Deadlines => {
  const delay = openDelayOf(shipment)
  if (delay === undefined) return []
  const { purchaseId, shipmentId } = shipment.announced
  return owedSlips(delay).map(({ slipNumber, noticeDueAt: dueAt }) => ({
    dueAt,
    command: {
      type: 'MissProactiveNotice',
      data: { purchaseId, shipmentId, delayNumber: delay.delayNumber, slipNumber, dueAt },
    },
  }))
}

const silenceToEnd = (shipment: Shipment): Deadlines => {
  const lastSign = lastSignOf(shipment)
  if (lastSign === undefined) return []
  const { purchaseId, shipmentId, policy } = shipment.announced
  const dueAt = millisecondsAfter(lastSign, millisecondsOf(policy.lostAfterSilence))
  return [{ dueAt, command: { type: 'DeclareLost', data: { purchaseId, shipmentId, declaredAt: dueAt } } }]
}
