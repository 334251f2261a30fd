import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import type { WarrantyExtended } from '../events/layers.js'
import type { KnownAnchor } from './anchor.js'
import type { LayerTerm } from './layer-term.js'

/** One layer: its terms, from when until when it covers once that is known, and whether that is over. */
export interface Layer {
  readonly layerId: NonEmptyText
  readonly terms: WarrantyLayerTerms
  /** Absent while it waits for what it is counted from. */
  readonly term?: LayerTerm
  /** Its end was recorded; a later end lets it cover again. */
  readonly expired: boolean
  /** It did not go along to another owner. */
  readonly lapsed: boolean
  /** Of one that was added and starts by a service: when that was completed. */
  readonly servicedAt?: Instant
}

/** What layers are counted from, as it stands: the best proof in the customer's favour. */
export interface Anchored {
  readonly anchor: KnownAnchor
  readonly anchoredAt: Instant
  readonly evidenceId?: NonEmptyText
}

export interface Extension {
  readonly extended: WarrantyExtended['data']
  readonly reversed: boolean
}
