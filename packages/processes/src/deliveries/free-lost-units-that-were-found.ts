import { purchaseAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { lossReservationIdOf } from './hold-lost-units-for-one-entitlement.js'

/**
 * What turned up before it was made good for is the customer's again, and nothing is owed for it. What was made good for
 * already stays so: then the purchase asks for a decision, to recover or to keep.
 */
export const freeLostUnitsThatWereFound = onDomainEvents({
  name: 'free-lost-units-that-were-found',
  reactsTo: ['LostShipmentFound'],
  react: ({ event: { data } }) => {
    const { purchaseId, shipmentId, foundAt } = data
    return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
      const losses = state.status === 'recorded' ? state.purchase.tracking.shipments.get(shipmentId)?.losses : undefined
      const lostAt = losses?.find((loss) => loss.foundAt === foundAt)?.lostAt
      if (lostAt === undefined) return nothing
      const reservationId = lossReservationIdOf(shipmentId, lostAt)
      return issue(
        purchaseAggregate,
        purchaseId,
        {
          type: 'ReleaseUnits',
          data: { purchaseId, reservationId, because: 'found' as NonEmptyText, releasedAt: foundAt },
        },
        // Never held.
        { whenRejected: () => nothing },
      )
    })
  },
})
