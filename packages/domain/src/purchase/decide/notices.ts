import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, millisecondsBetween, sameContent } from '@aftersale/messages'
import type { MissProactiveNotice, NotifyCustomer } from '../commands.js'
import type { CustomerInformed } from '../events.js'
import { type Delay, isFarFrom, owedSlips } from '../notices/delay.js'
import { missedTrace } from '../notices/detection.js'
import type { PurchaseRejection } from '../rejections.js'
import { policyRefOf } from '../shipments/rule-applied.js'
import { etaOf, openDelayOf, type Shipment, statusOf } from '../shipments/shipment.js'
import { signedMinutesOf } from '../signed-minutes.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { isUnderWay, onShipment } from './shipment-of.js'

/** Judged by when the customer was told, whenever that is heard of. */
export const notifyCustomer = (command: NotifyCustomer, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { data } = command
    const known = shipment.notices.find(({ noticeId }) => noticeId === data.noticeId)
    if (known !== undefined) {
      const { about, channel, template, sentAt } = known
      const { purchaseId, shipmentId, noticeId } = data
      return sameContent({ purchaseId, shipmentId, noticeId, about, channel, template, sentAt }, data)
        ? alreadyDone
        : reject({ reason: 'NoticeIdReused', noticeId })
    }
    const told = toldOf(shipment, data)
    if ('reason' in told) return reject(told)
    const { promisedBy } = shipment.announced
    const leadTimeMinutes = signedMinutesOf(millisecondsBetween(data.sentAt, promisedBy))
    return accept([{ type: 'CustomerInformed', data: { ...data, ...told, promisedBy, leadTimeMinutes } }])
  })

/** Does nothing where the customer was told meanwhile, or the shipment came or is made up for. */
export const missProactiveNotice = (command: MissProactiveNotice, purchase: Purchase): PurchaseDecision =>
  onShipment(purchase, command, (shipment) => {
    const { dueAt, ...slip } = command.data
    const delay = openDelayOf(shipment)
    const isOwed =
      isUnderWay(shipment) &&
      delay?.delayNumber === slip.delayNumber &&
      owedSlips(delay).some(({ slipNumber, noticeDueAt }) => slipNumber === slip.slipNumber && noticeDueAt === dueAt)
    return isOwed
      ? accept([
          { type: 'ProactiveNoticeMissed', data: { ...slip, missedAt: dueAt, trace: missedTrace(shipment, dueAt) } },
        ])
      : alreadyDone
  })

type Told = Pick<CustomerInformed['data'], 'delayNumber' | 'expectedAt'>

/** Which delay the notice is of and what it tells to expect, or what stands against telling it. */
const toldOf = (shipment: Shipment, { about, sentAt }: NotifyCustomer['data']): Told | PurchaseRejection => {
  if (about === 'delivery') {
    return shipment.deliveries.some(({ deliveredAt }) => deliveredAt <= sentAt) ? {} : { reason: 'NotDelivered' }
  }
  if (about === 'loss') {
    return shipment.losses.some(({ lostAt }) => lostAt <= sentAt) ? {} : { reason: 'ShipmentNotLost' }
  }
  const over = overBy(shipment, sentAt)
  if (over !== undefined) return over
  switch (about) {
    case 'progress':
      return {}
    case 'delay':
      return delayTold(shipment, sentAt)
    case 'recovery':
      return recoveryTold(shipment, sentAt)
  }
}

/**
 * Nothing is told of what is still to come once it came, or never will: as it stood when the customer was told, whatever
 * became of the shipment since; of one that was cancelled there is nothing to tell at all.
 */
const overBy = (shipment: Shipment, sentAt: Instant): PurchaseRejection | undefined => {
  const { status, since } = statusOf(shipment)
  if (status === 'cancelled') return { reason: 'ShipmentIsCancelled', cancelledAt: since }
  if (status === 'delivered' && since <= sentAt) return { reason: 'ShipmentArrived', deliveredAt: since }
  const { ended, losses } = shipment
  if (ended !== undefined && ended.at <= sentAt) {
    return { reason: ended.as === 'destroyed' ? 'ShipmentIsDestroyed' : 'ShipmentWentBack', since: ended.at }
  }
  const loss = losses.findLast(({ lostAt, foundAt }) => lostAt <= sentAt && (foundAt === undefined || sentAt < foundAt))
  return loss === undefined ? undefined : { reason: 'ShipmentIsLost', lostAt: loss.lostAt }
}

/** Not again for the same delay, unless the expected time moved from what was told by what the policy asks for. */
const delayTold = (shipment: Shipment, sentAt: Instant): Told | PurchaseRejection => {
  const delay = delayAt(shipment, sentAt)
  if (delay === undefined) return { reason: 'NoSuchDelay' }
  const { promisedBy, policy } = shipment.announced
  const expectedAt = expectedIn(shipment, delay, sentAt)
  const before = noticesOf(shipment, delay, 'delay').filter((notice) => notice.sentAt <= sentAt)
  const last = before.reduce<CustomerInformed['data'] | undefined>(
    (latest, notice) => (latest === undefined || notice.sentAt >= latest.sentAt ? notice : latest),
    undefined,
  )
  if (
    last !== undefined &&
    !isFarFrom(last.expectedAt ?? promisedBy, expectedAt ?? promisedBy, policy.noticeThreshold)
  ) {
    return customerKnows(shipment, last)
  }
  return { delayNumber: delay.delayNumber, ...(expectedAt !== undefined && { expectedAt }) }
}

/** The one that was known when the customer was told; where they were told before any was known, the first after it. */
const delayAt = ({ delays }: Shipment, sentAt: Instant): Delay | undefined => {
  const open = delays.filter(({ recoveredAt }) => recoveredAt === undefined || sentAt < recoveredAt)
  return open.findLast(({ slips }) => slips.some(({ knownAt }) => knownAt <= sentAt)) ?? open[0]
}

/** Once, to a customer who was told of the delay. */
const recoveryTold = (shipment: Shipment, sentAt: Instant): Told | PurchaseRejection => {
  const delay = shipment.delays.findLast(({ recoveredAt }) => recoveredAt !== undefined && recoveredAt <= sentAt)
  const isTold = delay !== undefined && noticesOf(shipment, delay, 'delay').some((notice) => notice.sentAt <= sentAt)
  if (!isTold) return { reason: 'NoSuchDelay' }
  const [before] = noticesOf(shipment, delay, 'recovery')
  if (before !== undefined) return customerKnows(shipment, before)
  const expectedAt = etaOf(shipment)
  return { delayNumber: delay.delayNumber, ...(expectedAt !== undefined && { expectedAt }) }
}

/** The estimate in the delay that was the last at that time, or the first after it; none where the promise passed without one. */
const expectedIn = ({ etas }: Shipment, { recoveredAt, slips }: Delay, sentAt: Instant): Instant | undefined => {
  if (recoveredAt !== undefined) return (slips.findLast(({ knownAt }) => knownAt <= sentAt) ?? slips[0])?.expectedAt
  const known = slips[0]?.knownAt
  const ofDelay = etas.filter(({ revisedAt }) => known !== undefined && revisedAt >= known)
  return (ofDelay.findLast(({ revisedAt }) => revisedAt <= sentAt) ?? ofDelay[0])?.newEta
}

const noticesOf = (
  { notices }: Shipment,
  { delayNumber }: Delay,
  about: 'delay' | 'recovery',
): ReadonlyArray<CustomerInformed['data']> =>
  notices.filter((notice) => notice.about === about && notice.delayNumber === delayNumber)

const customerKnows = (shipment: Shipment, { noticeId, sentAt }: CustomerInformed['data']): PurchaseRejection => ({
  reason: 'CustomerKnows',
  noticeId,
  sentAt,
  policyRef: policyRefOf(shipment),
})
