import { everyOne, NonEmptyText, PositiveInteger, record, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { v5 } from 'uuid'
import { PurchaseId } from '../purchase/purchase-id.js'
import { LineId } from '../units/line-id.js'

export interface WarrantyIdBrand {
  readonly WarrantyId: unique symbol
}

/** The warranty of one unit. A UUID; of a unit that was bought here, version 5 of it: see `warrantyIdOfUnit`. */
export const WarrantyId = t.brand(Uuid, everyOne<Uuid, WarrantyIdBrand>, 'WarrantyId')
export type WarrantyId = t.TypeOf<typeof WarrantyId>

/** One unit of a line of a purchase; units are numbered from 1. */
export const WarrantedUnit = record({ purchaseId: PurchaseId, lineId: LineId, unit: PositiveInteger }, 'WarrantedUnit')
export type WarrantedUnit = t.TypeOf<typeof WarrantedUnit>

/** The same unit, the same warranty, anywhere: so that no unit has two. */
export const warrantyIdOfUnit = ({ purchaseId, lineId, unit }: WarrantedUnit): WarrantyId =>
  v5(`warranty/${unit}/${lineId}`, purchaseId) as WarrantyId

/** A layer of one warranty, by the id that its terms give it; unique within the warranty. */
export const LayerId = NonEmptyText
export type LayerId = NonEmptyText
