import type { PurchaseEvent } from './events.js'
import { occurredAtOfPurchase } from './occurred-at.js'
import { monday } from './purchase.fixtures.js'

it.each([
  ['PurchaseRecorded', 'purchasedAt'],
  ['PaymentRecorded', 'capturedAt'],
  ['PolicyDisclosed', 'shownAt'],
  ['ReceiptIssued', 'issuedAt'],
  ['ReceiptEvidenceRegistered', 'registeredAt'],
  ['ShipmentAnnounced', 'announcedAt'],
  ['ShipmentCancelled', 'cancelledAt'],
  ['UnitsCancelled', 'cancelledAt'],
  ['RefundCancelled', 'cancelledAt'],
  ['ShipmentProgressed', 'scannedAt'],
  ['DeliveryAttemptFailed', 'scannedAt'],
  ['ShipmentReturnedToSender', 'scannedAt'],
  ['ShipmentDestroyed', 'scannedAt'],
  ['CarrierScanIgnored', 'scannedAt'],
  ['ShipmentDelivered', 'deliveredAt'],
  ['EtaRevised', 'revisedAt'],
  ['NonReceiptReported', 'reportedAt'],
  ['ShipmentDeclaredLost', 'lostAt'],
  ['DisputeLost', 'lostAt'],
  ['LostShipmentFound', 'foundAt'],
  ['RecoverOrKeepDecisionNeeded', 'neededAt'],
  ['RecoverOrKeepDecided', 'decidedAt'],
  ['DelayDetected', 'detectedAt'],
  ['DelayLengthened', 'lengthenedAt'],
  ['DelayRecovered', 'recoveredAt'],
  ['CustomerInformed', 'sentAt'],
  ['ProactiveNoticeMissed', 'missedAt'],
  ['UnitsFulfilled', 'fulfilledAt'],
  ['PurchaseFullyDelivered', 'lastDeliveredAt'],
  ['UnitsReserved', 'reservedAt'],
  ['RefundReserved', 'reservedAt'],
  ['UnitsReleased', 'releasedAt'],
  ['UnitsConsumed', 'consumedAt'],
  ['AccessRevoked', 'revokedAt'],
  ['ReplacementUnitsAdded', 'addedAt'],
  ['RefundSettled', 'settledAt'],
  ['RefundFailed', 'failedAt'],
  ['DisputeOpened', 'openedAt'],
  ['DisputeWon', 'wonAt'],
] as const)('%s happened at its %s', (type, field) => {
  const event = { type, data: { [field]: monday('09:00') } } as unknown as PurchaseEvent
  expect(occurredAtOfPurchase(event)).toBe(monday('09:00'))
})
