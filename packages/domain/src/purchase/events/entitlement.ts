import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import { LineUnits, lineUnitsFields } from '../../units/index.js'
import { PurchaseId } from '../purchase-id.js'
import { ReplacementId } from '../replacement-id.js'
import { ReservationId } from '../reservation-id.js'
import { Holder, Purpose } from '../units/holder.js'
import { PaidOnTop, ReplacementLine } from '../units/replacement-line.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's or the provider's own list, never free text: it is kept in clear.

/** Units with what was paid for them, after discounts: their shares of the line's net amount and of its tax. */
export const ValuedUnits = record({ ...lineUnitsFields, netMinor: MinorUnits, taxMinor: MinorUnits }, 'ValuedUnits')
export type ValuedUnits = t.TypeOf<typeof ValuedUnits>

export const UnitsCancelled = message('UnitsCancelled', {
  purchaseId: PurchaseId,
  cancellationId: NonEmptyText,
  lines: t.readonlyArray(ValuedUnits),
  because: NonEmptyText,
  cancelledAt: Instant,
})

/** From here on nobody else can have these units: not another return, exchange or claim, and no goodwill. */
export const UnitsReserved = message('UnitsReserved', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  purpose: Purpose,
  holder: Holder,
  lines: t.readonlyArray(ValuedUnits),
  reservedAt: Instant,
})

/** Some or all of what a reservation held is free again; the rest stays reserved. */
export const UnitsReleased = message('UnitsReleased', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: t.readonlyArray(LineUnits),
  because: NonEmptyText,
  releasedAt: Instant,
})

/** Some or all of what a reservation held was given back, replaced or made good, for ever; the rest stays reserved. */
export const UnitsConsumed = message('UnitsConsumed', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  purpose: Purpose,
  holder: Holder,
  lines: t.readonlyArray(ValuedUnits),
  consumedAt: Instant,
})

/** Downloads and licences of these units end, and of no others. */
export const AccessRevoked = message('AccessRevoked', {
  purchaseId: PurchaseId,
  reservationId: ReservationId,
  lines: t.readonlyArray(LineUnits),
  revokedAt: Instant,
})

/**
 * New lines in the place of units. `lineageOf` says of each original what moved out of its line's amounts; together with
 * what was paid on top it is what the new lines are worth.
 */
export const ReplacementUnitsAdded = message('ReplacementUnitsAdded', {
  purchaseId: PurchaseId,
  replacementId: ReplacementId,
  reservationId: ReservationId,
  lineageOf: t.readonlyArray(ValuedUnits),
  newLines: t.readonlyArray(ReplacementLine),
  /** By as many payments as it took. */
  paidOnTop: optional(t.readonlyArray(PaidOnTop)),
  currency: Currency,
  addedAt: Instant,
})

/** Every event of units and what they entitle to, in the order of this file. */
export const entitlementEvents = [
  UnitsCancelled,
  UnitsReserved,
  UnitsReleased,
  UnitsConsumed,
  AccessRevoked,
  ReplacementUnitsAdded,
] as const

export type UnitsCancelled = t.TypeOf<typeof UnitsCancelled>
export type UnitsReserved = t.TypeOf<typeof UnitsReserved>
export type UnitsReleased = t.TypeOf<typeof UnitsReleased>
export type UnitsConsumed = t.TypeOf<typeof UnitsConsumed>
export type AccessRevoked = t.TypeOf<typeof AccessRevoked>
export type ReplacementUnitsAdded = t.TypeOf<typeof ReplacementUnitsAdded>
export type EntitlementEvent = t.TypeOf<(typeof entitlementEvents)[number]>
