import { Instant, message, NonEmptyText, optional, PositiveInteger } from '@aftersale/messages'
import type * as t from 'io-ts'
import { MarketCode } from '../../policy/market-code.js'
import { ClaimId } from '../../warranty/claim-id.js'
import { WarrantyId } from '../../warranty/warranty-id.js'
import { AssetId } from '../asset-id.js'
import { AssetOwner, RetirementCause, SoldUnit } from '../asset-vocabulary.js'

// Stored format. Names and fields below are what the event store holds: add, never rename (ADR 0004).
// `because` is a code, never free text: it is kept in clear.

const unitFields = {
  assetId: AssetId,
  sku: NonEmptyText,
  serial: optional(NonEmptyText),
  batch: optional(NonEmptyText),
  owner: AssetOwner,
  purchase: optional(SoldUnit),
  marketCode: optional(MarketCode),
}

export const AssetRegistered = message(
  'AssetRegistered',
  { ...unitFields, registeredAt: Instant },
  { description: 'A unit is with its owner for the first time, as far as is known.' },
)

/** It had come back to the shop, and is with a new owner. What was done to it before stays in its history. */
export const AssetResold = message('AssetResold', {
  ...unitFields,
  /** How often it was sold, this time included. */
  saleNumber: PositiveInteger,
  resoldAt: Instant,
})

/** It was registered without its purchase, which is known now. `owner`: who has it; `boughtBy`: who bought it there. */
export const AssetTracedToPurchase = message('AssetTracedToPurchase', {
  assetId: AssetId,
  owner: AssetOwner,
  boughtBy: AssetOwner,
  purchase: SoldUnit,
  tracedAt: Instant,
})

/** `from`: who had it until then. */
export const AssetTransferred = message('AssetTransferred', {
  assetId: AssetId,
  from: AssetOwner,
  to: AssetOwner,
  transferredAt: Instant,
})

export const AssetCovered = message('AssetCovered', { assetId: AssetId, warrantyId: WarrantyId, coveredAt: Instant })

export const AssetUncovered = message('AssetUncovered', {
  assetId: AssetId,
  warrantyId: WarrantyId,
  because: NonEmptyText,
  uncoveredAt: Instant,
})

/** `AssetRetired` follows it. */
export const AssetReplaced = message('AssetReplaced', {
  assetId: AssetId,
  byAssetId: AssetId,
  claimId: optional(ClaimId),
  replacedAt: Instant,
})

/** Its open faults are closed, its maintenance ends and its warranty is none of its any more: those events come before. */
export const AssetRetired = message('AssetRetired', { assetId: AssetId, because: RetirementCause, retiredAt: Instant })

/** Every event about whose an asset is, in the order of this file. */
export const ownershipEvents = [
  AssetRegistered,
  AssetResold,
  AssetTracedToPurchase,
  AssetTransferred,
  AssetCovered,
  AssetUncovered,
  AssetReplaced,
  AssetRetired,
] as const

export type AssetRegistered = t.TypeOf<typeof AssetRegistered>
export type AssetResold = t.TypeOf<typeof AssetResold>
export type AssetTracedToPurchase = t.TypeOf<typeof AssetTracedToPurchase>
export type AssetTransferred = t.TypeOf<typeof AssetTransferred>
export type AssetCovered = t.TypeOf<typeof AssetCovered>
export type AssetUncovered = t.TypeOf<typeof AssetUncovered>
export type AssetReplaced = t.TypeOf<typeof AssetReplaced>
export type AssetRetired = t.TypeOf<typeof AssetRetired>
export type OwnershipEvent = t.TypeOf<(typeof ownershipEvents)[number]>
