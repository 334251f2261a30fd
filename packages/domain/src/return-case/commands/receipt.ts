import { Instant, message, NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { LineId } from '../../units/index.js'
import { ReturnCaseId } from '../return-case-id.js'
import { ConditionGrade } from '../return-case-kind.js'

/** What lay in a parcel, as it was found: of which line, if that is known; the product always is. */
export const DeliveredItem = record(
  {
    itemId: NonEmptyText,
    purchaseId: optional(PurchaseId),
    lineId: optional(LineId),
    sku: NonEmptyText,
    quantity: PositiveInteger,
    /** As read; one for each unit where units have them. */
    serials: optional(t.readonlyArray(NonEmptyText)),
    condition: optional(ConditionGrade),
  },
  'DeliveredItem',
)
export type DeliveredItem = t.TypeOf<typeof DeliveredItem>

/** One parcel, or one visit to a counter. As many as it takes; each once. */
export const ReceiveItems = message('ReceiveItems', {
  returnCaseId: ReturnCaseId,
  parcelId: NonEmptyText,
  items: t.readonlyArray(DeliveredItem),
  receivedAt: Instant,
})

export const receiptCommands = [ReceiveItems] as const

export type ReceiveItems = t.TypeOf<typeof ReceiveItems>
