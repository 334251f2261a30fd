import * as t from 'io-ts'
import { type EntitlementEvent, entitlementEvents } from './events/entitlement.js'
import { type FulfilmentEvent, fulfilmentEvents } from './events/fulfilment.js'
import { type NoticeEvent, noticeEvents } from './events/notices.js'
import { type RefundEvent, refundEvents } from './events/refunds.js'
import { type SaleEvent, saleEvents } from './events/sale.js'
import { type ShipmentEvent, shipmentEvents } from './events/shipments.js'

/** Every event of a purchase, concept by concept. */
export const purchaseEvents = [
  ...saleEvents,
  ...shipmentEvents,
  ...noticeEvents,
  ...fulfilmentEvents,
  ...entitlementEvents,
  ...refundEvents,
] as const

export const PurchaseEvent: t.Type<PurchaseEvent, unknown> = t.union([...purchaseEvents], 'PurchaseEvent')
export type PurchaseEvent = SaleEvent | ShipmentEvent | NoticeEvent | FulfilmentEvent | EntitlementEvent | RefundEvent

export * from './events/entitlement.js'
export * from './events/fulfilment.js'
export * from './events/notices.js'
export * from './events/refunds.js'
export * from './events/sale.js'
export * from './events/shipments.js'
