import { Actor, Instant, message, NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { LineId } from '../../units/index.js'
import { ReturnCaseId } from '../return-case-id.js'

/** Part of what was announced: by quantity, or of serial-tracked lines by serial, as many as the quantity. */
export const PartOfLine = record(
  {
    purchaseId: PurchaseId,
    lineId: LineId,
    quantity: PositiveInteger,
    serials: optional(t.readonlyArray(NonEmptyText)),
  },
  'PartOfLine',
)
export type PartOfLine = t.TypeOf<typeof PartOfLine>

/** What a carrier scanned. A printed label is no parcel on its way. */
export const ReturnScanCode = t.keyof(
  {
    'label-created': null,
    'handed-over': null,
    'in-transit': null,
    'out-for-delivery': null,
    exception: null,
    delivered: null,
    'returned-to-sender': null,
  },
  'ReturnScanCode',
)
export type ReturnScanCode = t.TypeOf<typeof ReturnScanCode>

/** The customer gave a parcel to a carrier or at a counter: the proof of sending. */
export const RecordReturnHandover = message('RecordReturnHandover', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  carrier: optional(NonEmptyText),
  trackingNumber: optional(NonEmptyText),
  handedOverAt: Instant,
})

export const RecordReturnScan = message('RecordReturnScan', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  carrierEventId: NonEmptyText,
  code: ReturnScanCode,
  scannedAt: Instant,
})

/** Of what did not arrive: the parts named, or all of it. */
export const CancelReturn = message('CancelReturn', {
  returnCaseId: ReturnCaseId,
  cancellationId: NonEmptyText,
  parts: optional(t.readonlyArray(PartOfLine)),
  because: optional(NonEmptyText),
  cancelledBy: Actor,
  cancelledAt: Instant,
})

/** Issued by the passing of time; does nothing where what was due then is on its way, arrived or was cancelled. */
export const ExpireReturn = message('ExpireReturn', {
  returnCaseId: ReturnCaseId,
  dueAt: Instant,
})

/** What was sent and will not arrive: the parts named, or all that did not arrive. */
export const DeclareReturnLost = message('DeclareReturnLost', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  parts: optional(t.readonlyArray(PartOfLine)),
  because: NonEmptyText,
  lostAt: Instant,
})

export const transitCommands = [
  RecordReturnHandover,
  RecordReturnScan,
  CancelReturn,
  ExpireReturn,
  DeclareReturnLost,
] as const

export type RecordReturnHandover = t.TypeOf<typeof RecordReturnHandover>
export type RecordReturnScan = t.TypeOf<typeof RecordReturnScan>
export type CancelReturn = t.TypeOf<typeof CancelReturn>
export type ExpireReturn = t.TypeOf<typeof ExpireReturn>
export type DeclareReturnLost = t.TypeOf<typeof DeclareReturnLost>
