import { NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Period, PeriodRule } from '../../calendar/period.js'
import { Zone } from '../../calendar/zone.js'
import { Amount } from '../../money/money.js'
import { ProofKind, Remedy } from '../return-policy/return-vocabulary.js'

/** Whose promise it is: the law's on the seller, a maker's of its own will, what was bought on top, a repairer's. */
export const WarrantyLayerKind = t.keyof(
  { statutory: null, commercial: null, extension: null, 'service-plan': null, 'repair-warranty': null },
  'WarrantyLayerKind',
)
export type WarrantyLayerKind = t.TypeOf<typeof WarrantyLayerKind>

/** Who has to make good. `contact` names an entry of a directory, never a person. */
export const Obligor = record(
  {
    party: t.keyof({ seller: null, manufacturer: null, insurer: null, repairer: null }),
    contact: optional(NonEmptyText),
  },
  'Obligor',
)
export type Obligor = t.TypeOf<typeof Obligor>

/** From when a layer is counted. `end-of-layer`: where the layer that it extends ends, whenever that is. */
export const WarrantyAnchor = t.keyof(
  {
    delivery: null,
    installation: null,
    purchase: null,
    registration: null,
    'service-completed': null,
    'end-of-layer': null,
  },
  'WarrantyAnchor',
)
export type WarrantyAnchor = t.TypeOf<typeof WarrantyAnchor>

/** What a layer asks of whoever claims on it; like a return's, binding only if it was shown before purchase. */
export const WarrantyCondition = t.keyof(
  {
    receipt: null,
    registration: null,
    label: null,
    'authorised-use': null,
    'regular-maintenance': null,
    'authorised-parts': null,
    'authorised-service': null,
  },
  'WarrantyCondition',
)
export type WarrantyCondition = t.TypeOf<typeof WarrantyCondition>

/** One promise of several that one product carries at once, with its own period and its own rules. */
export const WarrantyLayerTerms = record(
  {
    layerId: NonEmptyText,
    kind: WarrantyLayerKind,
    obligor: Obligor,
    startAnchor: WarrantyAnchor,
    /** Of `end-of-layer`: which. */
    extendsLayerId: optional(NonEmptyText),
    period: Period,
    countingRule: PeriodRule,
    zone: Zone,
    calendarRef: optional(PolicyRef),
    /** Parts and failure modes; absent: everything that isn't excluded. */
    covered: optional(t.readonlyArray(NonEmptyText)),
    excluded: t.readonlyArray(NonEmptyText),
    conditions: t.readonlyArray(WarrantyCondition),
    /** What proves the purchase, of `receipt`; absent: anything. */
    proofs: optional(t.readonlyArray(ProofKind)),
    /** In the order in which they are offered. */
    remedies: t.readonlyArray(Remedy),
    /** After so many repairs of the same defect that failed, the customer may ask for a replacement or the price. */
    maxRepairAttempts: optional(PositiveInteger),
    maxClaims: optional(PositiveInteger),
    /** All that claims may cost together, in the currencies it is given in. */
    claimLimits: optional(t.readonlyArray(Amount)),
    /** For each claim, in the currencies it is given in. */
    serviceFees: optional(t.readonlyArray(Amount)),
    /** ISO 3166; absent: everywhere. */
    territory: optional(t.readonlyArray(NonEmptyText)),
    transferable: t.boolean,
    /** Whether it stands still while the product is in custody for a repair. */
    custodySuspends: t.boolean,
    /** What its heading calls it, where the law wants it called so. */
    title: optional(t.keyof({ full: null, limited: null })),
  },
  'WarrantyLayerTerms',
)
export type WarrantyLayerTerms = t.TypeOf<typeof WarrantyLayerTerms>

/** What a product is warranted for, layer by layer, at one version. */
export const WarrantyTerms = record(
  { policyId: NonEmptyText, version: PositiveInteger, layers: t.readonlyArray(WarrantyLayerTerms) },
  'WarrantyTerms',
)
export type WarrantyTerms = t.TypeOf<typeof WarrantyTerms>

export const warrantyTermsRefOf = ({ policyId, version }: WarrantyTerms): PolicyRef => ({ policyId, version })
