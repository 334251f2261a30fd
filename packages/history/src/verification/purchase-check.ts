import { ledgerAudit, ledgerFaultKinds, purchaseAggregate } from '@aftersale/domain'
import { isPurchaseEvent } from '@aftersale/domain/events'
import type { AggregateCheck } from './stream-check.js'

/** The ledger of units and money, counted again from the events, and that the purchase can be replayed from them. */
export const purchaseCheck = (purchaseId: string): AggregateCheck => {
  const audit = ledgerAudit()
  const reservations = new Set<string>()
  let state = purchaseAggregate.decider.initial
  return {
    purchase: { reservations },
    faultsOf: (event) => {
      const { type } = event
      if (!isPurchaseEvent(event)) return [`${type} does not belong into the stream of a purchase`]
      const faults = audit(event).map(({ fault, of }) => `${type}: ${ledgerFaultKinds[fault]} (${of})`)
      if (event.data.purchaseId !== purchaseId) faults.unshift(`it speaks of purchase ${event.data.purchaseId}`)
      if (state.status === 'not-recorded' && type !== 'PurchaseRecorded') {
        faults.push(`${type}: it comes before the purchase was recorded`)
      }
      if (state.status === 'recorded' && type === 'PurchaseRecorded') faults.push(`${type}: it was recorded before`)
      if (event.type === 'UnitsReserved') reservations.add(event.data.reservationId)
      try {
        state = purchaseAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}
