import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface PurchaseIdBrand {
  readonly PurchaseId: unique symbol
}

/** One purchase, whatever its number of lines. A UUID. */
export const PurchaseId = t.brand(Uuid, everyOne<Uuid, PurchaseIdBrand>, 'PurchaseId')
export type PurchaseId = t.TypeOf<typeof PurchaseId>
