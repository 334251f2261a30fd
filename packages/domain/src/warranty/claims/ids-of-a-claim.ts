import { v5 } from 'uuid'
import type { ReservationId } from '../../purchase/reservation-id.js'
import type { ReturnCaseId } from '../../return-case/return-case-id.js'
import type { ClaimId } from '../claim-id.js'

/**
 * The reservation of the unit that a claim asks its purchase for: the same claim, the same id, anywhere. Where one came to
 * nothing the next has an id of its own; `round` is how many of them there were before, from 0.
 */
export const claimReservationId = (claimId: ClaimId, round = 0): ReservationId =>
  v5(`reservation/${round}`, claimId) as ReservationId

/** The return case through which a claim gives the price back, or a part of it; of a second one likewise. */
export const returnCaseIdOfClaim = (claimId: ClaimId, round = 0): ReturnCaseId =>
  v5(`return-case/${round}`, claimId) as ReturnCaseId
