import type { Instant } from '@aftersale/messages'
import type { ClaimId } from '../claim-id.js'
import { type Claim, claimOf } from '../claims/claims.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'

/** The claim that a command speaks of, or why there is none to speak of. */
export const claimUnder = (
  { claims }: Warranty,
  { claimId }: { readonly claimId: ClaimId },
  at: Instant,
): Claim | ClaimRejection => {
  const claim = claimOf(claims, claimId)
  if (claim === undefined) {
    const refused = claims.refused.find((one) => one.claimId === claimId)
    return refused === undefined
      ? { reason: 'ClaimUnknown', claimId }
      : { reason: 'ClaimAlreadyRefused', claimId, refusedAt: refused.refusedAt }
  }
  const { reportedAt } = claim.opened
  return at < reportedAt ? { reason: 'BeforeReport', reportedAt } : claim
}

export const isRejection = (found: Claim | ClaimRejection): found is ClaimRejection => 'reason' in found

/** What the end of a claim has against a command that asks for one that goes on. */
export const endedClaim = ({ phase, verdicts, withdrawn, closed }: Claim): ClaimRejection | undefined => {
  if (closed !== undefined) return { reason: 'ClaimAlreadyClosed', closedAt: closed.closedAt }
  if (withdrawn !== undefined) return { reason: 'ClaimAlreadyWithdrawn', withdrawnAt: withdrawn.withdrawnAt }
  const verdict = verdicts.at(-1)
  return phase === 'redirected' && verdict?.type === 'ClaimRedirected'
    ? { reason: 'ClaimGoneToAnother', contact: verdict.data.contact }
    : undefined
}

/** What stands against a command that is for the time before the verdict. */
export const decidedClaim = (claim: Claim): ClaimRejection | undefined => {
  const ended = endedClaim(claim)
  if (ended !== undefined) return ended
  const verdict = claim.verdicts.at(-1)
  const isDecided = claim.phase === 'approved' || claim.phase === 'partly-approved' || claim.phase === 'rejected'
  return isDecided && verdict !== undefined
    ? { reason: 'ClaimAlreadyDecided', decidedAt: verdict.data.decidedAt }
    : undefined
}
