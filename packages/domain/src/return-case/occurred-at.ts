import type { Instant, PolicyRef } from '@aftersale/messages'
import { distinctPolicyRefs, policyRefsIn } from '../policy/rule-trace.js'
import type { ReturnCaseEvent } from './events.js'
import { isSettlementEvent, occurredAtOfSettlement } from './settlement/settlement-occurred-at.js'

/** When it happened in business, from the event's own data. */
export const occurredAtOfReturnCase = (event: ReturnCaseEvent): Instant => {
  if (isSettlementEvent(event)) return occurredAtOfSettlement(event)
  switch (event.type) {
    case 'ReturnRequested':
      return event.data.requestedAt
    case 'ReturnLinesRefused':
    case 'ReturnRefused':
    case 'ReturnReservationRefused':
      return event.data.refusedAt
    case 'OverrideRecorded':
      return event.data.overriddenAt
    case 'ReturnAuthorised':
      return event.data.authorisedAt
    case 'ReturnUnitsReserved':
      return event.data.reservedAt
    case 'ReturnInTransit':
      return event.data.handedOverAt
    case 'ReturnParcelScanned':
      return event.data.scannedAt
    case 'ReturnCancelled':
      return event.data.cancelledAt
    case 'ReturnExpired':
      return event.data.expiredAt
    case 'ReturnLostInTransit':
      return event.data.lostAt
    case 'ItemsReceived':
    case 'UnexpectedItemReceived':
      return event.data.receivedAt
    case 'SerialMismatchFound':
      return event.data.foundAt
    case 'ItemInspected':
      return event.data.inspectedAt
    case 'DispositionDecided':
      return event.data.decidedAt
  }
}

/** The versions of policies and laws that the event was decided under, each once. */
export const policyRefsOfReturnCase = (event: ReturnCaseEvent): ReadonlyArray<PolicyRef> => {
  if (event.type === 'ReturnRequested') {
    const { policyRef, lawRef, eligibilityTrace } = event.data
    return distinctPolicyRefs([policyRef, ...(lawRef === undefined ? [] : [lawRef]), ...policyRefsIn(eligibilityTrace)])
  }
  return 'trace' in event.data ? policyRefsIn(event.data.trace) : []
}
