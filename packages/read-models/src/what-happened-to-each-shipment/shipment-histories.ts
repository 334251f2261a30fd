import { occurredAtOf } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import type { Circumstances, Exclusion } from '../circumstances.js'
import { momentAt } from '../moment.js'
import type { RecordedEvent } from '../recorded-event.js'
import { type FulfilmentHistory, historyOfShipment, type ShipmentHistory } from './shipment-history.js'
import { isShipmentStory, tell, unitsIn } from './tell.js'

/** What was told of shipments and fulfilments, and of the purchases they are parts of. */
export interface ShipmentHistories {
  /** Takes the next event of the history, in store order; what tells of no delivery is passed over. Total. */
  readonly record: (recorded: RecordedEvent) => void
  readonly shipments: () => Iterable<ShipmentHistory>
  readonly fulfilments: () => Iterable<FulfilmentHistory>
  readonly ofPurchase: (purchaseId: string) => {
    readonly shipments: ReadonlyArray<ShipmentHistory>
    readonly fulfilments: ReadonlyArray<FulfilmentHistory>
  }
  readonly circumstancesOf: (purchaseId: string) => Circumstances
  /** Why a case counts in no figure; `begun` tells whether what began it is known. */
  readonly exclusionOf: (purchaseId: string, begun: boolean) => Exclusion | undefined
}

interface Bought {
  readonly circumstances: Circumstances
  readonly isTest: boolean
}

export const shipmentHistories = (): ShipmentHistories => {
  const purchases = new Map<string, Bought>()
  const shipments = new Map<string, ShipmentHistory>()
  const fulfilments = new Map<string, FulfilmentHistory>()
  const shipmentsOf = new Map<string, ReadonlyArray<ShipmentHistory>>()
  const fulfilmentsOf = new Map<string, ReadonlyArray<FulfilmentHistory>>()

  return {
    record: ({ event, metadata: { eventId } }) => {
      if (event.type === 'PurchaseRecorded') {
        const { purchaseId, channel, customerId, isTest } = event.data
        if (purchases.has(purchaseId)) return
        const circumstances = { purchaseId, channel, customerId, toldBy: { opening: eventId } }
        purchases.set(purchaseId, { circumstances, isTest: isTest === true })
      } else if (event.type === 'UnitsFulfilled') {
        const { purchaseId, fulfilmentId, fulfilledAt, by, lines } = event.data
        const name = `${purchaseId} ${fulfilmentId}`
        if (fulfilments.has(name)) return
        const fulfilled = momentAt(fulfilledAt, eventId)
        const fulfilment = { purchaseId, fulfilmentId, fulfilled, by, units: unitsIn(lines) }
        fulfilments.set(name, fulfilment)
        fulfilmentsOf.set(purchaseId, appended(fulfilmentsOf.get(purchaseId) ?? none(), fulfilment))
      } else if (isShipmentStory(event)) {
        const { purchaseId, shipmentId } = event.data
        const known = shipments.get(shipmentId)
        const history = known ?? historyOfShipment(purchaseId, shipmentId, momentAt(occurredAtOf(event), eventId))
        if (known === undefined) {
          shipments.set(shipmentId, history)
          shipmentsOf.set(purchaseId, appended(shipmentsOf.get(purchaseId) ?? none(), history))
        }
        tell(history, event, eventId)
      }
    },
    shipments: () => shipments.values(),
    fulfilments: () => fulfilments.values(),
    ofPurchase: (purchaseId) => ({
      shipments: shipmentsOf.get(purchaseId) ?? none(),
      fulfilments: fulfilmentsOf.get(purchaseId) ?? none(),
    }),
    circumstancesOf: (purchaseId) => purchases.get(purchaseId)?.circumstances ?? { purchaseId, toldBy: {} },
    exclusionOf: (purchaseId, begun) => {
      const bought = purchases.get(purchaseId)
      if (bought === undefined || !begun) return 'incomplete'
      return bought.isTest ? 'test' : undefined
    },
  }
}
