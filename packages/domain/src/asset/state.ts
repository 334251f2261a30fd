import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { MarketCode } from '../policy/market-code.js'
import type { WarrantyId } from '../warranty/warranty-id.js'
import type { AssetId } from './asset-id.js'
import type { AssetOwner, SoldUnit } from './asset-vocabulary.js'
import type {
  AssetInstalled,
  AssetMoved,
  AssetReplaced,
  AssetRetired,
  AssetServiced,
  AssetTransferred,
  MeterRead,
} from './events.js'
import type { FaultHistory } from './faults/fault-history.js'
import type { MaintenanceSchedule } from './maintenance/maintenance-schedule.js'

/** One time that it was given to an owner. Without a purchase it was not bought here, or nobody knows yet. */
export interface SaleOfAsset {
  readonly owner: AssetOwner
  /** As its purchase or its registration says, whoever had it then. */
  readonly boughtBy: AssetOwner
  readonly purchase?: SoldUnit
  readonly marketCode?: MarketCode
  readonly soldAt: Instant
}

/** A warranty that covers it, or did. */
export interface Cover {
  readonly warrantyId: WarrantyId
  readonly coveredAt: Instant
  readonly uncoveredAt?: Instant
}

/** What `decide` must know of an asset, whatever its status. */
export interface Asset {
  readonly assetId: AssetId
  readonly sku: NonEmptyText
  readonly serial?: NonEmptyText
  /** Oldest first, at least one. */
  readonly sales: readonly [SaleOfAsset, ...ReadonlyArray<SaleOfAsset>]
  /** As they were heard of; see `ownerAt`. */
  readonly transfers: ReadonlyArray<AssetTransferred['data']>
  /** The last one still covers it where it has no end. */
  readonly covers: ReadonlyArray<Cover>
  readonly replacements: ReadonlyArray<AssetReplaced['data']>
  readonly retirements: ReadonlyArray<AssetRetired['data']>
  readonly installations: ReadonlyArray<AssetInstalled['data']>
  readonly moves: ReadonlyArray<AssetMoved['data']>
  readonly services: ReadonlyArray<AssetServiced['data']>
  /** Of each meter, in the order in which they were read. */
  readonly meters: ReadonlyMap<NonEmptyText, ReadonlyArray<MeterRead['data']>>
  /** Of each fault code that was ever reported. */
  readonly faults: ReadonlyMap<NonEmptyText, FaultHistory>
  readonly schedules: ReadonlyArray<MaintenanceSchedule>
}

export type AssetState =
  | { readonly status: 'not-registered' }
  | { readonly status: 'in-service'; readonly asset: Asset }
  | { readonly status: 'retired'; readonly asset: Asset; readonly retired: AssetRetired['data'] }

export const initial: AssetState = { status: 'not-registered' }

export const lastSaleOf = ({ sales }: Asset): SaleOfAsset => sales.at(-1) ?? sales[0]

/** Who had it then: by the last sale or transfer before, in order of time. Nobody known before the first sale. */
export const ownerAt = ({ sales, transfers }: Asset, at: Instant): AssetOwner => {
  const sale = sales.findLast(({ soldAt }) => soldAt <= at)
  if (sale === undefined) return {}
  return transfers
    .filter(({ transferredAt }) => sale.soldAt <= transferredAt && transferredAt <= at)
    .reduce<{ readonly owner: AssetOwner; readonly since: Instant }>(
      (last, { to, transferredAt }) => (transferredAt < last.since ? last : { owner: to, since: transferredAt }),
      { owner: sale.owner, since: sale.soldAt },
    ).owner
}

/** Where it is: by the last installation or move that says so, in order of time. Personal. */
export const placeOf = ({ installations, moves }: Asset): NonEmptyText | undefined =>
  [
    ...installations.flatMap(({ place, installedAt }) => (place === undefined ? [] : [{ place, since: installedAt }])),
    ...moves.map(({ place, movedAt }) => ({ place, since: movedAt })),
  ].reduce<{ readonly place: NonEmptyText; readonly since: Instant } | undefined>(
    (last, one) => (last !== undefined && one.since < last.since ? last : one),
    undefined,
  )?.place

/** The warranty that covers it. */
export const coverOf = ({ covers }: Asset): WarrantyId | undefined =>
  covers.find(({ uncoveredAt }) => uncoveredAt === undefined)?.warrantyId

/** What was done to it, oldest first. */
export const serviceHistoryOf = ({ services }: Asset): ReadonlyArray<AssetServiced['data']> =>
  services.toSorted((one, other) =>
    one.performedAt < other.performedAt ? -1 : one.performedAt > other.performedAt ? 1 : 0,
  )
