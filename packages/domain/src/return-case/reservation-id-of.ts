import { v5 } from 'uuid'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { ReservationId } from '../purchase/reservation-id.js'
import type { ReturnCaseId } from './return-case-id.js'

/**
 * The reservation that a case asks a purchase for: the same case and purchase, the same id, anywhere. What an override
 * adds has one of its own; `round` is how many of them there were before, from 0 for the request.
 */
export const reservationIdOf = (returnCaseId: ReturnCaseId, purchaseId: PurchaseId, round = 0): ReservationId =>
  v5(round === 0 ? purchaseId : `${purchaseId}/${round}`, returnCaseId) as ReservationId
