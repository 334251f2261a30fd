import { epochMillisecondsOf, type Instant } from '@aftersale/domain/calendar'
import { isServiceTicketEvent, occurredAtOf } from '@aftersale/domain/events'
import { type HelpDeskFacts, helpDeskFacts } from './help-desk-facts.js'
import type { RecordedEvent } from './recorded-event.js'
import type { DeliveryFact } from './was-it-delivered-as-promised/delivery-fact.js'
import { deliveryFacts } from './was-it-delivered-as-promised/delivery-facts.js'
import type { DelayFact } from './were-delays-told-in-time/delay-fact.js'
import { delayFacts } from './were-delays-told-in-time/delay-facts.js'
import type { DutyFact } from './were-duties-met/duty-fact.js'
import { dutyFacts } from './were-duties-met/duty-facts.js'
import type { ClaimFact } from './what-became-of-each-claim/claim-fact.js'
import { claimFacts } from './what-became-of-each-claim/claim-facts.js'
import type { DeliveredUnitsFact } from './what-came-back/delivered-units-fact.js'
import { deliveredUnitsFacts } from './what-came-back/delivered-units-facts.js'
import type { ReceivedUnitsFact } from './what-came-back/received-units-fact.js'
import { receivedUnitsFacts } from './what-came-back/received-units-facts.js'
import type { ReturnLabelFact } from './what-came-back/return-label-fact.js'
import { returnLabelFacts } from './what-came-back/return-label-facts.js'
import type { ReturnRequestFact } from './what-came-back/return-request-fact.js'
import { returnRequestFacts } from './what-came-back/return-request-facts.js'
import { shipmentHistories } from './what-happened-to-each-shipment/shipment-histories.js'
import type { PurchaseFact } from './what-was-bought/purchase-fact.js'
import { purchaseFacts } from './what-was-bought/purchase-facts.js'
import type { UnitFact } from './what-was-done-to-each-unit/unit-fact.js'
import { unitFacts } from './what-was-done-to-each-unit/unit-facts.js'
import type { RefundFact } from './what-was-refunded/refund-fact.js'
import { refundFacts } from './what-was-refunded/refund-facts.js'

/** What an after-sales history says, one row a case. Plain data: every part names the event that told it. */
export interface AfterSalesFacts extends HelpDeskFacts {
  readonly purchases: ReadonlyArray<PurchaseFact>
  readonly refunds: ReadonlyArray<RefundFact>
  readonly returnRequests: ReadonlyArray<ReturnRequestFact>
  readonly returnLabels: ReadonlyArray<ReturnLabelFact>
  readonly deliveredUnits: ReadonlyArray<DeliveredUnitsFact>
  readonly receivedUnits: ReadonlyArray<ReceivedUnitsFact>
  readonly deliveries: ReadonlyArray<DeliveryFact>
  readonly delays: ReadonlyArray<DelayFact>
  readonly units: ReadonlyArray<UnitFact>
  readonly claims: ReadonlyArray<ClaimFact>
  readonly duties: ReadonlyArray<DutyFact>
}

/** Reduces a history to facts. */
export interface AfterSalesFactsFold {
  /** Takes the next event of the history, in store order. Total: a gap before it changes the facts of its own case alone. */
  readonly record: (recorded: RecordedEvent) => void
  /** The facts as far as the history was told. What was recorded later doesn't change rows already given. */
  readonly facts: () => AfterSalesFacts
}

/**
 * A fold that keeps what the facts need and none of the events. For the facts as they were known at some time, record
 * only what was recorded (`recordedAt`) by then.
 */
export const afterSalesFacts = (): AfterSalesFactsFold => {
  const helpDesk = helpDeskFacts()
  const purchases = purchaseFacts()
  const refunds = refundFacts()
  const returnRequests = returnRequestFacts()
  const returnLabels = returnLabelFacts()
  const deliveredUnits = deliveredUnitsFacts()
  const receivedUnits = receivedUnitsFacts()
  const units = unitFacts()
  const claims = claimFacts()
  const duties = dutyFacts(claims)
  const shipments = shipmentHistories()
  const ofCommerce = [
    purchases,
    refunds,
    returnRequests,
    returnLabels,
    deliveredUnits,
    receivedUnits,
    units,
    claims,
    duties,
    shipments,
  ]
  let lastHappened = ''

  return {
    record: (recorded) => {
      if (isServiceTicketEvent(recorded.event)) return helpDesk.record(recorded)
      const occurredAt = occurredAtOf(recorded.event)
      if (occurredAt > lastHappened) lastHappened = occurredAt
      for (const fold of ofCommerce) fold.record(recorded)
    },
    facts: () => {
      const ofTickets = helpDesk.facts()
      const lastOfCommerce = lastHappened === '' ? undefined : epochMillisecondsOf(lastHappened as Instant)
      const last = Math.max(
        lastOfCommerce ?? Number.NEGATIVE_INFINITY,
        ofTickets.lastHappenedAt ?? Number.NEGATIVE_INFINITY,
      )
      return {
        ...ofTickets,
        purchases: purchases.facts(),
        refunds: refunds.facts(),
        returnRequests: returnRequests.facts(),
        returnLabels: returnLabels.facts(),
        deliveredUnits: deliveredUnits.facts(),
        receivedUnits: receivedUnits.facts(),
        deliveries: deliveryFacts(shipments),
        delays: delayFacts(shipments, ofTickets.contacts),
        units: units.facts(),
        claims: claims.facts(),
        duties: duties.facts(),
        ...(last !== Number.NEGATIVE_INFINITY && { lastHappenedAt: last }),
      }
    },
  }
}
