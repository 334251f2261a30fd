import { Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface CustomerIdBrand {
  readonly CustomerId: unique symbol
}

/** One customer of one tenant. A UUID. */
export const CustomerId = t.brand(Uuid, (id): id is t.Branded<Uuid, CustomerIdBrand> => Uuid.is(id), 'CustomerId')
export type CustomerId = t.TypeOf<typeof CustomerId>
