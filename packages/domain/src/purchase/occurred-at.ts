import type { Instant, PolicyRef } from '@aftersale/messages'
import { distinctPolicyRefs, policyRefsIn } from '../policy/rule-trace.js'
import type { PurchaseEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfPurchase = (event: PurchaseEvent): Instant => {
  switch (event.type) {
    case 'PurchaseRecorded':
      return event.data.purchasedAt
    case 'PaymentRecorded':
      return event.data.capturedAt
    case 'PolicyDisclosed':
      return event.data.shownAt
    case 'ReceiptIssued':
      return event.data.issuedAt
    case 'ReceiptEvidenceRegistered':
      return event.data.registeredAt
    case 'ShipmentAnnounced':
      return event.data.announcedAt
    case 'ShipmentCancelled':
    case 'UnitsCancelled':
    case 'RefundCancelled':
      return event.data.cancelledAt
    case 'ShipmentProgressed':
    case 'DeliveryAttemptFailed':
    case 'ShipmentReturnedToSender':
    case 'ShipmentDestroyed':
    case 'CarrierScanIgnored':
      return event.data.scannedAt
    case 'ShipmentDelivered':
      return event.data.deliveredAt
    case 'EtaRevised':
      return event.data.revisedAt
    case 'NonReceiptReported':
      return event.data.reportedAt
    case 'ShipmentDeclaredLost':
    case 'DisputeLost':
      return event.data.lostAt
    case 'LostShipmentFound':
      return event.data.foundAt
    case 'RecoverOrKeepDecisionNeeded':
      return event.data.neededAt
    case 'RecoverOrKeepDecided':
      return event.data.decidedAt
    case 'DelayDetected':
      return event.data.detectedAt
    case 'DelayLengthened':
      return event.data.lengthenedAt
    case 'DelayRecovered':
      return event.data.recoveredAt
    case 'CustomerInformed':
      return event.data.sentAt
    case 'ProactiveNoticeMissed':
      return event.data.missedAt
    case 'UnitsFulfilled':
      return event.data.fulfilledAt
    case 'PurchaseFullyDelivered':
      return event.data.lastDeliveredAt
    case 'UnitsReserved':
    case 'RefundReserved':
      return event.data.reservedAt
    case 'UnitsReleased':
      return event.data.releasedAt
    case 'UnitsConsumed':
      return event.data.consumedAt
    case 'AccessRevoked':
      return event.data.revokedAt
    case 'ReplacementUnitsAdded':
      return event.data.addedAt
    case 'RefundSettled':
      return event.data.settledAt
    case 'RefundFailed':
      return event.data.failedAt
    case 'DisputeOpened':
      return event.data.openedAt
    case 'DisputeWon':
      return event.data.wonAt
  }
}

/** The policies that the purchase was made under, that were shown, and that what became of it was decided under. */
export const policyRefsOfPurchase = (event: PurchaseEvent): ReadonlyArray<PolicyRef> => {
  if (event.type === 'PurchaseRecorded') {
    return distinctPolicyRefs(
      event.data.lines.flatMap(({ returnPolicyRef, warrantyTermsRef }) =>
        [returnPolicyRef, warrantyTermsRef].filter((ref) => ref !== undefined),
      ),
    )
  }
  if (event.type === 'PolicyDisclosed') return [event.data.policyRef]
  if (event.type === 'ShipmentAnnounced') {
    const { policyId, version } = event.data.policy
    return [{ policyId, version }]
  }
  return 'trace' in event.data ? policyRefsIn(event.data.trace) : []
}
