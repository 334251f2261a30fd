import type { Instant } from '@aftersale/messages'
import { type SettlementEvent, settlementEvents } from '../events/settlement.js'

const types: ReadonlySet<string> = new Set(settlementEvents.map(({ messageType }) => messageType))

/** Tells the events of a settlement from the others of a case. */
export const isSettlementEvent = <Event extends { readonly type: string }>(
  event: Event | SettlementEvent,
): event is SettlementEvent => types.has(event.type)

/** When it happened in business, from the event's own data. */
export const occurredAtOfSettlement = (event: SettlementEvent): Instant => {
  switch (event.type) {
    case 'SettlementProposed':
      return event.data.proposedAt
    case 'SettlementApproved':
      return event.data.approvedAt
    case 'SettlementRejected':
      return event.data.rejectedAt
    case 'RefundRequested':
    case 'StoreCreditRequested':
      return event.data.requestedAt
    case 'ReturnToCustomerDecided':
      return event.data.decidedAt
    case 'RefundLegPending':
      return event.data.pendingAt
    case 'RefundLegSettled':
    case 'StoreCreditLegSettled':
      return event.data.settledAt
    case 'RefundLegFailed':
    case 'StoreCreditLegFailed':
      return event.data.failedAt
    case 'RefundRetryWithdrawn':
      return event.data.withdrawnAt
    case 'ReturnedToCustomer':
    case 'AdvanceReplacementReturned':
      return event.data.returnedAt
    case 'ExchangeConfirmed':
      return event.data.confirmedAt
    case 'ExchangeSurplusPaid':
      return event.data.paidAt
    case 'ExchangeOutOfStock':
      return event.data.foundAt
    case 'ExchangeGivenUp':
      return event.data.givenUpAt
    case 'ExchangeDispatched':
      return event.data.dispatchedAt
    case 'ExchangeDelivered':
    case 'AdvanceReplacementDelivered':
      return event.data.deliveredAt
    case 'AdvanceReplacementSent':
      return event.data.sentAt
    case 'UnreturnedCharged':
      return event.data.chargedAt
    case 'UnreturnedChargeReversed':
      return event.data.reversedAt
    case 'WithdrawalRefundOverdue':
      return event.data.overdueAt
    case 'ReturnCaseClosed':
      return event.data.closedAt
  }
}
