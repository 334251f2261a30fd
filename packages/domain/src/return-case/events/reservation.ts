import { Instant, message } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { ReservationId } from '../../purchase/reservation-id.js'
import { ReservedLine } from '../commands/reservation.js'
import { LedgerReason } from '../refusal-reason.js'
import { ReturnCaseId } from '../return-case-id.js'

/** The case holds these units of the purchase until they are consumed or released. */
export const ReturnUnitsReserved = message('ReturnUnitsReserved', {
  returnCaseId: ReturnCaseId,
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: t.readonlyArray(ReservedLine),
  reservedAt: Instant,
})

/** What was to be drawn on there leaves the case. */
export const ReturnReservationRefused = message('ReturnReservationRefused', {
  returnCaseId: ReturnCaseId,
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  because: LedgerReason,
  refusedAt: Instant,
})

export const reservationEvents = [ReturnUnitsReserved, ReturnReservationRefused] as const

export type ReturnUnitsReserved = t.TypeOf<typeof ReturnUnitsReserved>
export type ReturnReservationRefused = t.TypeOf<typeof ReturnReservationRefused>
