import type { NonEmptyText } from '@aftersale/messages'
import type { ReservationId } from '../purchase/reservation-id.js'
import { countOfUnits } from './case-units.js'
import { isSettling } from './settlement/settlement-state.js'
import type { ReturnCase, ReturnCaseStatus } from './state.js'
import { awaitedUnits, heldUnits, inspectedUnits, lostUnits, receivedUnits } from './units-held.js'

/** How far the case has come, from what was heard of it. */
export const statusOf = (returnCase: ReturnCase): ReturnCaseStatus => {
  const { refusal, authorisation, request, cancellations, expiries, draws, settlement } = returnCase
  if (refusal !== undefined) return 'refused'
  if (settlement.closed !== undefined) return 'closed'

  const received = countOfUnits(receivedUnits(returnCase))
  const awaited = countOfUnits(awaitedUnits(returnCase))
  if (received > 0) {
    if (awaited > 0) return 'partially-received'
    if (isSettling(settlement)) return 'settling'
    return countOfUnits(inspectedUnits(returnCase)) < received ? 'received' : 'inspected'
  }
  const isPending = draws.some(({ reservationId }) => !isReserved(returnCase, reservationId))
  const isEnded = draws.length === 0 || (!isPending && countOfUnits(heldUnits(returnCase)) === 0)
  if (isEnded) return expiries.length > 0 ? 'expired' : cancellations.length > 0 ? 'cancelled' : 'refused'
  if (authorisation === undefined) return request.needsReview === true ? 'in-review' : 'requested'
  if (isSettling(settlement)) return 'settling'
  if (awaited === 0 && countOfUnits(lostUnits(returnCase)) > 0) return 'lost-in-transit'
  return isInTransit(returnCase) ? 'in-transit' : 'authorised'
}

const isReserved = ({ reservations }: ReturnCase, reservationId: ReservationId): boolean =>
  reservations.some((reservation) => reservation.reservationId === reservationId)

/** Whether a parcel is on its way that neither arrived, nor was given up, nor goes back to the customer. */
export const isInTransit = (returnCase: ReturnCase): boolean =>
  returnCase.handovers.some(({ parcelId }) => isParcelOnItsWay(returnCase, parcelId))

export const isParcelOnItsWay = (
  { handovers, receipts, losses, scans }: ReturnCase,
  parcelId: NonEmptyText,
): boolean => {
  const isThat = (one: { readonly parcelId: NonEmptyText }): boolean => one.parcelId === parcelId
  return (
    handovers.some(isThat) &&
    !receipts.some(isThat) &&
    !losses.some(isThat) &&
    lastScan(scans.filter(isThat))?.code !== 'returned-to-sender'
  )
}

/** By when it was scanned, however late it is heard of; of the same instant the one heard of last. */
const lastScan = (scans: ReturnCase['scans']): ReturnCase['scans'][number] | undefined =>
  scans.reduce<ReturnCase['scans'][number] | undefined>(
    (last, scan) => (last !== undefined && last.scannedAt > scan.scannedAt ? last : scan),
    undefined,
  )
