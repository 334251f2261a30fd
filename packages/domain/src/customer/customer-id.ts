import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface CustomerIdBrand {
  readonly CustomerId: unique symbol
}

/** One customer of one tenant. A UUID. */
export const CustomerId = t.brand(Uuid, everyOne<Uuid, CustomerIdBrand>, 'CustomerId')
export type CustomerId = t.TypeOf<typeof CustomerId>
