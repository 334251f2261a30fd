import { Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface AssetIdBrand {
  readonly AssetId: unique symbol
}

/** One unit in a customer's hands. A UUID. */
export const AssetId = t.brand(Uuid, (id): id is t.Branded<Uuid, AssetIdBrand> => Uuid.is(id), 'AssetId')
export type AssetId = t.TypeOf<typeof AssetId>
