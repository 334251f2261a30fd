import { type EntitlementRejection, entitlementRejections } from './rejections/entitlement.js'
import { type RefundRejection, refundRejections } from './rejections/refunds.js'
import { type SaleRejection, saleRejections } from './rejections/sale.js'
import { type ShipmentRejection, shipmentRejections } from './rejections/shipments.js'

/** Why a command to a purchase is refused: the fact that stands against it. Nothing is recorded then. */
export type PurchaseRejection = SaleRejection | ShipmentRejection | EntitlementRejection | RefundRejection

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const purchaseRejections: Readonly<Record<PurchaseRejection['reason'], string>> = {
  ...saleRejections,
  ...shipmentRejections,
  ...entitlementRejections,
  ...refundRejections,
}
