import { Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ClaimIdBrand {
  readonly ClaimId: unique symbol
}

/** One claim on one warranty. A UUID. */
export const ClaimId = t.brand(Uuid, (id): id is t.Branded<Uuid, ClaimIdBrand> => Uuid.is(id), 'ClaimId')
export type ClaimId = t.TypeOf<typeof ClaimId>
