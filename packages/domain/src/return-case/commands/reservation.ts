import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { ReservationId } from '../../purchase/reservation-id.js'
import { LineId, UnitRuns } from '../../units/index.js'
import { LedgerReason } from '../refusal-reason.js'
import { ReturnCaseId } from '../return-case-id.js'

/** Units that the purchase holds for this case, and what was paid for them. */
export const ReservedLine = record(
  {
    lineId: LineId,
    units: UnitRuns,
    serials: optional(t.readonlyArray(NonEmptyText)),
    netMinor: MinorUnits,
    taxMinor: MinorUnits,
  },
  'ReservedLine',
)
export type ReservedLine = t.TypeOf<typeof ReservedLine>

/** The purchase reserved what the request draws on. */
export const ConfirmReservation = message('ConfirmReservation', {
  returnCaseId: ReturnCaseId,
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: t.readonlyArray(ReservedLine),
  reservedAt: Instant,
})

/** The purchase refused it: what was drawn on is gone meanwhile. */
export const RefuseReservation = message('RefuseReservation', {
  returnCaseId: ReturnCaseId,
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  because: LedgerReason,
  refusedAt: Instant,
})

export const reservationCommands = [ConfirmReservation, RefuseReservation] as const

export type ConfirmReservation = t.TypeOf<typeof ConfirmReservation>
export type RefuseReservation = t.TypeOf<typeof RefuseReservation>
