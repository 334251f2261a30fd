import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface RefundIdBrand {
  readonly RefundId: unique symbol
}

/** One payment back, whatever becomes of it. A UUID, given by who asks for it: asked for again under it, it is not made twice. */
export const RefundId = t.brand(Uuid, everyOne<Uuid, RefundIdBrand>, 'RefundId')
export type RefundId = t.TypeOf<typeof RefundId>
