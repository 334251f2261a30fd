import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { momentAt } from '../moment.js'
import type { PurchaseFact } from './purchase-fact.js'

/** One row a purchase, in the order in which they were made. */
export const purchaseFacts = (): Fold<PurchaseFact> => {
  const purchases = new Map<string, PurchaseFact>()
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (event.type !== 'PurchaseRecorded') return
      const { purchaseId, customerId, purchasedAt, channel, currency, lines, totalMinor, isTest } = event.data
      if (purchases.has(purchaseId)) return
      purchases.set(purchaseId, {
        purchaseId,
        purchased: momentAt(purchasedAt, eventId),
        currency,
        lines: lines.length,
        units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
        totalMinor,
        circumstances: { purchaseId, channel, customerId, toldBy: { opening: eventId } },
        ...(isTest === true && { exclusion: 'test' as const }),
      })
    },
    facts: () =>
      inTime(
        purchases.values(),
        ({ purchased }) => purchased.at,
        ({ purchaseId }) => purchaseId,
      ),
  }
}
