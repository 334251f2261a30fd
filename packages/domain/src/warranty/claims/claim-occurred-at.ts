import type { Instant } from '@aftersale/messages'
import type { ClaimEvent } from '../events/claims.js'

/** When it happened in business. */
export const occurredAtOfClaim = (event: ClaimEvent): Instant => {
  switch (event.type) {
    case 'ClaimOpened':
      return event.data.reportedAt
    case 'ClaimRefused':
    case 'ClaimUnitRefused':
      return event.data.refusedAt
    case 'ClaimEvidenceAskedFor':
      return event.data.askedAt
    case 'ClaimEvidenceSubmitted':
      return event.data.submittedAt
    case 'ClaimApproved':
    case 'ClaimPartlyApproved':
    case 'ClaimRejected':
    case 'ClaimRedirected':
      return event.data.decidedAt
    case 'ClaimAppealed':
      return event.data.appealedAt
    case 'RemedyChoiceExplained':
      return event.data.informedAt
    case 'RemedyChosen':
      return event.data.chosenAt
    case 'ClaimUnitHeld':
      return event.data.heldAt
    case 'PartReplaced':
    case 'UnitReplaced':
      return event.data.replacedAt
    case 'RepairCompleted':
      return event.data.completedAt
    case 'RepairFailed':
      return event.data.failedAt
    case 'PriceRemedyGiven':
      return event.data.paidAt
    case 'ClaimWithdrawn':
      return event.data.withdrawnAt
    case 'ClaimClosed':
      return event.data.closedAt
  }
}
