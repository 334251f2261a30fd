import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { Claim } from '../claims/claims.js'
import type { AppealClaim, CloseClaim, WithdrawClaim } from '../commands/claims.js'
import type { ClaimClosed } from '../events/claims.js'
import type { ClaimRejection } from '../rejections/claims.js'
import type { Warranty } from '../state.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** Against a rejection, or what an approval leaves to the customer; it is decided again, by any layer that answers. */
export const appealClaim = ({ data }: AppealClaim, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.appealedAt)
  if (isRejection(claim)) return reject(claim)
  const known = claim.appeals.find(({ appealId }) => appealId === data.appealId)
  if (known !== undefined) {
    return sameContent(known.evidence, data.evidence)
      ? alreadyDone
      : reject({ reason: 'AppealIdReused', appealId: data.appealId })
  }
  const ended = endedClaim(claim)
  if (ended !== undefined) return reject(ended)
  const { phase, remedy } = claim
  const isAgainstCustomer = phase === 'rejected' || (phase === 'partly-approved' && remedy === undefined)
  return isAgainstCustomer ? accept([{ type: 'ClaimAppealed', data }]) : reject({ reason: 'NothingToAppeal' })
}

export const withdrawClaim = ({ data }: WithdrawClaim, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.withdrawnAt)
  if (isRejection(claim)) return reject(claim)
  if (claim.withdrawn !== undefined) return alreadyDone
  const against = endedClaim(claim) ?? (claim.given === undefined ? underWay(claim) : REMEDY_GIVEN)
  if (against !== undefined) return reject(against)
  return accept([{ type: 'ClaimWithdrawn', data: { ...data, ...reservationOf(claim) } }])
}

/** Once it was made good and the product is with the customer again, or it was rejected and nobody appealed. */
export const closeClaim = ({ data }: CloseClaim, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.closedAt)
  if (isRejection(claim)) return reject(claim)
  if (claim.closed !== undefined) return alreadyDone
  const outcome = outcomeOf(claim)
  const against = endedClaim(claim) ?? (outcome === undefined ? stillOwed(claim) : undefined)
  if (against !== undefined) return reject(against)
  if (outcome === undefined) return reject({ reason: 'ClaimNotDecided' })
  const held = outcome === 'repaired' || outcome === 'rejected' ? inCustody(claim) : undefined
  if (held !== undefined) return reject(held)
  const reservation = outcome === 'repaired' ? reservationOf(claim) : {}
  return accept([{ type: 'ClaimClosed', data: { ...data, outcome, ...reservation } }])
}

const REMEDY_GIVEN: ClaimRejection = { reason: 'RemedyAlreadyGiven' }

const outcomeOf = ({ given, phase }: Claim): ClaimClosed['data']['outcome'] | undefined => {
  switch (given?.type) {
    case 'RepairCompleted':
      return 'repaired'
    case 'UnitReplaced':
      return 'replaced'
    case 'PriceRemedyGiven':
      return 'paid'
    case undefined:
      return phase === 'rejected' ? 'rejected' : undefined
  }
}

const stillOwed = ({ phase }: Claim): ClaimRejection =>
  phase === 'approved' || phase === 'partly-approved' ? { reason: 'RemedyOwed' } : { reason: 'ClaimNotDecided' }

/** Who withdraws while the price is given back, or while the product is away, would claim for the same a second time. */
const underWay = (claim: Claim): ClaimRejection | undefined => {
  const returnCaseId = claim.remedy?.chosen.returnCaseId
  return returnCaseId === undefined ? inCustody(claim) : { reason: 'ReturnUnderWay', returnCaseId }
}

const inCustody = ({ custody: { openIds } }: Claim): ClaimRejection | undefined =>
  openIds.length === 0 ? undefined : { reason: 'StillInCustody', custodyIds: openIds }

const reservationOf = ({ remedy }: Claim) => {
  const reservationId = remedy?.chosen.reservationId
  return reservationId === undefined ? {} : { reservationId }
}
