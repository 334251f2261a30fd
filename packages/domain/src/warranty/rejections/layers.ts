import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { LocalDate } from '../../calendar/local-date.js'
import type { Period } from '../../calendar/period.js'
import type { KnownAnchor } from '../layers/anchor.js'

export type LayerRejection =
  | { readonly reason: 'AnchorBeforePurchase'; readonly anchor: KnownAnchor; readonly purchasedAt: Instant }
  | { readonly reason: 'NotThePurchase'; readonly purchasedAt: Instant }
  | { readonly reason: 'LayerUnknown'; readonly layerId: NonEmptyText }
  | { readonly reason: 'LayerIdReused'; readonly layerId: NonEmptyText }
  | { readonly reason: 'LayerMakesNoSense'; readonly faults: ReadonlyArray<string> }
  | { readonly reason: 'LayerOver'; readonly layerId: NonEmptyText; readonly lastOn: LocalDate }
  | { readonly reason: 'LayerCountsNoMore'; readonly layerId: NonEmptyText; readonly because: 'voided' | 'lapsed' }
  | { readonly reason: 'ExtensionIdReused'; readonly extensionId: NonEmptyText }
  | { readonly reason: 'ExtensionUnknown'; readonly extensionId: NonEmptyText }
  | { readonly reason: 'ExtensionOwedByLaw'; readonly extensionId: NonEmptyText }
  | { readonly reason: 'NoExtensionByLaw'; readonly layerId: NonEmptyText }
  | { readonly reason: 'NotTheExtensionByLaw'; readonly expected: Period }

export const layerRejections: Readonly<Record<LayerRejection['reason'], string>> = {
  AnchorBeforePurchase: 'The unit was bought only later: no layer can be counted from before.',
  NotThePurchase: 'The unit was bought on another day; an extension needs no other.',
  LayerUnknown: 'The warranty has no such layer.',
  LayerIdReused: 'Another layer has that id.',
  LayerMakesNoSense: 'Beside the other layers its terms contradict themselves; the faults say where.',
  LayerOver: 'The layer is over: what is bought now cannot make it longer.',
  LayerCountsNoMore: 'The layer was voided, or did not go along to another owner.',
  ExtensionIdReused: 'Another extension has that id.',
  ExtensionUnknown: 'The warranty has no such extension.',
  ExtensionOwedByLaw: 'The law gives the extension: nobody can take it back.',
  NoExtensionByLaw: 'The law of the contract does not make that layer longer after a repair.',
  NotTheExtensionByLaw: 'The law makes the layer longer by another period after a repair.',
}
