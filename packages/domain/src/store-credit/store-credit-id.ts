import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface StoreCreditIdBrand {
  readonly StoreCreditId: unique symbol
}

/** One credit of one holder, in one currency. A UUID; one that a settlement gives is version 5 of the leg it settles. */
export const StoreCreditId = t.brand(Uuid, everyOne<Uuid, StoreCreditIdBrand>, 'StoreCreditId')
export type StoreCreditId = t.TypeOf<typeof StoreCreditId>
