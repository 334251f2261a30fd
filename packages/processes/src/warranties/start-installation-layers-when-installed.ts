import {
  type AssetId,
  type AssetState,
  assetAggregate,
  coverOf,
  type StartWarranty,
  warrantyAggregate,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'

/**
 * With the installation of a product start the layers of its warranty that are counted from it: once a visit for it is done,
 * or once it is heard that it was installed. Where the asset is covered afterwards, or its warranty registered, it is looked
 * up then. What somebody had installed who had it before does not count for whoever bought it since.
 */
export const startInstallationLayersWhenInstalled = onDomainEvents({
  name: 'start-installation-layers-when-installed',
  reactsTo: ['VisitCompleted', 'AssetInstalled', 'AssetCovered', 'WarrantyRegistered'],
  react: ({ event }) => {
    switch (event.type) {
      case 'VisitCompleted': {
        const { purpose, outcome, assetId, visitId, completedAt } = event.data
        return purpose !== 'installation' || outcome !== 'done' || assetId === undefined
          ? nothing
          : startOf(assetId, completedAt, visitId)
      }
      case 'AssetInstalled': {
        const { assetId, installedAt, visitId } = event.data
        return startOf(assetId, installedAt, visitId)
      }
      case 'AssetCovered':
      case 'WarrantyRegistered': {
        const { assetId, warrantyId } = event.data
        return lookAt(assetAggregate, assetId, ({ state }) => {
          if (state.status === 'not-registered' || coverOf(state.asset) !== warrantyId) return nothing
          const installation = firstInstallationOf(state.asset)
          return installation === undefined
            ? nothing
            : start(warrantyId, installation.installedAt, installation.visitId)
        })
      }
    }
  },
})

type Asset = Exclude<AssetState, { readonly status: 'not-registered' }>['asset']

/** Whether it counts for whoever has it now: not if it was sold again since. */
const isOfThisSale =
  ({ sales: [, ...resales] }: Asset) =>
  ({ installedAt }: { readonly installedAt: Instant }): boolean =>
    resales.every(({ soldAt }) => soldAt <= installedAt)

const firstInstallationOf = (asset: Asset): Asset['installations'][number] | undefined =>
  asset.installations
    .filter(isOfThisSale(asset))
    .toSorted((one, other) => (one.installedAt < other.installedAt ? -1 : 1))[0]

const startOf = (assetId: AssetId, installedAt: Instant, visitId: string | undefined): Reaction =>
  lookAt(assetAggregate, assetId, ({ state }) => {
    if (state.status === 'not-registered' || !isOfThisSale(state.asset)({ installedAt })) return nothing
    const warrantyId = coverOf(state.asset)
    return warrantyId === undefined ? nothing : start(warrantyId, installedAt, visitId)
  })

/** The proof is the visit; a second installation of what was moved starts nothing anew. */
const start = (
  warrantyId: StartWarranty['data']['warrantyId'],
  anchoredAt: Instant,
  visitId: string | undefined,
): Reaction =>
  lookAt(warrantyAggregate, warrantyId, ({ state }) => {
    if (state.status === 'not-registered') return nothing
    const { anchored } = state.warranty
    if (anchored.some(({ anchor }) => anchor === 'installation')) return nothing
    return issue(
      warrantyAggregate,
      warrantyId,
      {
        type: 'StartWarranty',
        data: {
          warrantyId,
          anchor: 'installation',
          anchoredAt,
          ...(visitId === undefined ? {} : { evidenceId: visitId as NonEmptyText }),
        },
      },
      // Given back or replaced meanwhile.
      { whenRejected: ({ reason }) => (reason === 'WarrantyOver' ? nothing : undefined) },
    )
  })
