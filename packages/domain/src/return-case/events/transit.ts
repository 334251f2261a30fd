import { Actor, Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { CaseUnits } from '../case-units.js'
import { PartOfLine, ReturnScanCode } from '../commands/transit.js'
import { ReturnCaseId } from '../return-case-id.js'

/** A parcel is on its way. */
export const ReturnInTransit = message('ReturnInTransit', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  carrier: optional(NonEmptyText),
  trackingNumber: optional(NonEmptyText),
  handedOverAt: Instant,
})

export const ReturnParcelScanned = message('ReturnParcelScanned', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  carrierEventId: NonEmptyText,
  code: ReturnScanCode,
  scannedAt: Instant,
})

/** Of what did not arrive. `lines` are reserved units, to be released; before they were reserved, all draws end. */
export const ReturnCancelled = message('ReturnCancelled', {
  returnCaseId: ReturnCaseId,
  cancellationId: NonEmptyText,
  parts: optional(t.readonlyArray(PartOfLine)),
  lines: t.readonlyArray(CaseUnits),
  because: optional(NonEmptyText),
  cancelledBy: Actor,
  cancelledAt: Instant,
})

/** Not sent in time, or short of what was announced and not sent after; `lines` are to be released. */
export const ReturnExpired = message('ReturnExpired', {
  returnCaseId: ReturnCaseId,
  lines: t.readonlyArray(CaseUnits),
  expiredAt: Instant,
})

/** Sent, and not expected any more. The units stay reserved: who bears the loss, the settlement says. */
export const ReturnLostInTransit = message('ReturnLostInTransit', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  parts: optional(t.readonlyArray(PartOfLine)),
  lines: t.readonlyArray(CaseUnits),
  because: NonEmptyText,
  lostAt: Instant,
})

export const transitEvents = [
  ReturnInTransit,
  ReturnParcelScanned,
  ReturnCancelled,
  ReturnExpired,
  ReturnLostInTransit,
] as const

export type ReturnInTransit = t.TypeOf<typeof ReturnInTransit>
export type ReturnParcelScanned = t.TypeOf<typeof ReturnParcelScanned>
export type ReturnCancelled = t.TypeOf<typeof ReturnCancelled>
export type ReturnExpired = t.TypeOf<typeof ReturnExpired>
export type ReturnLostInTransit = t.TypeOf<typeof ReturnLostInTransit>
