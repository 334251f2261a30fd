import { Instant, message, NonEmptyText, optional } from '@aftersale/messages'
import type * as t from 'io-ts'
import { MarketCode } from '../../policy/market-code.js'
import { ClaimId } from '../../warranty/claim-id.js'
import { WarrantyId } from '../../warranty/warranty-id.js'
import { AssetId } from '../asset-id.js'
import { AssetOwner, RetirementCause, SoldUnit } from '../asset-vocabulary.js'

/**
 * A unit is with its owner. With a serial its id is `assetIdOf`, without one `assetIdOfUnit` of its purchase. Of one that
 * came back to the shop it tells that it was sold again; of one whose purchase nobody knew, which it was.
 */
export const RegisterAsset = message('RegisterAsset', {
  assetId: AssetId,
  sku: NonEmptyText,
  serial: optional(NonEmptyText),
  batch: optional(NonEmptyText),
  owner: AssetOwner,
  purchase: optional(SoldUnit),
  marketCode: optional(MarketCode),
  registeredAt: Instant,
})

/** Somebody else's from then on: sold on, given away. To nobody that is known where `to` names no customer. */
export const TransferAsset = message('TransferAsset', { assetId: AssetId, to: AssetOwner, transferredAt: Instant })

/** Asks for the one warranty that an asset has at a time. */
export const CoverAsset = message('CoverAsset', { assetId: AssetId, warrantyId: WarrantyId, coveredAt: Instant })

/** That warranty is none of this asset's any more. `because` is a code. */
export const UncoverAsset = message('UncoverAsset', {
  assetId: AssetId,
  warrantyId: WarrantyId,
  because: NonEmptyText,
  uncoveredAt: Instant,
})

/** Another unit is in its place: this one is the shop's again. */
export const ReplaceAsset = message('ReplaceAsset', {
  assetId: AssetId,
  byAssetId: AssetId,
  claimId: optional(ClaimId),
  replacedAt: Instant,
})

export const RetireAsset = message('RetireAsset', { assetId: AssetId, because: RetirementCause, retiredAt: Instant })

/** Every command about whose an asset is, in the order of this file. */
export const ownershipCommands = [
  RegisterAsset,
  TransferAsset,
  CoverAsset,
  UncoverAsset,
  ReplaceAsset,
  RetireAsset,
] as const

export type RegisterAsset = t.TypeOf<typeof RegisterAsset>
export type TransferAsset = t.TypeOf<typeof TransferAsset>
export type CoverAsset = t.TypeOf<typeof CoverAsset>
export type UncoverAsset = t.TypeOf<typeof UncoverAsset>
export type ReplaceAsset = t.TypeOf<typeof ReplaceAsset>
export type RetireAsset = t.TypeOf<typeof RetireAsset>
export type OwnershipCommand = t.TypeOf<(typeof ownershipCommands)[number]>
