import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import type * as t from 'io-ts'
import { Period } from '../../calendar/period.js'
import { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import { ClaimId } from '../claim-id.js'
import { KnownAnchor } from '../layers/anchor.js'
import { ExtensionCause } from '../layers/extension-cause.js'
import { WarrantyId } from '../warranty-id.js'

/** What layers are counted from is known now, or better known: `anchoredAt` is when it was, `evidenceId` what shows it. */
export const StartWarranty = message('StartWarranty', {
  warrantyId: WarrantyId,
  anchor: KnownAnchor,
  anchoredAt: Instant,
  evidenceId: optional(NonEmptyText),
})

/** A layer is added to those of the terms: an extension that was bought, or what a repairer answers for. */
export const AddWarrantyLayer = message('AddWarrantyLayer', {
  warrantyId: WarrantyId,
  layer: WarrantyLayerTerms,
  /** Where it starts by a service that was completed, it starts on this day. */
  addedAt: Instant,
})

/** Makes a layer longer, from its end. What a law gives after a repair is given once. */
export const ExtendWarranty = message('ExtendWarranty', {
  warrantyId: WarrantyId,
  extensionId: NonEmptyText,
  layerId: NonEmptyText,
  by: Period,
  cause: ExtensionCause,
  /** Of `repair-remedy`: for which claim. */
  claimId: optional(ClaimId),
  extendedAt: Instant,
})

/** Takes back exactly that extension, as when it is refunded. `because` is a code. */
export const ReverseExtension = message('ReverseExtension', {
  warrantyId: WarrantyId,
  extensionId: NonEmptyText,
  because: NonEmptyText,
  reversedAt: Instant,
})

/** Issued by the passing of time; does nothing where the layer lasts longer by now. */
export const ExpireWarranty = message('ExpireWarranty', {
  warrantyId: WarrantyId,
  layerId: NonEmptyText,
  dueAt: Instant,
})

export const layerCommands = [
  StartWarranty,
  AddWarrantyLayer,
  ExtendWarranty,
  ReverseExtension,
  ExpireWarranty,
] as const

export type StartWarranty = t.TypeOf<typeof StartWarranty>
export type AddWarrantyLayer = t.TypeOf<typeof AddWarrantyLayer>
export type ExtendWarranty = t.TypeOf<typeof ExtendWarranty>
export type ReverseExtension = t.TypeOf<typeof ReverseExtension>
export type ExpireWarranty = t.TypeOf<typeof ExpireWarranty>
export type LayerCommand = StartWarranty | AddWarrantyLayer | ExtendWarranty | ReverseExtension | ExpireWarranty
