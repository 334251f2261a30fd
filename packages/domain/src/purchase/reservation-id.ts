import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ReservationIdBrand {
  readonly ReservationId: unique symbol
}

/** Units of one purchase that are held for a return, an exchange, a claim …. A UUID, given by who holds them. */
export const ReservationId = t.brand(Uuid, everyOne<Uuid, ReservationIdBrand>, 'ReservationId')
export type ReservationId = t.TypeOf<typeof ReservationId>
