import { Instant, message, NonEmptyText, optional, PositiveInteger } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Duration } from '../../calendar/duration.js'
import { Channel } from '../../channel/channel.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { NoticeSubject } from '../notice-subject.js'
import { PurchaseId } from '../purchase-id.js'
import { ShipmentId } from '../shipment-id.js'
import { SignedMinutes } from '../signed-minutes.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

const delayFields = {
  purchaseId: PurchaseId,
  shipmentId: ShipmentId,
  /** Counts the delays of the shipment from 1: a delay that was made up for and came back is another one. */
  delayNumber: PositiveInteger,
}

/**
 * The shipment will come later than promised, or did not come by then. Without `expectedAt` nobody knows when. The
 * customer is to be told by `noticeDueAt`, which is never after `promisedBy`. It is the first slip of the delay.
 */
export const DelayDetected = message('DelayDetected', {
  ...delayFields,
  promisedBy: Instant,
  expectedAt: optional(Instant),
  /** From `promisedBy` to `expectedAt`. */
  delay: optional(Duration),
  noticeDueAt: Instant,
  detectedAt: Instant,
  trace: RuleTrace,
})

/** A further slip of the same delay, at least as far as the policy's notice threshold. Slips are counted, detection is 1. */
export const DelayLengthened = message('DelayLengthened', {
  ...delayFields,
  slipNumber: PositiveInteger,
  promisedBy: Instant,
  expectedAt: Instant,
  delay: Duration,
  noticeDueAt: Instant,
  lengthenedAt: Instant,
  trace: RuleTrace,
})

/** The shipment is expected within what the policy tolerates again. */
export const DelayRecovered = message('DelayRecovered', {
  ...delayFields,
  expectedAt: Instant,
  recoveredAt: Instant,
  trace: RuleTrace,
})

/**
 * `leadTimeMinutes` is `promisedBy` − `sentAt`; below zero, the customer was told only when the promise had passed. A
 * notice of a delay or of its recovery names the delay, and the time that the customer was told to expect it.
 */
export const CustomerInformed = message('CustomerInformed', {
  purchaseId: PurchaseId,
  shipmentId: ShipmentId,
  noticeId: NonEmptyText,
  about: NoticeSubject,
  delayNumber: optional(PositiveInteger),
  expectedAt: optional(Instant),
  promisedBy: Instant,
  channel: Channel,
  template: NonEmptyText,
  sentAt: Instant,
  leadTimeMinutes: SignedMinutes,
})

/** `missedAt` is the instant by which the customer had to be told. They may still be told late. */
export const ProactiveNoticeMissed = message('ProactiveNoticeMissed', {
  ...delayFields,
  slipNumber: PositiveInteger,
  missedAt: Instant,
  trace: RuleTrace,
})

/** Every event of delays and notices, in the order of this file. */
export const noticeEvents = [
  DelayDetected,
  DelayLengthened,
  DelayRecovered,
  CustomerInformed,
  ProactiveNoticeMissed,
] as const

export type DelayDetected = t.TypeOf<typeof DelayDetected>
export type DelayLengthened = t.TypeOf<typeof DelayLengthened>
export type DelayRecovered = t.TypeOf<typeof DelayRecovered>
export type CustomerInformed = t.TypeOf<typeof CustomerInformed>
export type ProactiveNoticeMissed = t.TypeOf<typeof ProactiveNoticeMissed>
export type NoticeEvent = t.TypeOf<(typeof noticeEvents)[number]>
