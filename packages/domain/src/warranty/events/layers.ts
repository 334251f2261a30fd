import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Period } from '../../calendar/period.js'
import { RuleTrace } from '../../policy/rule-trace.js'
import { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import { ClaimId } from '../claim-id.js'
import { KnownAnchor } from '../layers/anchor.js'
import { ExtensionCause } from '../layers/extension-cause.js'
import { DayEnd, LayerTerm } from '../layers/layer-term.js'
import { WarrantyId } from '../warranty-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `terms` are those of layers whose first or last day is another since, and no others.

export const WarrantyStarted = message(
  'WarrantyStarted',
  {
    warrantyId: WarrantyId,
    anchor: t.union([KnownAnchor, t.literal('replacement')]),
    evidenceId: optional(NonEmptyText),
    terms: t.readonlyArray(LayerTerm),
    /** The short right to reject, where it starts by it. */
    rejectableUntil: optional(DayEnd),
    trace: RuleTrace,
    anchoredAt: Instant,
  },
  { description: 'What layers are counted from is known: they cover from a day on, until another.' },
)

export const WarrantyRestated = message(
  'WarrantyRestated',
  {
    warrantyId: WarrantyId,
    anchor: KnownAnchor,
    evidenceId: optional(NonEmptyText),
    terms: t.readonlyArray(LayerTerm),
    rejectableUntil: optional(DayEnd),
    trace: RuleTrace,
    anchoredAt: Instant,
  },
  { description: 'A better proof of what layers are counted from lets them end later.' },
)

export const AnchorProofSetAside = message(
  'AnchorProofSetAside',
  {
    warrantyId: WarrantyId,
    anchor: KnownAnchor,
    evidenceId: optional(NonEmptyText),
    trace: RuleTrace,
    anchoredAt: Instant,
  },
  { description: 'A proof by which layers would end earlier: they end as the customer was told.' },
)

export const WarrantyLayerAdded = message('WarrantyLayerAdded', {
  warrantyId: WarrantyId,
  layer: WarrantyLayerTerms,
  /** Of what a repairer answers for: the claim it was repaired for. */
  claimId: optional(ClaimId),
  terms: t.readonlyArray(LayerTerm),
  addedAt: Instant,
})

export const WarrantyExtended = message('WarrantyExtended', {
  warrantyId: WarrantyId,
  extensionId: NonEmptyText,
  layerId: NonEmptyText,
  by: Period,
  cause: ExtensionCause,
  claimId: optional(ClaimId),
  /** The last day of that layer since; absent while it waits for what it is counted from. */
  newEndOn: optional(LocalDate),
  terms: t.readonlyArray(LayerTerm),
  trace: RuleTrace,
  extendedAt: Instant,
})

export const ExtensionReversed = message('ExtensionReversed', {
  warrantyId: WarrantyId,
  extensionId: NonEmptyText,
  layerId: NonEmptyText,
  because: NonEmptyText,
  newEndOn: optional(LocalDate),
  terms: t.readonlyArray(LayerTerm),
  reversedAt: Instant,
})

export const WarrantyLayerExpired = message('WarrantyLayerExpired', {
  warrantyId: WarrantyId,
  layerId: NonEmptyText,
  lastOn: LocalDate,
  expiredAt: Instant,
})

export const WarrantyExpired = message(
  'WarrantyExpired',
  { warrantyId: WarrantyId, expiredAt: Instant },
  { description: 'The last of the layers is over, and none waits to start.' },
)

export const layerEvents = [
  WarrantyStarted,
  WarrantyRestated,
  AnchorProofSetAside,
  WarrantyLayerAdded,
  WarrantyExtended,
  ExtensionReversed,
  WarrantyLayerExpired,
  WarrantyExpired,
] as const

export type WarrantyStarted = t.TypeOf<typeof WarrantyStarted>
export type WarrantyRestated = t.TypeOf<typeof WarrantyRestated>
export type AnchorProofSetAside = t.TypeOf<typeof AnchorProofSetAside>
export type WarrantyLayerAdded = t.TypeOf<typeof WarrantyLayerAdded>
export type WarrantyExtended = t.TypeOf<typeof WarrantyExtended>
export type ExtensionReversed = t.TypeOf<typeof ExtensionReversed>
export type WarrantyLayerExpired = t.TypeOf<typeof WarrantyLayerExpired>
export type WarrantyExpired = t.TypeOf<typeof WarrantyExpired>
export type LayerEvent =
  | WarrantyStarted
  | WarrantyRestated
  | AnchorProofSetAside
  | WarrantyLayerAdded
  | WarrantyExtended
  | ExtensionReversed
  | WarrantyLayerExpired
  | WarrantyExpired
