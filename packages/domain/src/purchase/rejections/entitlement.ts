import type { NonEmptyText } from '@aftersale/messages'
import type { LineId, UnitRuns } from '../../units/index.js'
import type { ReplacementId } from '../replacement-id.js'
import type { ReservationId } from '../reservation-id.js'

/** Why a command about units is refused: the fact that stands against it. */
export type EntitlementRejection =
  | { readonly reason: 'NoUnitsNamed' }
  | { readonly reason: 'LineUnknown'; readonly lineId: LineId }
  | { readonly reason: 'SerialUnknown'; readonly lineId: LineId; readonly serial: NonEmptyText }
  | { readonly reason: 'CancellationIdReused'; readonly cancellationId: NonEmptyText }
  | {
      readonly reason: 'UnitsAlreadyShipped'
      readonly lineId: LineId
      readonly requested: number
      /** Neither shipped nor cancelled before. */
      readonly cancellable: number
    }
  | { readonly reason: 'ReservationIdReused'; readonly reservationId: ReservationId }
  | {
      readonly reason: 'UnitsNotDelivered'
      readonly lineId: LineId
      readonly requested: number
      readonly delivered: number
    }
  | {
      readonly reason: 'QuantityExceedsAvailable'
      readonly lineId: LineId
      readonly requested: number
      readonly available: number
    }
  | {
      readonly reason: 'UnitsNotMissing'
      readonly lineId: LineId
      readonly requested: number
      /** Shipped, not delivered, and held by nobody. */
      readonly missing: number
    }
  | { readonly reason: 'SerialNotAvailable'; readonly lineId: LineId; readonly serial: NonEmptyText }
  | { readonly reason: 'ReservationUnknown'; readonly reservationId: ReservationId }
  | {
      readonly reason: 'UnitsNotHeld'
      readonly reservationId: ReservationId
      readonly lineId: LineId
      readonly units: UnitRuns
    }
  | { readonly reason: 'NothingHeld'; readonly reservationId: ReservationId }
  | { readonly reason: 'ReplacementIdReused'; readonly replacementId: ReplacementId }
  | { readonly reason: 'LineageMissing' }
  | { readonly reason: 'UnitsAlreadyReplaced'; readonly lineId: LineId; readonly units: UnitRuns }
  | { readonly reason: 'LineIdReused'; readonly lineId: LineId }
  | {
      readonly reason: 'ReplacementExceedsOriginals'
      readonly newMinor: bigint
      /** What is left of what was paid for the originals. */
      readonly movableMinor: bigint
      readonly paidOnTopMinor: bigint
    }
  | { readonly reason: 'PaidOnTopExceedsReplacement'; readonly newMinor: bigint; readonly paidOnTopMinor: bigint }
  | {
      readonly reason: 'PaidOnTopNotCaptured'
      readonly paymentId: NonEmptyText
      readonly requestedMinor: bigint
      /** Captured, and paid on top of nothing else. */
      readonly leftMinor: bigint
    }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const entitlementRejections: Readonly<Record<EntitlementRejection['reason'], string>> = {
  NoUnitsNamed: 'The command names no units.',
  LineUnknown: 'The purchase has no such line.',
  SerialUnknown: 'No unit of the line is known by that serial.',
  CancellationIdReused: 'Under that id other units were cancelled.',
  UnitsAlreadyShipped:
    'Fewer units are neither shipped nor cancelled than were to be cancelled; what was shipped can only come back.',
  ReservationIdReused: 'Under that id other units were reserved, or for something else.',
  UnitsNotDelivered: 'Fewer units were delivered than were to be reserved.',
  QuantityExceedsAvailable: 'Fewer units are free than were to be reserved: others hold or have consumed them.',
  UnitsNotMissing: 'Fewer units are shipped and undelivered than are said to be missing.',
  SerialNotAvailable: 'The unit of that serial was not delivered, or another holds or has consumed it.',
  ReservationUnknown: 'The purchase has no such reservation.',
  UnitsNotHeld: 'The reservation does not hold these units, or not any more.',
  NothingHeld: 'The reservation holds nothing any more: all of it was consumed or released.',
  ReplacementIdReused: 'Under that id other units were replaced, or by something else.',
  LineageMissing: 'A replacement says which units it is in the place of.',
  UnitsAlreadyReplaced: 'Another line was given in the place of these units.',
  LineIdReused: 'The purchase has a line of that id.',
  ReplacementExceedsOriginals:
    'The new lines are worth more than what is left of the originals and was paid on top together.',
  PaidOnTopExceedsReplacement: 'More is paid on top than the new lines are worth.',
  PaidOnTopNotCaptured: 'The payment is smaller than what it would pay on top.',
}
