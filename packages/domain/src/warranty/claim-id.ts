import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ClaimIdBrand {
  readonly ClaimId: unique symbol
}

/** One claim on one warranty. A UUID. */
export const ClaimId = t.brand(Uuid, everyOne<Uuid, ClaimIdBrand>, 'ClaimId')
export type ClaimId = t.TypeOf<typeof ClaimId>
