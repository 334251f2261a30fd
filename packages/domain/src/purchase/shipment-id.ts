import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ShipmentIdBrand {
  readonly ShipmentId: unique symbol
}

/** One parcel or delivery of a purchase, under one tracking number. A UUID. */
export const ShipmentId = t.brand(Uuid, everyOne<Uuid, ShipmentIdBrand>, 'ShipmentId')
export type ShipmentId = t.TypeOf<typeof ShipmentId>
