import { type AssetId, assetAggregate, coverOf, type StartWarranty, warrantyAggregate } from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'

/**
 * With the installation of a product start the layers of its warranty that are counted from it: once a visit for it is done,
 * or once it is heard that it was installed. An asset that is covered afterwards is looked up then.
 */
export const startInstallationLayersWhenInstalled = onDomainEvents({
  name: 'start-installation-layers-when-installed',
  reactsTo: ['VisitCompleted', 'AssetInstalled', 'AssetCovered'],
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
      case 'AssetCovered': {
        const { assetId, warrantyId } = event.data
        return lookAt(assetAggregate, assetId, ({ state }) => {
          if (state.status === 'not-registered') return nothing
          const installation = state.asset.installations.toSorted((one, other) =>
            one.installedAt < other.installedAt ? -1 : 1,
          )[0]
          return installation === undefined
            ? nothing
            : start(warrantyId, installation.installedAt, installation.visitId)
        })
      }
    }
  },
})

const startOf = (assetId: AssetId, installedAt: Instant, visitId: string | undefined): Reaction =>
  lookAt(assetAggregate, assetId, ({ state }) => {
    const warrantyId = state.status === 'not-registered' ? undefined : coverOf(state.asset)
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
