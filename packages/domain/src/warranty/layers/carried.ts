import { Instant, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LocalDate } from '../../calendar/local-date.js'
import { Period } from '../../calendar/period.js'
import { Money } from '../../money/money.js'
import { WarrantyLayerTerms } from '../../policy/warranty-terms/warranty-terms.js'
import { ClaimId } from '../claim-id.js'
import { WarrantyId } from '../warranty-id.js'
import { KnownAnchor } from './anchor.js'
import { ExtensionCause } from './extension-cause.js'
import { TermPolicy } from './term-policy.js'

/** 0, 1, 2 … */
const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count')

const Days = { firstOn: LocalDate, lastOn: LocalDate }

/**
 * What the warranty of a unit that was replaced hands on to that of the unit in its place: what its layers were counted
 * from and by, so that they end as they would have. On `fresh` terms only what was bought, and what counts no more.
 */
export const Carried = record(
  {
    warrantyId: WarrantyId,
    termPolicy: TermPolicy,
    anchored: t.readonlyArray(
      record({ anchor: KnownAnchor, anchoredAt: Instant, evidenceId: optional(NonEmptyText) }, 'CarriedAnchor'),
    ),
    /** Layers that had been added to the terms; of one that starts by a service, when that was completed. */
    added: t.readonlyArray(record({ layer: WarrantyLayerTerms, servicedAt: optional(Instant) }, 'CarriedLayer')),
    extensions: t.readonlyArray(
      record(
        {
          extensionId: NonEmptyText,
          layerId: NonEmptyText,
          by: Period,
          cause: ExtensionCause,
          claimId: optional(ClaimId),
        },
        'CarriedExtension',
      ),
    ),
    /** The days on which a layer did not run; without a layer, those on which the short right to reject did not. */
    standstills: t.readonlyArray(record({ layerId: optional(NonEmptyText), ...Days }, 'CarriedStandstill')),
    /** Layers that cover until that day at least. */
    atLeast: t.readonlyArray(record({ layerId: NonEmptyText, lastOn: LocalDate }, 'CarriedLeast')),
    /** Layers that were over, voided or not for this owner: the new unit is covered by none of them. */
    overLayerIds: t.readonlyArray(NonEmptyText),
    /** Claims that count against the limits of layers. */
    claimCount: Count,
    /** Of them, those on each layer, and what they cost whoever answers for it, in each currency. */
    claimed: optional(
      t.readonlyArray(record({ layerId: NonEmptyText, count: Count, spent: t.readonlyArray(Money) }, 'CarriedClaims')),
    ),
    replacedAt: Instant,
  },
  'Carried',
)
export type Carried = t.TypeOf<typeof Carried>
