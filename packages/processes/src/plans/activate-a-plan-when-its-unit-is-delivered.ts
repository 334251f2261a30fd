import {
  type Purchase,
  type PurchasedUnit,
  purchaseAggregate,
  type ServicePlanId,
  type ServicePlanSold,
  type ServicePlanState,
  servicePlanAggregate,
  servicePlanIdOfPurchase,
} from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { forPlansOfUnits } from './plan-of-a-unit.js'
import { inItsPlaceSince } from './unit-in-its-place.js'

/**
 * A plan that waits for a delivery begins with that of the unit that it covers, or of what was given in its place, or with
 * the last one of the purchase that it covers as a whole. One that is sold afterwards begins with its sale. What begins otherwise is none of this rule.
 */
export const activateAPlanWhenItsUnitIsDelivered = onDomainEvents({
  name: 'activate-a-plan-when-its-unit-is-delivered',
  reactsTo: ['ShipmentDelivered', 'UnitsFulfilled', 'PurchaseFullyDelivered', 'ServicePlanSold'],
  react: ({ event }) => {
    switch (event.type) {
      case 'ShipmentDelivered': {
        const { purchaseId, lines, deliveredAt } = event.data
        return activatePlansOf(purchaseId, lines, deliveredAt)
      }
      case 'UnitsFulfilled': {
        const { purchaseId, lines, fulfilledAt } = event.data
        return activatePlansOf(purchaseId, lines, fulfilledAt)
      }
      case 'PurchaseFullyDelivered': {
        const { purchaseId, lastDeliveredAt } = event.data
        const servicePlanId = servicePlanIdOfPurchase(purchaseId)
        return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
          activateWaiting(servicePlanId, state, lastDeliveredAt),
        )
      }
      case 'ServicePlanSold':
        return activateSoldAfterwards(event)
    }
  },
})

const activatePlansOf = (
  purchaseId: PurchasedUnit['purchaseId'],
  lines: Parameters<typeof forPlansOfUnits>[1],
  anchoredAt: Instant,
): Reaction =>
  forPlansOfUnits(purchaseId, lines, ({ servicePlanId, state }) => activateWaiting(servicePlanId, state, anchoredAt))

const activateWaiting = (servicePlanId: ServicePlanId, state: ServicePlanState, anchoredAt: Instant): Reaction =>
  (state.status === 'sold' || state.status === 'cooling-off') && state.plan.quoted.terms.start === 'delivery'
    ? activate(servicePlanId, anchoredAt)
    : nothing

const activate = (servicePlanId: ServicePlanId, anchoredAt: Instant): Reaction =>
  issue(
    servicePlanAggregate,
    servicePlanId,
    { type: 'ActivateServicePlan', data: { servicePlanId, anchor: 'delivery', anchoredAt } },
    // Cancelled meanwhile.
    { whenRejected: ({ reason }) => (reason === 'PlanGivenUp' ? nothing : undefined) },
  )

const activateSoldAfterwards = ({ data: { servicePlanId, start, cover } }: ServicePlanSold): Reaction => {
  const purchaseId = cover.unit?.purchaseId ?? cover.purchaseId
  if (start !== 'delivery' || purchaseId === undefined) return nothing
  return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    if (state.status === 'not-recorded') return nothing
    const deliveredAt =
      cover.unit === undefined ? state.purchase.tracking.fullyDeliveredAt : deliveryOf(state.purchase, cover.unit)
    return deliveredAt === undefined ? nothing : activate(servicePlanId, deliveredAt)
  })
}

/** When that unit was delivered, the first time that was heard of; else what was given in its place. */
const deliveryOf = (purchase: Purchase, covered: PurchasedUnit): Instant | undefined => {
  const { shipments, fulfilments } = purchase.tracking
  const deliveries = [
    ...[...shipments.values()].flatMap((shipment) => shipment.deliveries),
    ...[...fulfilments.values()].map(({ fulfilledAt, lines }) => ({ deliveredAt: fulfilledAt, lines })),
  ]
  const [first] = inItsPlaceSince(purchase, covered).flatMap(({ lineId, unit }) =>
    deliveries.filter(({ lines }) =>
      lines.some(
        (line) => line.lineId === lineId && line.units.some(({ first, last }) => first <= unit && unit <= last),
      ),
    ),
  )
  return first?.deliveredAt
}
