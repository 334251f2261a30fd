import { Instant, message, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { ClaimId } from '../claim-id.js'
import { CustodyPurpose } from '../custody/custody-purpose.js'
import { DayEnd, LayerTerm } from '../layers/layer-term.js'
import { WarrantyId } from '../warranty-id.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code of the desk's own list, never free text: it is kept in clear.

export const ProductTakenIntoCustody = message('ProductTakenIntoCustody', {
  warrantyId: WarrantyId,
  custodyId: NonEmptyText,
  claimId: optional(ClaimId),
  purpose: CustodyPurpose,
  /** When the customer asked, where that was before. */
  request: optional(record({ requestedAt: Instant })),
  /** The layers that stand still from now on. */
  restingLayerIds: t.readonlyArray(NonEmptyText),
  takenAt: Instant,
})

export const ProductHandedBack = message(
  'ProductHandedBack',
  {
    warrantyId: WarrantyId,
    custodyId: NonEmptyText,
    claimId: optional(ClaimId),
    /** Of layers that stood still and end later by it. */
    terms: t.readonlyArray(LayerTerm),
    rejectableUntil: optional(DayEnd),
    handedBackAt: Instant,
  },
  { description: 'The customer has the product again; what stood still runs on.' },
)

export const WarrantySuspended = message('WarrantySuspended', {
  warrantyId: WarrantyId,
  suspensionId: NonEmptyText,
  layerIds: t.readonlyArray(NonEmptyText),
  because: NonEmptyText,
  suspendedAt: Instant,
})

export const WarrantyResumed = message('WarrantyResumed', {
  warrantyId: WarrantyId,
  suspensionId: NonEmptyText,
  terms: t.readonlyArray(LayerTerm),
  resumedAt: Instant,
})

export const custodyEvents = [ProductTakenIntoCustody, ProductHandedBack, WarrantySuspended, WarrantyResumed] as const

export type ProductTakenIntoCustody = t.TypeOf<typeof ProductTakenIntoCustody>
export type ProductHandedBack = t.TypeOf<typeof ProductHandedBack>
export type WarrantySuspended = t.TypeOf<typeof WarrantySuspended>
export type WarrantyResumed = t.TypeOf<typeof WarrantyResumed>
export type CustodyEvent = ProductTakenIntoCustody | ProductHandedBack | WarrantySuspended | WarrantyResumed
