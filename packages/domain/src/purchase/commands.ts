import * as t from 'io-ts'
import { type EntitlementCommand, entitlementCommands } from './commands/entitlement.js'
import { type FulfilmentCommand, fulfilmentCommands } from './commands/fulfilment.js'
import { type NoticeCommand, noticeCommands } from './commands/notices.js'
import { type RefundCommand, refundCommands } from './commands/refunds.js'
import { type SaleCommand, saleCommands } from './commands/sale.js'
import { type ShipmentCommand, shipmentCommands } from './commands/shipments.js'

/** Every command to a purchase, concept by concept, in the order of its life. */
export const purchaseCommands = [
  ...saleCommands,
  ...shipmentCommands,
  ...noticeCommands,
  ...fulfilmentCommands,
  ...entitlementCommands,
  ...refundCommands,
] as const

export const PurchaseCommand: t.Type<PurchaseCommand, unknown> = t.union([...purchaseCommands], 'PurchaseCommand')
export type PurchaseCommand =
  | SaleCommand
  | ShipmentCommand
  | NoticeCommand
  | FulfilmentCommand
  | EntitlementCommand
  | RefundCommand

export * from './commands/entitlement.js'
export * from './commands/fulfilment.js'
export * from './commands/notices.js'
export * from './commands/refunds.js'
export * from './commands/sale.js'
export * from './commands/shipments.js'
