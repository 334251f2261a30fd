import { at } from '../calendar/calendar.fixtures.js'
import type { ReturnCaseEvent } from './events.js'
import { occurredAtOfReturnCase } from './occurred-at.js'

const noon = at('2025-06-02T12:00+02:00')

it.each([
  ['ReturnRequested', 'requestedAt'],
  ['ReturnLinesRefused', 'refusedAt'],
  ['ReturnRefused', 'refusedAt'],
  ['ReturnReservationRefused', 'refusedAt'],
  ['OverrideRecorded', 'overriddenAt'],
  ['ReturnAuthorised', 'authorisedAt'],
  ['ReturnUnitsReserved', 'reservedAt'],
  ['ReturnInTransit', 'handedOverAt'],
  ['ReturnParcelScanned', 'scannedAt'],
  ['ReturnCancelled', 'cancelledAt'],
  ['ReturnExpired', 'expiredAt'],
  ['ReturnLostInTransit', 'lostAt'],
  ['ItemsReceived', 'receivedAt'],
  ['UnexpectedItemReceived', 'receivedAt'],
  ['SerialMismatchFound', 'foundAt'],
  ['ItemInspected', 'inspectedAt'],
  ['DispositionDecided', 'decidedAt'],
  ['SettlementProposed', 'proposedAt'],
  ['SettlementApproved', 'approvedAt'],
  ['SettlementRejected', 'rejectedAt'],
  ['RefundRequested', 'requestedAt'],
  ['StoreCreditRequested', 'requestedAt'],
  ['ReturnToCustomerDecided', 'decidedAt'],
  ['RefundLegPending', 'pendingAt'],
  ['RefundLegSettled', 'settledAt'],
  ['StoreCreditLegSettled', 'settledAt'],
  ['RefundLegFailed', 'failedAt'],
  ['StoreCreditLegFailed', 'failedAt'],
  ['RefundRetryWithdrawn', 'withdrawnAt'],
  ['ReturnedToCustomer', 'returnedAt'],
  ['AdvanceReplacementReturned', 'returnedAt'],
  ['ExchangeConfirmed', 'confirmedAt'],
  ['ExchangeSurplusPaid', 'paidAt'],
  ['ExchangeOutOfStock', 'foundAt'],
  ['ExchangeGivenUp', 'givenUpAt'],
  ['ExchangeDispatched', 'dispatchedAt'],
  ['ExchangeDelivered', 'deliveredAt'],
  ['AdvanceReplacementDelivered', 'deliveredAt'],
  ['AdvanceReplacementSent', 'sentAt'],
  ['UnreturnedCharged', 'chargedAt'],
  ['UnreturnedChargeReversed', 'reversedAt'],
  ['WithdrawalRefundOverdue', 'overdueAt'],
  ['ReturnCaseClosed', 'closedAt'],
] as const)('%s happened at its %s', (type, field) => {
  const event = { type, data: { [field]: noon } } as unknown as ReturnCaseEvent
  expect(occurredAtOfReturnCase(event)).toBe(noon)
})
