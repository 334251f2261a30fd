import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { LineId, UnitRuns } from '../../units/index.js'
import { LineQuantity } from '../line-quantity.js'
import { PurchaseId } from '../purchase-id.js'
import { ReplacementId } from '../replacement-id.js'
import { ReservationId } from '../reservation-id.js'
import { Holder, Purpose } from '../units/holder.js'
import { PaidOnTop, ReplacementLine } from '../units/replacement-line.js'

/** Units that were named before, by their numbers. */
const NamedUnits = record({ lineId: LineId, units: UnitRuns }, 'NamedUnits')

/** Units that were not shipped yet are not wanted any more. `cancellationId` tells a second such wish from a repetition. */
export const CancelUnits = message('CancelUnits', {
  purchaseId: PurchaseId,
  cancellationId: NonEmptyText,
  lines: t.readonlyArray(LineQuantity),
  because: NonEmptyText,
  cancelledAt: Instant,
})

export const ReserveUnits = message('ReserveUnits', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  purpose: Purpose,
  holder: Holder,
  lines: t.readonlyArray(LineQuantity),
  reservedAt: Instant,
})

/** Without `lines`, whatever the reservation still holds. */
export const ReleaseUnits = message('ReleaseUnits', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: optional(t.readonlyArray(NamedUnits)),
  because: NonEmptyText,
  releasedAt: Instant,
})

/** Without `lines`, whatever the reservation still holds. */
export const ConsumeUnits = message('ConsumeUnits', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: optional(t.readonlyArray(NamedUnits)),
  consumedAt: Instant,
})

/** What the new lines are worth comes from what was paid for the originals, and from `paidOnTop`. */
export const AddReplacementUnits = message('AddReplacementUnits', {
  purchaseId: PurchaseId,
  replacementId: ReplacementId,
  reservationId: ReservationId,
  lineageOf: t.readonlyArray(NamedUnits),
  newLines: t.readonlyArray(ReplacementLine),
  /** By as many payments as it took. */
  paidOnTop: optional(t.readonlyArray(PaidOnTop)),
  currency: Currency,
  addedAt: Instant,
})

/** Every command about units and what they entitle to, in the order of this file. */
export const entitlementCommands = [CancelUnits, ReserveUnits, ReleaseUnits, ConsumeUnits, AddReplacementUnits] as const

export type CancelUnits = t.TypeOf<typeof CancelUnits>
export type ReserveUnits = t.TypeOf<typeof ReserveUnits>
export type ReleaseUnits = t.TypeOf<typeof ReleaseUnits>
export type ConsumeUnits = t.TypeOf<typeof ConsumeUnits>
export type AddReplacementUnits = t.TypeOf<typeof AddReplacementUnits>
export type EntitlementCommand = t.TypeOf<(typeof entitlementCommands)[number]>
