import {
  type AssetRejection,
  assetAggregate,
  type ServicePlanId,
  type ServicePlanState,
  servicePlanAggregate,
} from '@aftersale/domain'
import { type Instant, laterOf, type NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { scheduleIdOfPlan, withEachAssetOf } from './maintenance-of-a-plan.js'

/**
 * No further maintenance is proposed for a plan that was cancelled, or is over, on any asset that it covered; nor where its
 * schedule was only set up when it already was.
 */
export const endMaintenanceWhenAPlanEnds = onDomainEvents({
  name: 'end-maintenance-when-a-plan-ends',
  reactsTo: ['ServicePlanCancelled', 'ServicePlanExpired', 'MaintenanceScheduleSetUp'],
  react: ({ event }) => {
    switch (event.type) {
      case 'ServicePlanCancelled':
        return endMaintenanceOf(event.data.servicePlanId, event.data.cancelledAt, withEachAssetOf)
      case 'ServicePlanExpired':
        return endMaintenanceOf(event.data.servicePlanId, event.data.expiredAt, withEachAssetOf)
      case 'MaintenanceScheduleSetUp': {
        const { servicePlanId, assetId, setUpAt } = event.data
        return servicePlanId === undefined
          ? nothing
          : endMaintenanceOf(servicePlanId, setUpAt, (_, follows) => follows(assetId))
      }
    }
  },
})

const endMaintenanceOf = (
  servicePlanId: ServicePlanId,
  heardAt: Instant,
  withAssets: typeof withEachAssetOf,
): Reaction =>
  lookAt(servicePlanAggregate, servicePlanId, ({ state }) => {
    const over = endOf(state)
    if (over === undefined || state.status === 'not-quoted') return nothing
    const { because, at } = over
    return withAssets(state.plan.quoted.cover, (assetId) =>
      issue(
        assetAggregate,
        assetId,
        {
          type: 'EndMaintenance',
          data: {
            assetId,
            scheduleId: scheduleIdOfPlan(servicePlanId),
            because: because as NonEmptyText,
            endedAt: laterOf(at, heardAt),
          },
        },
        { whenRejected: isMoot },
      ),
    )
  })

const endOf = (state: ServicePlanState): { readonly because: string; readonly at: Instant } | undefined => {
  switch (state.status) {
    case 'cancelled':
      return { because: 'plan-cancelled', at: state.cancelled.cancelledAt }
    case 'expired': {
      const last = state.plan.sale.held.at(-1)
      return last === undefined ? undefined : { because: 'plan-expired', at: last.term.endsAtExclusive }
    }
    case 'not-quoted':
    case 'quoted':
    case 'quote-expired':
    case 'sold':
    case 'cooling-off':
    case 'active':
    case 'suspended':
      return undefined
  }
}

/** Never set up: the plan had not begun, or its asset is known to nobody. */
const isMoot = ({ reason }: AssetRejection): Reaction | undefined =>
  reason === 'ScheduleUnknown' || reason === 'AssetNotRegistered' || reason === 'BeforeItsSale' ? nothing : undefined
