import { type Moment, momentAt } from '../moment.js'
import type { RecordedEvent } from '../recorded-event.js'
import { shipmentHistories } from '../what-happened-to-each-shipment/shipment-histories.js'
import { whereaboutsOf } from './shipment-whereabouts.js'
import type { PurchaseWhereabouts } from './whereabouts.js'

/** Where purchases are, as far as the history was told. */
export interface WhereIsIt {
  /** Takes the next event of the history, in store order; what tells of no delivery is passed over. Total. */
  readonly record: (recorded: RecordedEvent) => void
  /** Nothing where nothing of the purchase was sent or handed over. What is recorded later doesn't change it. */
  readonly of: (purchaseId: string) => PurchaseWhereabouts | undefined
}

/**
 * A view for customers and their desk: where is it, since when, when will it come, what was I told? As of a time, record
 * only what was recorded by then.
 */
export const whereIsIt = (): WhereIsIt => {
  const histories = shipmentHistories()
  const fullyDelivered = new Map<string, Moment>()
  return {
    record: (recorded) => {
      const { event, metadata } = recorded
      if (event.type !== 'PurchaseFullyDelivered') return histories.record(recorded)
      const { purchaseId, lastDeliveredAt } = event.data
      if (!fullyDelivered.has(purchaseId)) fullyDelivered.set(purchaseId, momentAt(lastDeliveredAt, metadata.eventId))
    },
    of: (purchaseId) => {
      const { shipments, fulfilments } = histories.ofPurchase(purchaseId)
      if (shipments.length === 0 && fulfilments.length === 0) return undefined
      return {
        purchaseId,
        shipments: shipments.map(whereaboutsOf),
        fulfilled: fulfilments.map(({ fulfilmentId, by, units, fulfilled }) => ({
          ...fulfilled,
          fulfilmentId,
          by,
          units,
        })),
        fullyDelivered: fullyDelivered.get(purchaseId),
      }
    },
  }
}
