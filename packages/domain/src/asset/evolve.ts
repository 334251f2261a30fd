import type { AssetRegistered, AssetResold } from './events/ownership.js'
import type { AssetEvent } from './events.js'
import { evolveFaults } from './faults/evolve-faults.js'
import { evolveMaintenance } from './maintenance/evolve-maintenance.js'
import { withReading } from './meters/used-units.js'
import type { Asset, AssetState, SaleOfAsset } from './state.js'

export const evolve = (state: AssetState, event: AssetEvent): AssetState => {
  if (event.type === 'AssetRegistered') return sold(state, saleOf(event.data, event.data.registeredAt), event.data)
  if (event.type === 'AssetResold') return sold(state, saleOf(event.data, event.data.resoldAt), event.data)
  if (state.status === 'not-registered') return state
  const asset = evolveAsset(state.asset, event)
  return event.type === 'AssetRetired' ? { status: 'retired', asset, retired: event.data } : { ...state, asset }
}

const saleOf = (
  { owner, purchase, marketCode }: AssetRegistered['data'] | AssetResold['data'],
  soldAt: SaleOfAsset['soldAt'],
): SaleOfAsset => ({
  owner,
  boughtBy: owner,
  ...(purchase === undefined ? {} : { purchase }),
  ...(marketCode === undefined ? {} : { marketCode }),
  soldAt,
})

const sold = (
  state: AssetState,
  sale: SaleOfAsset,
  { assetId, sku, serial }: AssetRegistered['data'] | AssetResold['data'],
): AssetState =>
  state.status === 'not-registered'
    ? {
        status: 'in-service',
        asset: {
          assetId,
          sku,
          ...(serial === undefined ? {} : { serial }),
          sales: [sale],
          transfers: [],
          covers: [],
          replacements: [],
          retirements: [],
          installations: [],
          moves: [],
          services: [],
          meters: new Map(),
          faults: new Map(),
          schedules: [],
        },
      }
    : { status: 'in-service', asset: { ...state.asset, sales: [...state.asset.sales, sale] } }

const evolveAsset = (
  asset: Asset,
  event: Exclude<AssetEvent, { readonly type: 'AssetRegistered' | 'AssetResold' }>,
): Asset => {
  switch (event.type) {
    case 'AssetTracedToPurchase': {
      const { owner, boughtBy, purchase } = event.data
      return { ...asset, sales: withLastSale(asset.sales, { owner, boughtBy, purchase }) }
    }
    case 'AssetTransferred':
      return { ...asset, transfers: [...asset.transfers, event.data] }
    case 'AssetCovered': {
      const { warrantyId, coveredAt } = event.data
      return { ...asset, covers: [...asset.covers, { warrantyId, coveredAt }] }
    }
    case 'AssetUncovered': {
      const { warrantyId, uncoveredAt } = event.data
      return {
        ...asset,
        covers: asset.covers.map((one) =>
          one.warrantyId === warrantyId && one.uncoveredAt === undefined ? { ...one, uncoveredAt } : one,
        ),
      }
    }
    case 'AssetReplaced':
      return { ...asset, replacements: [...asset.replacements, event.data] }
    case 'AssetRetired':
      return { ...asset, retirements: [...asset.retirements, event.data] }
    case 'AssetInstalled':
      return { ...asset, installations: [...asset.installations, event.data] }
    case 'AssetMoved':
      return { ...asset, moves: [...asset.moves, event.data] }
    case 'AssetServiced':
      return { ...asset, services: [...asset.services, event.data] }
    case 'MeterRead': {
      const { meter } = event.data
      const readings = withReading(asset.meters.get(meter) ?? [], event.data)
      return { ...asset, meters: new Map([...asset.meters, [meter, readings]]) }
    }
    case 'FaultReadingRecorded':
    case 'AssetFaultRaised':
    case 'AssetFaultRecovered':
    case 'AssetFaultClosed':
      return { ...asset, faults: evolveFaults(asset.faults, event) }
    case 'MaintenanceScheduleSetUp':
    case 'MaintenanceCalendarChanged':
    case 'MaintenanceFellDue':
    case 'MaintenanceBooked':
    case 'MaintenanceReopened':
    case 'MaintenancePerformed':
    case 'MaintenanceSkipped':
    case 'MaintenanceScheduleEnded':
      return { ...asset, schedules: evolveMaintenance(asset.schedules, event) }
  }
}

const withLastSale = (
  [first, ...others]: Asset['sales'],
  told: Pick<SaleOfAsset, 'owner' | 'boughtBy' | 'purchase'>,
): Asset['sales'] => {
  const last = others.at(-1)
  return last === undefined ? [{ ...first, ...told }] : [first, ...others.slice(0, -1), { ...last, ...told }]
}
