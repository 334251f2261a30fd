import { servicePlanAggregate } from '@aftersale/domain'
import type { PositiveInteger } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { entitlementKindOf, takenFor, usedForVisit } from './entitlement-of-a-visit.js'

/**
 * A visit that was drawn from a plan is taken from it once something was done, unless it was taken ahead. The plan's no is an
 * event of its own; a plan that was never sold is for people.
 */
export const consumeAnEntitlementWhenAVisitIsDone = onDomainEvents({
  name: 'consume-an-entitlement-when-a-visit-is-done',
  reactsTo: ['VisitCompleted'],
  react: ({ event: { data } }) => {
    const { visitId, entitlement, outcome, completedAt } = data
    if (entitlement === undefined || outcome === 'not-done') return nothing
    const { servicePlanId } = entitlement
    return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
      takenFor(state, visitId) === undefined
        ? issue(servicePlanAggregate, servicePlanId, {
            type: 'ConsumeEntitlement',
            data: {
              servicePlanId,
              kind: entitlementKindOf(state, data, completedAt),
              quantity: ONE,
              usedFor: usedForVisit(visitId),
              consumedAt: completedAt,
            },
          })
        : nothing,
    )
  },
})

const ONE = 1 as PositiveInteger
