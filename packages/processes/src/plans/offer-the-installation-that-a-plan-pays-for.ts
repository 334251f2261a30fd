import {
  type AssetId,
  type AssetState,
  assetAggregate,
  coverOf,
  entitlementLeft,
  layerStatusOf,
  purchaseAggregate,
  type ServicePlanId,
  servicePlanAggregate,
  servicePlanIdOfUnit,
  type Warranty,
  warrantyAggregate,
} from '@aftersale/domain'
import { type Actor, type Instant, laterOf } from '@aftersale/messages'
import { openTicketAboutAnAsset } from '../assets/ticket-about-an-asset.js'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { lookAt, nothing, type Reaction } from '../reaction.js'
import { withAssetOf } from './maintenance-of-a-plan.js'
import { boughtAs } from './plan-of-a-unit.js'

const NAME = 'offer-the-installation-that-a-plan-pays-for'

/**
 * What is to be installed, since a layer of its warranty waits for that, and has a plan with a visit left, has a ticket that
 * offers the visit: once both the plan and the warranty are there, whichever is heard of last, and the plan does not rest.
 */
export const offerTheInstallationThatAPlanPaysFor = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ServicePlanActivated', 'ServicePlanResumed', 'WarrantyRegistered'],
    react: ({ event, metadata: { recordedAt } }) => {
      switch (event.type) {
        case 'ServicePlanActivated': {
          const { servicePlanId, cover, activatedAt: givenFrom } = event.data
          return withAssetOf(cover, (assetId) => offer(desk, { servicePlanId, assetId, givenFrom, recordedAt }))
        }
        case 'ServicePlanResumed': {
          const { servicePlanId, resumedAt: givenFrom } = event.data
          return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
            state.status === 'active'
              ? withAssetOf(state.plan.quoted.cover, (assetId) =>
                  offer(desk, { servicePlanId, assetId, givenFrom, recordedAt }),
                )
              : nothing,
          )
        }
        case 'WarrantyRegistered': {
          const { assetId, unit, registeredAt: givenFrom } = event.data
          if (unit === undefined) return nothing
          return lookAt(purchaseAggregate, unit.purchaseId, ({ state }) => {
            const servicePlanId = servicePlanIdOfUnit(
              state.status === 'not-recorded' ? unit : boughtAs(state.purchase, unit),
            )
            return offer(desk, { servicePlanId, assetId, givenFrom, recordedAt })
          })
        }
      }
    },
  })

interface Offer {
  readonly servicePlanId: ServicePlanId
  readonly assetId: AssetId
  /** Since when there is a plan, or what it is to pay for. */
  readonly givenFrom: Instant
  readonly recordedAt: Instant
}

const offer = (desk: Desk, { servicePlanId, assetId, givenFrom, recordedAt }: Offer): Reaction =>
  lookAt(servicePlanAggregate, servicePlanId, ({ state: plan }) => {
    // Heard of late, or again: a plan that is over, or rests, pays for nothing any more.
    if (plan.status !== 'active') return nothing
    // By what it gives since it rested last, however long ago it began.
    const { suspensions } = plan.plan.sale
    const givesFrom = suspensions.flatMap(({ resumedAt }) => resumedAt ?? []).reduce(laterOf, givenFrom)
    const visits = entitlementLeft(plan, 'visits', givesFrom)
    if (visits === undefined || visits.left === 0) return nothing
    return lookAt(assetAggregate, assetId, ({ state: asset }) => {
      const warrantyId = asset.status === 'in-service' ? coverOf(asset.asset) : undefined
      if (warrantyId === undefined) return nothing
      return lookAt(warrantyAggregate, warrantyId, ({ state: warranty }) =>
        warranty.status !== 'not-registered' && isToBeInstalled(warranty.warranty)
          ? openTicketAboutAnAsset(desk, {
              process: NAME,
              about: JSON.stringify([servicePlanId, assetId]),
              assetId,
              kind: 'installation',
              category: 'installation',
              subcategory: 'in-plan',
              openedBy: { kind: 'system', id: NAME } as Actor,
              openedAt: recordedAt,
              isWanted: (state) => !isInstalled(state),
            })
          : nothing,
      )
    })
  })

const isToBeInstalled = (warranty: Warranty): boolean =>
  warranty.layers.some(
    (layer) => layer.terms.startAnchor === 'installation' && layerStatusOf(layer, warranty) === 'pending',
  )

/** By its owner, say: its warranty may not have been told of that yet. */
const isInstalled = (state: AssetState): boolean =>
  state.status !== 'not-registered' &&
  state.asset.installations.some(({ installedAt }) => installedAt >= (state.asset.sales.at(-1)?.soldAt ?? installedAt))
