import type { WarrantyEvent } from '@aftersale/domain/events'
import { eventsCalled } from './events-called.js'

const concerns = eventsCalled([
  'WarrantyRegistered',
  'WarrantyLayerAdded',
  'WarrantyStarted',
  'WarrantyRestated',
  'WarrantyExtended',
  'ExtensionReversed',
  'WarrantyLayerExpired',
  'ProductTakenIntoCustody',
  'ProductHandedBack',
  'WarrantySuspended',
  'WarrantyResumed',
  'WarrantyVoided',
  'WarrantyVoidContested',
  'WarrantyVoidUpheld',
  'WarrantyVoidLifted',
  'WarrantySuperseded',
  'WarrantyCancelled',
  'WarrantyTransferred',
])

type WithTerms = Extract<WarrantyEvent, { readonly data: { readonly terms: unknown } }>

/** What layers there are, from when until when each covers, and what can't have happened to them. */
export const layerBook = (): ((event: WarrantyEvent) => ReadonlyArray<string>) => {
  let times = 0
  const layers = new Set<string>()
  const ends = new Map<string, string>()
  const extensions = new Map<string, { isReversed: boolean; readonly isByLaw: boolean }>()
  const custodies = new Set<string>()
  const suspensions = new Set<string>()
  const voids = new Set<string>()
  let endedBy: string | undefined

  const unknownLayers = (layerIds: ReadonlyArray<string>): ReadonlyArray<string> =>
    layerIds.flatMap((layerId) => (layers.has(layerId) ? [] : [`layer ${layerId} is none of the warranty's`]))

  /** Only what was bought and is given back lets a layer end earlier than the customer was told. */
  const newTerms = ({ data: { terms } }: WithTerms, mayEndEarlier = false): ReadonlyArray<string> => {
    const faults: Array<string> = [...unknownLayers(terms.map(({ layerId }) => layerId))]
    for (const { layerId, startsOn, lastOn } of terms) {
      const before = ends.get(layerId)
      if (lastOn < startsOn) faults.push(`layer ${layerId} ends on ${lastOn}, before it starts on ${startsOn}`)
      if (before !== undefined && lastOn < before && !mayEndEarlier) {
        faults.push(`layer ${layerId} ends on ${lastOn}, where the customer was told ${before}`)
      }
      ends.set(layerId, lastOn)
    }
    return faults
  }

  return (event) => {
    if (!concerns(event)) return []
    switch (event.type) {
      case 'WarrantyRegistered':
        times += 1
        for (const { layerId } of event.data.layers) layers.add(layerId)
        return times > 1 ? ['it was registered before'] : []
      case 'WarrantyLayerAdded': {
        const { layerId } = event.data.layer
        const isNew = !layers.has(layerId)
        layers.add(layerId)
        return [...(isNew ? [] : [`layer ${layerId} was there before`]), ...newTerms(event)]
      }
      case 'WarrantyStarted':
      case 'WarrantyRestated':
        return newTerms(event)
      case 'WarrantyExtended': {
        const { extensionId, layerId, cause } = event.data
        const isByLaw = cause === 'repair-remedy'
        const isGivenBefore = isByLaw && [...extensions.values()].some((other) => other.isByLaw && !other.isReversed)
        const isNew = !extensions.has(extensionId)
        extensions.set(extensionId, { isReversed: false, isByLaw })
        return [
          ...unknownLayers([layerId]),
          ...(isNew ? [] : [`extension ${extensionId} was given before`]),
          ...(isGivenBefore ? ['what the law adds once after a repair was added before'] : []),
          ...newTerms(event),
        ]
      }
      case 'ExtensionReversed': {
        const { extensionId } = event.data
        const given = extensions.get(extensionId)
        const isThere = given !== undefined && !given.isReversed
        if (given !== undefined) given.isReversed = true
        return [...(isThere ? [] : [`extension ${extensionId} does not stand`]), ...newTerms(event, true)]
      }
      case 'WarrantyLayerExpired': {
        const { layerId, lastOn } = event.data
        const known = ends.get(layerId)
        return [
          ...unknownLayers([layerId]),
          ...(known === undefined || known === lastOn ? [] : [`layer ${layerId} ends on ${known}, not on ${lastOn}`]),
        ]
      }
      case 'ProductTakenIntoCustody':
        custodies.add(event.data.custodyId)
        return unknownLayers(event.data.restingLayerIds)
      case 'ProductHandedBack': {
        const { custodyId } = event.data
        return [...(custodies.has(custodyId) ? [] : [`custody ${custodyId} never began`]), ...newTerms(event)]
      }
      case 'WarrantySuspended':
        suspensions.add(event.data.suspensionId)
        return unknownLayers(event.data.layerIds)
      case 'WarrantyResumed': {
        const { suspensionId } = event.data
        return [
          ...(suspensions.has(suspensionId) ? [] : [`suspension ${suspensionId} never began`]),
          ...newTerms(event),
        ]
      }
      case 'WarrantyVoided':
        voids.add(event.data.voidId)
        return [
          ...unknownLayers(event.data.layerIds),
          ...(event.data.grounds.length === 0 ? ['it names no ground'] : []),
        ]
      case 'WarrantyVoidContested':
      case 'WarrantyVoidUpheld':
      case 'WarrantyVoidLifted':
        return voids.has(event.data.voidId) ? [] : [`void ${event.data.voidId} never was`]
      case 'WarrantySuperseded':
      case 'WarrantyCancelled': {
        const before = endedBy
        endedBy = event.type
        return before === undefined ? [] : [`it comes after ${before}`]
      }
      case 'WarrantyTransferred':
        return unknownLayers(event.data.lapsedLayerIds)
    }
  }
}
