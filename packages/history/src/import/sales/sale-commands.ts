import { type PurchaseCommand, RecordFulfilment, RecordPurchase } from '@aftersale/domain'
import { commandFrom } from '../command-from.js'
import type { Invoice } from './invoices.js'
import type { SalesMapping } from './sales-mapping.js'

/** The one payment of an imported purchase. */
const PAYMENT = 'paid'

const recordPurchase = commandFrom(RecordPurchase)
const recordFulfilment = commandFrom(RecordFulfilment)

/** What a sale becomes: the purchase, paid in full, and its handing over, both at the time of the invoice. */
export const saleCommands = (
  { lines }: Invoice,
  { currency, marketCode, channel, zone }: SalesMapping,
  { purchaseId, customerId }: { readonly purchaseId: string; readonly customerId: string },
): ReadonlyArray<{ readonly step: string; readonly command: PurchaseCommand }> => {
  const at = lines[0]?.at
  const totalMinor = String(lines.reduce((sum, { netMinor }) => sum + netMinor, 0n))
  const sold = lines.map(({ ordinal, sku, quantity, unitPrice, netMinor }) => ({
    lineId: String(ordinal),
    sku,
    kind: 'goods',
    quantity,
    serialTracked: false,
    unitPrice,
    netMinor: String(netMinor),
    discountMinor: '0',
    taxMinor: '0',
    grossMinor: String(netMinor),
  }))
  return [
    {
      step: 'purchase',
      command: recordPurchase({
        purchaseId,
        customerId,
        purchasedAt: at,
        zone,
        marketCode,
        channel,
        currency,
        lines: sold,
        shipping: [],
        fees: [],
        payments: [{ paymentId: PAYMENT, tender: 'other', capturedMinor: totalMinor, capturedAt: at }],
        totalMinor,
      }),
    },
    {
      step: 'handed-over',
      command: recordFulfilment({
        purchaseId,
        fulfilmentId: 'handed-over',
        lines: sold.map(({ lineId, quantity }) => ({ lineId, quantity })),
        by: 'handed-over-the-counter',
        fulfilledAt: at,
      }),
    },
  ]
}
