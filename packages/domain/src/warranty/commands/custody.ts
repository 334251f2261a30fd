import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import * as t from 'io-ts'
import { ClaimId } from '../claim-id.js'
import { CustodyPurpose } from '../custody/custody-purpose.js'
import { WarrantyId } from '../warranty-id.js'

/** Whoever repairs has the product from now on. Layers stand still meanwhile whose terms or law say so. */
export const TakeIntoCustody = message('TakeIntoCustody', {
  warrantyId: WarrantyId,
  custodyId: NonEmptyText,
  claimId: optional(ClaimId),
  purpose: CustodyPurpose,
  /** When the customer asked, and was ready to hand it over: what the law lets stand still does so from then on. */
  requestedAt: optional(Instant),
  takenAt: Instant,
})

export const HandBack = message('HandBack', {
  warrantyId: WarrantyId,
  custodyId: NonEmptyText,
  handedBackAt: Instant,
})

/** Layers rest by agreement: they neither run nor cover. What the law gives never rests. `because` is a code. */
export const SuspendWarranty = message('SuspendWarranty', {
  warrantyId: WarrantyId,
  suspensionId: NonEmptyText,
  /** Absent: every layer that may rest. */
  layerIds: optional(t.readonlyArray(NonEmptyText)),
  because: NonEmptyText,
  suspendedAt: Instant,
})

export const ResumeWarranty = message('ResumeWarranty', {
  warrantyId: WarrantyId,
  suspensionId: NonEmptyText,
  resumedAt: Instant,
})

export const custodyCommands = [TakeIntoCustody, HandBack, SuspendWarranty, ResumeWarranty] as const

export type TakeIntoCustody = t.TypeOf<typeof TakeIntoCustody>
export type HandBack = t.TypeOf<typeof HandBack>
export type SuspendWarranty = t.TypeOf<typeof SuspendWarranty>
export type ResumeWarranty = t.TypeOf<typeof ResumeWarranty>
export type CustodyCommand = TakeIntoCustody | HandBack | SuspendWarranty | ResumeWarranty
