import type { AssetRegistered, AssetResold } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { interning } from '../interned.js'
import { type Moment, momentAt } from '../moment.js'
import type { UnitFact, UnitService } from './unit-fact.js'

const concerns = eventsCalled([
  'AssetRegistered',
  'AssetResold',
  'AssetTracedToPurchase',
  'AssetTransferred',
  'AssetServiced',
  'AssetRetired',
])

/** One row a unit, and another each time it was sold again; in the order in which they were registered. */
export const unitFacts = (): Fold<UnitFact> => {
  const assets = new Map<string, Asset>()
  const interned = interning()
  const assetOf = (assetId: string): Asset => {
    const known = assets.get(assetId)
    if (known !== undefined) return known
    const asset: Asset = { times: none(), services: none(), retirements: none() }
    assets.set(assetId, asset)
    return asset
  }
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      const asset = assetOf(event.data.assetId)
      switch (event.type) {
        case 'AssetRegistered':
          asset.times = appended(asset.times, inUseFrom(event.data, momentAt(event.data.registeredAt, eventId)))
          return
        case 'AssetResold':
          asset.times = appended(asset.times, inUseFrom(event.data, momentAt(event.data.resoldAt, eventId)))
          return
        case 'AssetTracedToPurchase':
        case 'AssetTransferred': {
          const last = asset.times[asset.times.length - 1]
          if (last === undefined) return
          if (event.type === 'AssetTracedToPurchase') {
            last.purchaseId = event.data.purchase.purchaseId
            last.customerId = event.data.owner.customerId
          } else last.customerId = event.data.to.customerId
          return
        }
        case 'AssetServiced': {
          const { serviceId, kind, failureMode, performedAt } = event.data
          asset.services = appended<UnitService>(asset.services, {
            ...momentAt(performedAt, eventId),
            serviceId,
            kind,
            ...(failureMode !== undefined && { failureMode: interned(failureMode) }),
          })
          return
        }
        case 'AssetRetired':
          asset.retirements = appended(asset.retirements, momentAt(event.data.retiredAt, eventId))
          return
      }
    },
    facts: () =>
      inTime(
        [...assets].flatMap(([assetId, asset]) => rowsOf(assetId, asset)),
        ({ registered }) => registered.at,
        ({ assetId }) => assetId,
      ),
  }
}

/** All that was told of one asset, in the order in which it was heard of. */
interface Asset {
  times: ReadonlyArray<TimeInUse>
  services: ReadonlyArray<UnitService>
  retirements: ReadonlyArray<Moment>
}

/** Once with an owner or several, until it is retired. */
interface TimeInUse {
  readonly from: Moment
  readonly sku: string
  purchaseId: string | undefined
  customerId: string | undefined
}

const inUseFrom = ({ sku, purchase, owner }: (AssetRegistered | AssetResold)['data'], from: Moment): TimeInUse => ({
  from,
  sku,
  purchaseId: purchase?.purchaseId,
  customerId: owner.customerId,
})

/** What was done, and the end, belong to the time in use that had begun last by then; to the first what is told from before. */
const rowsOf = (assetId: string, { times, services, retirements }: Asset): ReadonlyArray<UnitFact> => {
  // Of the same time as they were heard of, as all are of one stream.
  const byTime = [...services].sort((left, right) => left.at - right.at)
  if (times.length === 0) return incomplete(assetId, byTime, retirements)
  const inOrder = [...times].sort((left, right) => left.from.at - right.from.at)
  return inOrder.map(({ from, sku, purchaseId, customerId }, index): UnitFact => {
    const next = inOrder[index + 1]?.from.at ?? Number.POSITIVE_INFINITY
    const isOfIt = ({ at }: Moment): boolean => at < next && (index === 0 || at >= from.at)
    const retired = retirements.find((moment) => isOfIt(moment) && moment.at >= from.at)
    return {
      assetId,
      registered: from,
      services: byTime.filter(isOfIt),
      retired,
      circumstances: { assetId, sku, purchaseId, customerId, toldBy: { opening: from.eventId } },
    }
  })
}

const incomplete = (
  assetId: string,
  services: ReadonlyArray<UnitService>,
  [retired]: ReadonlyArray<Moment>,
): ReadonlyArray<UnitFact> => {
  const heardOf = services[0] ?? retired
  if (heardOf === undefined) return []
  const { at, eventId } = heardOf
  return [
    {
      assetId,
      registered: { at, eventId },
      services,
      retired,
      circumstances: { assetId, toldBy: { opening: eventId } },
      exclusion: 'incomplete',
    },
  ]
}
