import type { Instant, PolicyRef } from '@aftersale/messages'
import { distinctPolicyRefs, policyRefsIn } from '../policy/rule-trace.js'
import { occurredAtOfClaim } from './claims/claim-occurred-at.js'
import { isClaimEvent } from './claims/is-claim-event.js'
import type { WarrantyEvent } from './events.js'

/** When it happened in business. */
export const occurredAtOfWarranty = (event: WarrantyEvent): Instant => {
  if (isClaimEvent(event)) return occurredAtOfClaim(event)
  switch (event.type) {
    case 'WarrantyRegistered':
      return event.data.registeredAt
    case 'WarrantyStarted':
    case 'WarrantyRestated':
    case 'AnchorProofSetAside':
      return event.data.anchoredAt
    case 'WarrantyLayerAdded':
      return event.data.addedAt
    case 'WarrantyExtended':
      return event.data.extendedAt
    case 'ExtensionReversed':
      return event.data.reversedAt
    case 'WarrantyLayerExpired':
    case 'WarrantyExpired':
      return event.data.expiredAt
    case 'ProductTakenIntoCustody':
      return event.data.takenAt
    case 'ProductHandedBack':
      return event.data.handedBackAt
    case 'WarrantySuspended':
      return event.data.suspendedAt
    case 'WarrantyResumed':
      return event.data.resumedAt
    case 'ResponsiblePartyClarified':
      return event.data.informedAt
    case 'WarrantyTransferred':
      return event.data.transferredAt
    case 'WarrantyTransferRefused':
      return event.data.refusedAt
    case 'WarrantyVoided':
      return event.data.voidedAt
    case 'WarrantyVoidContested':
      return event.data.contestedAt
    case 'WarrantyVoidUpheld':
    case 'WarrantyVoidLifted':
      return event.data.answeredAt
    case 'WarrantySuperseded':
      return event.data.supersededAt
    case 'WarrantyCancelled':
      return event.data.cancelledAt
  }
}

/** The terms and the law that the unit is warranted by, and those that what became of it was decided under. */
export const policyRefsOfWarranty = (event: WarrantyEvent): ReadonlyArray<PolicyRef> => {
  if (event.type === 'WarrantyRegistered') {
    const { termsRef, lawRef } = event.data
    return distinctPolicyRefs([termsRef, ...(lawRef === undefined ? [] : [lawRef])])
  }
  return 'trace' in event.data ? policyRefsIn(event.data.trace) : []
}
