import { everyOne, type NonEmptyText, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { v5 } from 'uuid'
import type { PurchaseId } from '../purchase/purchase-id.js'
import type { LineId } from '../units/line-id.js'

export interface AssetIdBrand {
  readonly AssetId: unique symbol
}

/** One unit in a customer's hands. A UUID. */
export const AssetId = t.brand(Uuid, everyOne<Uuid, AssetIdBrand>, 'AssetId')
export type AssetId = t.TypeOf<typeof AssetId>

/**
 * The id of a unit that has a serial: the same serial of the same product, the same id, wherever and however often it was
 * bought. Serials are compared letter by letter; whoever reads them off a label makes them one before.
 */
export const assetIdOf = ({ sku, serial }: { readonly sku: NonEmptyText; readonly serial: NonEmptyText }): AssetId =>
  v5(JSON.stringify([sku, serial]), SERIALS) as AssetId

/** The id of a unit that has none: the place it has in its purchase. */
export const assetIdOfUnit = ({
  purchaseId,
  lineId,
  unit,
}: {
  readonly purchaseId: PurchaseId
  readonly lineId: LineId
  readonly unit: number
}): AssetId => v5(JSON.stringify([lineId, unit]), purchaseId) as AssetId

const SERIALS = 'b1f0a3d6-5c1b-5a0e-9c55-9a7d0c2e4f13'
