import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { ConfirmClaimUnit, RecordPriceRemedy, RefuseClaimUnit } from '../commands/claims.js'
import type { Warranty } from '../state.js'
import { claimUnder, endedClaim, isRejection } from './claim-under.js'
import type { WarrantyDecision } from './warranty-decision.js'

/** What the purchase answers when it is asked to hold the unit. */
export const confirmClaimUnit = ({ data }: ConfirmClaimUnit, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.heldAt)
  if (isRejection(claim)) return reject(claim)
  const { remedy } = claim
  if (remedy?.held?.reservationId === data.reservationId) return alreadyDone
  const ended = endedClaim(claim)
  if (ended !== undefined) return reject(ended)
  if (remedy === undefined) return reject({ reason: 'RemedyNotChosen' })
  const { reservationId: expected } = remedy.chosen
  if (expected === undefined) return reject({ reason: 'NoUnitToHold' })
  if (expected !== data.reservationId) return reject({ reason: 'ReservationOfAnother', expected })
  return accept([{ type: 'ClaimUnitHeld', data }])
}

/** The claim is as good as before; what is chosen next is asked for by another reservation. */
export const refuseClaimUnit = ({ data }: RefuseClaimUnit, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.refusedAt)
  if (isRejection(claim)) return reject(claim)
  if (claim.unitRefusals.some((known) => known.because === data.because && known.refusedAt === data.refusedAt)) {
    return alreadyDone
  }
  const ended = endedClaim(claim)
  if (ended !== undefined) return reject(ended)
  if (claim.given !== undefined) return reject({ reason: 'RemedyAlreadyGiven' })
  if (claim.remedy === undefined) return reject({ reason: 'RemedyNotChosen' })
  const { held } = claim.remedy
  if (held !== undefined) return reject({ reason: 'UnitHeldAlready', reservationId: held.reservationId })
  return accept([{ type: 'ClaimUnitRefused', data }])
}

export const recordPriceRemedy = ({ data }: RecordPriceRemedy, warranty: Warranty): WarrantyDecision => {
  const claim = claimUnder(warranty, data, data.paidAt)
  if (isRejection(claim)) return reject(claim)
  const { given, remedy } = claim
  if (given?.type === 'PriceRemedyGiven' && given.data.returnCaseId === data.returnCaseId) {
    return given.data.paidMinor === data.paidMinor && given.data.currency === data.currency
      ? alreadyDone
      : reject({ reason: 'RemedyAlreadyGiven' })
  }
  const ended = endedClaim(claim)
  if (ended !== undefined) return reject(ended)
  if (given !== undefined) return reject({ reason: 'RemedyAlreadyGiven' })
  if (remedy === undefined) return reject({ reason: 'RemedyNotChosen' })
  const { layerId, returnCaseId: expected, remedy: chosen } = remedy.chosen
  if (expected === undefined) return reject({ reason: 'AnotherRemedyChosen', remedy: chosen })
  if (expected !== data.returnCaseId) return reject({ reason: 'ReturnCaseOfAnother', expected })
  return accept([{ type: 'PriceRemedyGiven', data: { ...data, layerId, remedy: chosen } }])
}
