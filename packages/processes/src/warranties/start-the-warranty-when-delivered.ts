import { type PurchaseState, purchaseAggregate, type WarrantyId, warrantyAggregate } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { unitNumbersIn } from '../plans/units-of-lines.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { deliveryOf, isFollowed, soldUnitOf } from './units-of-a-purchase.js'

/**
 * With the delivery of its unit start the layers of a warranty that are counted from it; of one that is registered afterwards
 * at once. What was given in place of another unit goes on as it was counted, unless its terms are fresh.
 */
export const startTheWarrantyWhenDelivered = onDomainEvents({
  name: 'start-the-warranty-when-delivered',
  reactsTo: ['ShipmentDelivered', 'UnitsFulfilled', 'WarrantyRegistered'],
  react: ({ event }) => {
    switch (event.type) {
      case 'ShipmentDelivered':
        return startEach(event.data.purchaseId, event.data.lines, event.data.deliveredAt)
      case 'UnitsFulfilled':
        return startEach(event.data.purchaseId, event.data.lines, event.data.fulfilledAt)
      case 'WarrantyRegistered': {
        const { warrantyId, unit } = event.data
        if (unit === undefined) return nothing
        return lookAt(purchaseAggregate, unit.purchaseId, ({ state }) => {
          const deliveredAt = state.status === 'not-recorded' ? undefined : deliveryOf(state.purchase, unit)
          return deliveredAt === undefined ? nothing : start(warrantyId, deliveredAt)
        })
      }
    }
  },
})

const startEach = (
  purchaseId: Parameters<typeof soldUnitOf>[0]['sale']['recorded']['purchaseId'],
  lines: Parameters<typeof unitNumbersIn>[0],
  deliveredAt: Instant,
): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }: { readonly state: PurchaseState }) =>
    inTurn(
      unitNumbersIn(lines).map(({ lineId, unit }) => {
        const sold = state.status === 'not-recorded' ? undefined : soldUnitOf(state.purchase, lineId, unit)
        return sold !== undefined && isFollowed(sold.line) ? start(sold.warrantyId, deliveredAt) : nothing
      }),
    ),
  )

/** A warranty that is not registered yet starts when it is. */
const start = (warrantyId: WarrantyId, anchoredAt: Instant): Reaction =>
  lookAt(warrantyAggregate, warrantyId, ({ state }) => {
    if (state.status === 'not-registered') return nothing
    const { carried } = state.warranty.registered
    if (carried !== undefined && carried.termPolicy.kind !== 'fresh') return nothing
    return issue(
      warrantyAggregate,
      warrantyId,
      { type: 'StartWarranty', data: { warrantyId, anchor: 'delivery', anchoredAt } },
      // Given back or replaced meanwhile.
      { whenRejected: ({ reason }) => (reason === 'WarrantyOver' ? nothing : undefined) },
    )
  })
