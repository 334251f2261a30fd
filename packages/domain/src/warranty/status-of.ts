import { type LayerStatus, layerStatusOf } from './layers/layer-status.js'
import type { RegisteredWarranty, Warranty, WarrantyStatus } from './state.js'

/** As the best of its layers, unless it ended altogether. */
export const statusOf = (warranty: Warranty): WarrantyStatus => {
  const { superseded, cancelled } = warranty.ending
  if (superseded !== undefined) return 'superseded'
  if (cancelled !== undefined) return 'cancelled'
  const statuses = warranty.layers.map((layer) => layerStatusOf(layer, warranty))
  const best = BEST_FIRST.find(([status]) => statuses.includes(status))
  return best === undefined ? 'voided' : best[1]
}

const BEST_FIRST: ReadonlyArray<readonly [LayerStatus, WarrantyStatus]> = [
  ['active', 'active'],
  ['suspended', 'suspended'],
  ['pending', 'pending'],
  ['expired', 'expired'],
  ['lapsed', 'expired'],
]

export const standing = (warranty: Warranty): RegisteredWarranty => ({ status: statusOf(warranty), warranty })
