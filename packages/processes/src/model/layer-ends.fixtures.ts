import type { Instant } from '@aftersale/messages'
import { kept, type Story } from './story.fixtures.js'

// The ends of layers, as they were told last: each comes, unless the layer stands still, counts no more, or is over.

interface Layers {
  /** By layer, when it was told last that it ends; those whose end was recorded are gone. */
  readonly ends: Map<string, Instant>
  /** By rest, which layers it lets stand still. */
  readonly rests: Map<string, ReadonlyArray<string>>
  readonly void: Map<string, ReadonlyArray<string>>
  readonly lapsed: Set<string>
  /** While anybody has the product for a repair, layers stand still that start meanwhile, too. */
  readonly custodies: Set<string>
  isOver: boolean
}

interface LayerEnd {
  readonly layerId: string
  readonly endsAtExclusive: Instant
}

/** A layer that was over by now, and nobody recorded it. */
export const layerWaiting = (story: Story, now: Instant): string | undefined => {
  for (const [id, { ends, rests, void: voids, lapsed, custodies, isOver }] of layersIn(story)) {
    if (isOver || custodies.size > 0) continue
    const counted = new Set([...lapsed, ...[...rests.values(), ...voids.values()].flat()])
    for (const [layerId, at] of ends) {
      if (at <= now && !counted.has(layerId)) {
        return `warranty ${id}: the end of layer ${layerId} was due at ${at}, and was never fired`
      }
    }
  }
  return undefined
}

const layersIn = (story: Story): ReadonlyMap<string, Layers> => {
  const warranties = new Map<string, Layers>()
  for (const { event, id, category } of story) {
    if (category !== 'warranty') continue
    const layers = kept(warranties, id, none)
    if ('terms' in event.data && Array.isArray(event.data.terms)) {
      for (const { layerId, endsAtExclusive } of event.data.terms as ReadonlyArray<LayerEnd>) {
        layers.ends.set(layerId, endsAtExclusive)
      }
    }
    switch (event.type) {
      case 'WarrantyLayerExpired':
        layers.ends.delete(event.data.layerId)
        break
      case 'ProductTakenIntoCustody':
        layers.custodies.add(event.data.custodyId)
        break
      case 'ProductHandedBack':
        layers.custodies.delete(event.data.custodyId)
        break
      case 'WarrantySuspended':
        layers.rests.set(event.data.suspensionId, event.data.layerIds)
        break
      case 'WarrantyResumed':
        layers.rests.delete(event.data.suspensionId)
        break
      case 'WarrantyVoided':
        layers.void.set(event.data.voidId, event.data.layerIds)
        break
      case 'WarrantyVoidLifted':
        layers.void.delete(event.data.voidId)
        break
      case 'WarrantyTransferred':
        for (const layerId of event.data.lapsedLayerIds) layers.lapsed.add(layerId)
        break
      case 'WarrantySuperseded':
      case 'WarrantyCancelled':
        layers.isOver = true
        break
      default:
        break
    }
  }
  return warranties
}

const none = (): Layers => ({
  ends: new Map(),
  rests: new Map(),
  void: new Map(),
  lapsed: new Set(),
  custodies: new Set(),
  isOver: false,
})
