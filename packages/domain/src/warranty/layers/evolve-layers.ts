import type { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import type { LayerEvent } from '../events/layers.js'
import type { WarrantyRegistered } from '../events/registration.js'
import type { Warranty } from '../state.js'
import type { Carried } from './carried.js'
import type { LayerTerm } from './layer-term.js'
import type { Anchored, Extension, Layer } from './layers.js'

/** The layers of the terms and those that were carried over. What was over by then only lets others follow its end. */
export const registeredLayers = ({ layers, carried }: WarrantyRegistered['data']): ReadonlyArray<Layer> => [
  ...layers.map((terms) => registeredLayer(terms, carried)),
  ...(carried?.added ?? []).map(({ layer, servicedAt }) => ({
    ...registeredLayer(layer, carried),
    ...(servicedAt === undefined ? {} : { servicedAt }),
  })),
]

const registeredLayer = (terms: WarrantyLayerTerms, carried: Carried | undefined): Layer => ({
  layerId: terms.layerId,
  terms,
  expired: false,
  lapsed: carried?.overLayerIds.includes(terms.layerId) === true,
})

export const registeredAnchors = ({ carried }: WarrantyRegistered['data']): ReadonlyArray<Anchored> =>
  (carried?.anchored ?? []).map(anchoredBy)

export const registeredExtensions = ({ warrantyId, carried }: WarrantyRegistered['data']): ReadonlyArray<Extension> =>
  carried === undefined
    ? []
    : carried.extensions.map((extension) => ({
        extended: { warrantyId, ...extension, terms: [], trace: [], extendedAt: carried.replacedAt },
        reversed: false,
      }))

export const evolveLayers = (warranty: Warranty, event: LayerEvent): Warranty => {
  switch (event.type) {
    case 'WarrantyStarted':
    case 'WarrantyRestated': {
      const { anchor, terms, rejectableUntil } = event.data
      // Heard of again, it is none that nobody knew.
      const proofBefore = warranty.anchored.filter((known) => known.anchor === anchor)
      return {
        ...warranty,
        layers: withTerms(warranty.layers, terms),
        setAside: [...warranty.setAside, ...proofBefore],
        ...(anchor === 'replacement'
          ? {}
          : { anchored: withAnchor(warranty.anchored, anchoredBy({ ...event.data, anchor })) }),
        ...(rejectableUntil === undefined ? {} : { rejectableUntil }),
      }
    }
    case 'AnchorProofSetAside':
      return { ...warranty, setAside: [...warranty.setAside, anchoredBy(event.data)] }
    case 'WarrantyLayerAdded': {
      const { layer: terms, addedAt } = event.data
      const layer: Layer = { layerId: terms.layerId, terms, expired: false, lapsed: false }
      const added = terms.startAnchor === 'service-completed' ? { ...layer, servicedAt: addedAt } : layer
      return { ...warranty, layers: withTerms([...warranty.layers, added], event.data.terms) }
    }
    case 'WarrantyExtended':
      return {
        ...warranty,
        layers: withTerms(warranty.layers, event.data.terms),
        extensions: [...warranty.extensions, { extended: event.data, reversed: false }],
      }
    case 'ExtensionReversed': {
      const { extensionId, terms } = event.data
      return {
        ...warranty,
        layers: withTerms(warranty.layers, terms),
        extensions: warranty.extensions.map((extension) =>
          extension.extended.extensionId === extensionId ? { ...extension, reversed: true } : extension,
        ),
      }
    }
    case 'WarrantyLayerExpired': {
      const { layerId } = event.data
      return {
        ...warranty,
        layers: warranty.layers.map((layer) => (layer.layerId === layerId ? { ...layer, expired: true } : layer)),
      }
    }
    case 'WarrantyExpired':
      return warranty
  }
}

/** The layers with these days; one that was over covers again where its end lies later than it did. */
export const withTerms = (layers: ReadonlyArray<Layer>, terms: ReadonlyArray<LayerTerm>): ReadonlyArray<Layer> =>
  layers.map((layer) => {
    const term = terms.find(({ layerId }) => layerId === layer.layerId)
    if (term === undefined) return layer
    const isLater = layer.term === undefined || term.endsAtExclusive > layer.term.endsAtExclusive
    return { ...layer, term, expired: layer.expired && !isLater }
  })

export const withAnchor = (anchored: ReadonlyArray<Anchored>, known: Anchored): ReadonlyArray<Anchored> => [
  ...anchored.filter(({ anchor }) => anchor !== known.anchor),
  known,
]

const anchoredBy = ({ anchor, anchoredAt, evidenceId }: Anchored): Anchored => ({
  anchor,
  anchoredAt,
  ...(evidenceId === undefined ? {} : { evidenceId }),
})
