import { NonEmptyText, optional, PositiveInteger, record, Uuid } from '@aftersale/messages'
import type * as t from 'io-ts'
import { AssetId } from '../asset/asset-id.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { LineId } from '../units/line-id.js'

/** One unit of a line of a purchase. */
export const PurchasedUnit = record({ purchaseId: PurchaseId, lineId: LineId, unit: PositiveInteger }, 'PurchasedUnit')
export type PurchasedUnit = t.TypeOf<typeof PurchasedUnit>

/** What a plan is for: a unit, a whole purchase, an asset whose purchase nobody knows; nothing of it where it is for a customer. */
export const PlanCover = record(
  { unit: optional(PurchasedUnit), purchaseId: optional(PurchaseId), assetId: optional(AssetId) },
  'PlanCover',
)
export type PlanCover = t.TypeOf<typeof PlanCover>

/** What an entitlement is used for: a visit, a ticket, a seat in a course, by the category of its aggregate and its id. */
export const UsedFor = record({ aggregate: NonEmptyText, id: Uuid }, 'UsedFor')
export type UsedFor = t.TypeOf<typeof UsedFor>

export const isSameUse = (one: UsedFor, other: UsedFor): boolean =>
  one.id === other.id && one.aggregate === other.aggregate
