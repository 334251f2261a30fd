import {
  type AssetId,
  assetAggregate,
  type PurchasedUnit,
  purchaseAggregate,
  servicePlanAggregate,
  servicePlanIdOfUnit,
  type VisitCalendar,
} from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { inTurn, lookAt, nothing, type Reaction } from '../reaction.js'
import { setUpMaintenanceOf, withAssetOf } from './maintenance-of-a-plan.js'
import { boughtAs } from './plan-of-a-unit.js'

/**
 * What a plan covers is maintained from the first day of the plan on, as often as its terms say: once both the plan has
 * begun and the asset is with its customer, whichever is heard of last. What is given in its place is maintained in turn.
 */
export const setUpMaintenanceWhenAPlanBegins = (calendar: VisitCalendar): Process =>
  onDomainEvents({
    name: 'set-up-maintenance-when-a-plan-begins',
    reactsTo: ['ServicePlanActivated', 'AssetRegistered', 'AssetResold', 'AssetTracedToPurchase', 'AssetReplaced'],
    react: ({ event }) => {
      switch (event.type) {
        case 'ServicePlanActivated': {
          const { servicePlanId, cover } = event.data
          return withAssetOf(cover, (assetId) => setUpMaintenanceOf(servicePlanId, assetId, calendar))
        }
        case 'AssetRegistered':
        case 'AssetResold':
        case 'AssetTracedToPurchase': {
          const { assetId, purchase } = event.data
          return purchase === undefined ? nothing : maintainAsBought(assetId, purchase, calendar)
        }
        case 'AssetReplaced':
          return maintainInItsPlace(event.data.assetId, event.data.byAssetId, calendar)
      }
    },
  })

const maintainAsBought = (assetId: AssetId, unit: PurchasedUnit, calendar: VisitCalendar): Reaction =>
  lookAt(purchaseAggregate, unit.purchaseId, ({ state }) =>
    setUpMaintenanceOf(
      servicePlanIdOfUnit(state.status === 'not-recorded' ? unit : boughtAs(state.purchase, unit)),
      assetId,
      calendar,
    ),
  )

/** By each plan of the other that covers what stands in its place. */
const maintainInItsPlace = (assetId: AssetId, byAssetId: AssetId, calendar: VisitCalendar): Reaction =>
  lookAt(assetAggregate, assetId, ({ state }) =>
    state.status === 'not-registered'
      ? nothing
      : inTurn(
          state.asset.schedules.map(({ setUp: { servicePlanId } }) =>
            servicePlanId === undefined
              ? nothing
              : lookAt(servicePlanAggregate, servicePlanId, ({ state: plan }) =>
                  plan.status === 'not-quoted'
                    ? nothing
                    : withAssetOf(plan.plan.quoted.cover, (covered) =>
                        covered === byAssetId ? setUpMaintenanceOf(servicePlanId, byAssetId, calendar) : nothing,
                      ),
                ),
          ),
        ),
  )
