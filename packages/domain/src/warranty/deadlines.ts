import type { Deadline } from '@aftersale/decider'
import type { WarrantyCommand } from './commands.js'
import { layerStatusOf } from './layers/layer-status.js'
import type { WarrantyState } from './state.js'

/** The end of each layer whose days are known, soonest first. What rests or counts no more has none. */
export const deadlines = (state: WarrantyState): ReadonlyArray<Deadline<WarrantyCommand>> => {
  if (state.status === 'not-registered') return []
  const { warranty } = state
  const { warrantyId } = warranty.registered
  if (warranty.ending.superseded !== undefined || warranty.ending.cancelled !== undefined) return []
  return warranty.layers
    .flatMap((layer): ReadonlyArray<Deadline<WarrantyCommand>> => {
      if (layer.term === undefined || layerStatusOf(layer, warranty) !== 'active') return []
      const { layerId, endsAtExclusive: dueAt } = layer.term
      return [{ dueAt, command: { type: 'ExpireWarranty', data: { warrantyId, layerId, dueAt } } }]
    })
    .sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))
}
