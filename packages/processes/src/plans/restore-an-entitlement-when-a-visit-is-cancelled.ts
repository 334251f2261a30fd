import { type ServicePlanState, servicePlanAggregate, type UsedFor } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { entitlementKindOf, usedForVisit } from './entitlement-of-a-visit.js'

/** What was taken from a plan for a visit goes back to it where the visit is cancelled after all. */
export const restoreAnEntitlementWhenAVisitIsCancelled = onDomainEvents({
  name: 'restore-an-entitlement-when-a-visit-is-cancelled',
  reactsTo: ['VisitCancelled'],
  react: ({ event: { data } }) => {
    const { visitId, purpose, entitlement, cancelledAt } = data
    if (entitlement === undefined) return nothing
    const { servicePlanId } = entitlement
    const [kind, usedFor] = [entitlementKindOf(purpose), usedForVisit(visitId)]
    return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
      wasUsed(state, kind, usedFor)
        ? issue(
            servicePlanAggregate,
            servicePlanId,
            {
              type: 'RestoreEntitlement',
              data: {
                servicePlanId,
                kind,
                usedFor,
                because: 'visit-cancelled' as NonEmptyText,
                restoredAt: cancelledAt,
              },
            },
            // Cancelled meanwhile: it was reckoned as it was.
            { whenRejected: ({ reason }) => (reason === 'PlanGivenUp' ? nothing : undefined) },
          )
        : nothing,
    )
  },
})

const wasUsed = (state: ServicePlanState, kind: string, { aggregate, id }: UsedFor): boolean =>
  state.status !== 'not-quoted' &&
  state.status !== 'quoted' &&
  state.status !== 'quote-expired' &&
  state.plan.sale.consumptions.some(
    ({ consumed: { kind: used, usedFor } }) => used === kind && usedFor.aggregate === aggregate && usedFor.id === id,
  )
