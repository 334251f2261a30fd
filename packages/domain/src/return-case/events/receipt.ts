import { Instant, message, NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { LineId } from '../../units/index.js'
import { CaseUnits } from '../case-units.js'
import { DeliveredItem } from '../commands/receipt.js'
import { ReturnCaseId } from '../return-case-id.js'

/** What lay in the parcel, and which of it was taken as the units that are waited for; several lines of one product may share it. */
export const ReceivedItem = record({ item: DeliveredItem, taken: t.readonlyArray(CaseUnits) }, 'ReceivedItem')
export type ReceivedItem = t.TypeOf<typeof ReceivedItem>

/** Everything that lay in the parcel. What was taken for nothing that is waited for is told by the events that follow. */
export const ItemsReceived = message('ItemsReceived', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  items: t.readonlyArray(ReceivedItem),
  receivedAt: Instant,
})

export const UnexpectedBecause = t.keyof(
  {
    /** No line of the case is of that product. */
    NotAnnounced: null,
    MoreThanAnnounced: null,
    NotAuthorised: null,
    Refused: null,
    Cancelled: null,
    Expired: null,
  },
  'UnexpectedBecause',
)
export type UnexpectedBecause = t.TypeOf<typeof UnexpectedBecause>

/** It is here and belongs to nothing that is waited for: a person decides what becomes of it. */
export const UnexpectedItemReceived = message('UnexpectedItemReceived', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  itemId: NonEmptyText,
  sku: NonEmptyText,
  quantity: PositiveInteger,
  serials: optional(t.readonlyArray(NonEmptyText)),
  because: UnexpectedBecause,
  receivedAt: Instant,
})

/** Of the announced product another unit came back, or one whose serial could not be read; the announced one is still waited for. */
export const SerialMismatchFound = message('SerialMismatchFound', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  itemId: NonEmptyText,
  purchaseId: PurchaseId,
  lineId: LineId,
  quantity: PositiveInteger,
  /** The serials that are still waited for. */
  expected: t.readonlyArray(NonEmptyText),
  /** Absent where it has none that could be read. */
  found: optional(NonEmptyText),
  foundAt: Instant,
})

export const receiptEvents = [ItemsReceived, UnexpectedItemReceived, SerialMismatchFound] as const

export type ItemsReceived = t.TypeOf<typeof ItemsReceived>
export type UnexpectedItemReceived = t.TypeOf<typeof UnexpectedItemReceived>
export type SerialMismatchFound = t.TypeOf<typeof SerialMismatchFound>
