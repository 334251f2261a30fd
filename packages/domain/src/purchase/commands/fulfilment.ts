import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { DeliveryProof } from '../carrier-scan.js'
import { FulfilmentWay } from '../fulfilment-way.js'
import { LineQuantity } from '../line-quantity.js'
import { PurchaseId } from '../purchase-id.js'

/** Delivery of what no carrier brings. */
export const RecordFulfilment = message('RecordFulfilment', {
  purchaseId: PurchaseId,
  fulfilmentId: NonEmptyText,
  lines: t.readonlyArray(LineQuantity),
  by: FulfilmentWay,
  fulfilledAt: Instant,
  proof: optional(DeliveryProof),
})

export const fulfilmentCommands = [RecordFulfilment] as const

export type RecordFulfilment = t.TypeOf<typeof RecordFulfilment>
export type FulfilmentCommand = t.TypeOf<(typeof fulfilmentCommands)[number]>
