import { ledgerAudit, ledgerFaultKinds, purchaseAggregate } from '@aftersale/domain'
import { isPurchaseEvent, type RefundReserved } from '@aftersale/domain/events'
import { type AggregateCheck, type RefundNamed, sumOf, unitsNamed } from './stream-check.js'

/** The ledger of units and money, counted again from the events, and that the purchase can be replayed from them. */
export const purchaseCheck = (purchaseId: string): AggregateCheck => {
  const audit = ledgerAudit()
  const units = new Map<string, number>()
  const reservations = new Map<string, string>()
  const refunds = new Map<string, RefundNamed>()
  let state = purchaseAggregate.decider.initial
  return {
    purchase: { units, reservations, refunds },
    faultsOf: (event, revision) => {
      const { type } = event
      if (!isPurchaseEvent(event)) return [`${type} does not belong into the stream of a purchase`]
      const faults = audit(event).map(({ fault, of }) => `${type}: ${ledgerFaultKinds[fault]} (${of})`)
      if (event.data.purchaseId !== purchaseId) faults.unshift(`it speaks of purchase ${event.data.purchaseId}`)
      if (state.status === 'not-recorded' && type !== 'PurchaseRecorded') {
        faults.push(`${type}: it comes before the purchase was recorded`)
      }
      if (state.status === 'recorded' && type === 'PurchaseRecorded') faults.push(`${type}: it was recorded before`)
      if (event.type === 'PurchaseRecorded') {
        for (const { lineId, quantity } of event.data.lines) units.set(lineId, quantity)
      }
      if (event.type === 'UnitsReserved') {
        reservations.set(event.data.reservationId, unitsNamed(event.data.lines))
      }
      if (event.type === 'RefundReserved') refunds.set(event.data.refundId, refundNamed(event, revision))
      try {
        state = purchaseAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}

const refundNamed = ({ data: { tenders, currency, holder } }: RefundReserved, revision: number): RefundNamed => ({
  revision,
  sum: sumOf(
    tenders.reduce((sum, { minor }) => sum + minor, 0n),
    currency,
  ),
  ...(holder.aggregate === 'returnCase' ? { returnCaseId: holder.id } : {}),
})
