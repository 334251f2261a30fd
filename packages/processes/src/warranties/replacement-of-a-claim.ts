import {
  type AssetId,
  assetIdOf,
  assetIdOfUnit,
  type ClaimId,
  type LineId,
  type PurchaseId,
  type ReplacementId,
  type WarrantedUnit,
  type WarrantyId,
  warrantyIdOfUnit,
} from '@aftersale/domain'
import { eventIdOf, type NonEmptyText, type PositiveInteger } from '@aftersale/messages'

/** What stands in the place of a unit that a claim replaced: the one unit of a line of its own on the same purchase. */
export const replacementUnitOf = (claimId: ClaimId, purchaseId: PurchaseId): WarrantedUnit => ({
  purchaseId,
  lineId: `claim-${claimId}` as string as LineId,
  unit: 1 as PositiveInteger,
})

/** The same claim, the same replacement, anywhere. */
export const replacementIdOf = (claimId: ClaimId): ReplacementId =>
  eventIdOf('replacement', claimId, 0) as string as ReplacementId

/** The ids that the unit given in place of another has, which `ReplaceUnit` is to name. */
export const idsOfAReplacement = ({
  claimId,
  purchaseId,
  sku,
  newSerial,
}: {
  readonly claimId: ClaimId
  readonly purchaseId: PurchaseId
  readonly sku: NonEmptyText
  readonly newSerial?: NonEmptyText | undefined
}): { readonly newAssetId: AssetId; readonly newWarrantyId: WarrantyId } => {
  const unit = replacementUnitOf(claimId, purchaseId)
  return {
    newAssetId: newSerial === undefined ? assetIdOfUnit(unit) : assetIdOf({ sku, serial: newSerial }),
    newWarrantyId: warrantyIdOfUnit(unit),
  }
}
