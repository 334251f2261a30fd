import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { AskForEvidence, SubmitEvidence } from '../commands/claims.js'
import type { Warranty } from '../state.js'
import { claimUnder, decidedClaim, isRejection } from './claim-under.js'
import type { WarrantyDecision } from './warranty-decision.js'

export const askForEvidence = ({ data }: AskForEvidence, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.askedAt)
  if (isRejection(claim)) return reject(claim)
  const known = claim.asks.find(({ askId }) => askId === data.askId)
  if (known !== undefined) {
    return sameContent([known.wanted, known.awaitedUntil], [data.wanted, data.awaitedUntil])
      ? alreadyDone
      : reject({ reason: 'AskIdReused', askId: data.askId })
  }
  const decided = decidedClaim(claim)
  if (decided !== undefined) return reject(decided)
  if (data.wanted.length === 0) return reject({ reason: 'NothingAskedFor' })
  return accept([{ type: 'ClaimEvidenceAskedFor', data }])
}

/** Whether or not it was asked for. */
export const submitEvidence = ({ data }: SubmitEvidence, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.submittedAt)
  if (isRejection(claim)) return reject(claim)
  const known = claim.submissions.find(({ submissionId }) => submissionId === data.submissionId)
  if (known !== undefined) {
    return sameContent([known.evidence, known.proofs], [data.evidence, data.proofs])
      ? alreadyDone
      : reject({ reason: 'SubmissionIdReused', submissionId: data.submissionId })
  }
  const decided = decidedClaim(claim)
  if (decided !== undefined) return reject(decided)
  if (data.evidence.length === 0 && data.proofs.length === 0) return reject({ reason: 'NothingSubmitted' })
  return accept([{ type: 'ClaimEvidenceSubmitted', data }])
}
