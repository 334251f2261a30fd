import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { LineUnits } from '../../units/index.js'
import { DeliveryProof } from '../carrier-scan.js'
import { FulfilmentWay } from '../fulfilment-way.js'
import { PurchaseId } from '../purchase-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).

/** Delivered, though no carrier brought them: `fulfilledAt` is their anchor as `deliveredAt` is that of shipped units. */
export const UnitsFulfilled = message('UnitsFulfilled', {
  purchaseId: PurchaseId,
  fulfilmentId: NonEmptyText,
  lines: t.readonlyArray(LineUnits),
  by: FulfilmentWay,
  fulfilledAt: Instant,
  proof: optional(DeliveryProof),
})

/** Nothing of the purchase is outstanding. Recorded once; `lastDeliveredAt` is the latest of all its deliveries. */
export const PurchaseFullyDelivered = message('PurchaseFullyDelivered', {
  purchaseId: PurchaseId,
  lastDeliveredAt: Instant,
})

export const fulfilmentEvents = [UnitsFulfilled, PurchaseFullyDelivered] as const

export type UnitsFulfilled = t.TypeOf<typeof UnitsFulfilled>
export type PurchaseFullyDelivered = t.TypeOf<typeof PurchaseFullyDelivered>
export type FulfilmentEvent = t.TypeOf<(typeof fulfilmentEvents)[number]>
