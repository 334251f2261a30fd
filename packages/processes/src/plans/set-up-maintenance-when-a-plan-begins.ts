import { servicePlanIdOfUnit, type VisitCalendar } from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { nothing } from '../reaction.js'
import { setUpMaintenanceOf, withAssetOf } from './maintenance-of-a-plan.js'

/**
 * What a plan covers is maintained from the first day of the plan on, as often as its terms say: once both the plan has
 * begun and the asset is registered, whichever is heard of last.
 */
export const setUpMaintenanceWhenAPlanBegins = (calendar: VisitCalendar): Process =>
  onDomainEvents({
    name: 'set-up-maintenance-when-a-plan-begins',
    reactsTo: ['ServicePlanActivated', 'AssetRegistered'],
    react: ({ event }) => {
      switch (event.type) {
        case 'ServicePlanActivated': {
          const { servicePlanId, cover } = event.data
          return withAssetOf(cover, (assetId) => setUpMaintenanceOf(servicePlanId, assetId, calendar))
        }
        case 'AssetRegistered': {
          const { assetId, purchase } = event.data
          return purchase === undefined ? nothing : setUpMaintenanceOf(servicePlanIdOfUnit(purchase), assetId, calendar)
        }
      }
    },
  })
