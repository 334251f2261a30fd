import { earlierOf, type Instant, millisecondsAfter, millisecondsBetween } from '@aftersale/messages'
import { type Duration, durationOf, millisecondsOf } from '../../calendar/duration.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import { ruleApplied } from '../shipments/rule-applied.js'
import { etaOf, openDelayOf, type Shipment, toleratedUntil } from '../shipments/shipment.js'

/**
 * When the passing of time alone makes a delay: when the promise passes or, of a shipment that is expected a little later,
 * once that is more than the policy tolerates. Never where the customer could fetch it by then, or a delay is known.
 */
export const delayDueAt = (shipment: Shipment): Instant | undefined => {
  if (openDelayOf(shipment) !== undefined) return undefined
  const dueAt = etaOf(shipment) === undefined ? shipment.announced.promisedBy : toleratedUntil(shipment)
  const fetchableAt = shipment.scans.find(({ code }) => code === 'available-for-pickup')?.scannedAt
  return fetchableAt !== undefined && fetchableAt <= dueAt ? undefined : dueAt
}

/** A delay that nobody had told: the customer had to know of it before the promise passed. */
export const promisePassedTrace = (shipment: Shipment, dueAt: Instant): RuleTrace => {
  const { promisedBy, policy } = shipment.announced
  const eta = etaOf(shipment)
  const facts = { promisedBy, delayTolerance: policy.delayTolerance, dueAt, ...(eta !== undefined && { eta }) }
  return [ruleApplied(shipment, 'delayed-where-not-delivered-when-promised', facts, 'delayed')]
}

export const lateEtaTrace = (shipment: Shipment, newEta: Instant, outcome: 'delayed' | 'recovered'): RuleTrace => {
  const { promisedBy, policy } = shipment.announced
  const facts = { promisedBy, newEta, delayTolerance: policy.delayTolerance }
  return [ruleApplied(shipment, 'delayed-where-expected-later-than-tolerated', facts, outcome)]
}

export const slipTrace = (shipment: Shipment, comparedTo: Instant, newEta: Instant): RuleTrace => {
  const facts = { comparedTo, newEta, noticeThreshold: shipment.announced.policy.noticeThreshold }
  return [ruleApplied(shipment, 'slips-where-moved-by-the-notice-threshold', facts, 'slipped')]
}

/** By when the customer is to be told of what is known since then: soon, and as long as it is ahead, before the promise passes. */
export const noticeDueAt = ({ announced: { promisedBy, policy } }: Shipment, knownAt: Instant): Instant =>
  earlierOf(millisecondsAfter(knownAt, millisecondsOf(policy.noticeWithin)), promisedBy)

/** Of a further slip: the same, but once the promise has passed there is nothing left to be ahead of. */
export const nextNoticeDueAt = (shipment: Shipment, knownAt: Instant): Instant =>
  knownAt < shipment.announced.promisedBy
    ? noticeDueAt(shipment, knownAt)
    : millisecondsAfter(knownAt, millisecondsOf(shipment.announced.policy.noticeWithin))

export const noticeTrace = (shipment: Shipment, knownAt: Instant, dueAt: Instant): RuleTrace => {
  const { promisedBy, policy } = shipment.announced
  const facts = { knownAt, promisedBy, noticeWithin: policy.noticeWithin }
  return [ruleApplied(shipment, 'told-soon-and-before-the-promise-passes', facts, dueAt)]
}

export const missedTrace = (shipment: Shipment, dueAt: Instant): RuleTrace => {
  const { promisedBy, policy } = shipment.announced
  const facts = { dueAt, promisedBy, noticeWithin: policy.noticeWithin }
  return [ruleApplied(shipment, 'missed-where-not-told-when-due', facts, 'missed')]
}

/** How much later than promised; nothing where it isn't later. */
export const delayOf = ({ announced: { promisedBy } }: Shipment, expectedAt: Instant): Duration =>
  durationOf(Math.max(0, millisecondsBetween(promisedBy, expectedAt)))
