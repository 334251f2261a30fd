import { everyOne, type NonEmptyText, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'
import { v5 } from 'uuid'
import type { AssetId } from './asset-id.js'

export interface FaultIdBrand {
  readonly FaultId: unique symbol
}

/** One fault of one asset, from its being raised to its being closed. A UUID. */
export const FaultId = t.brand(Uuid, everyOne<Uuid, FaultIdBrand>, 'FaultId')
export type FaultId = t.TypeOf<typeof FaultId>

/** `faultNumber` counts the faults of that code at that asset from 1: whoever raises it, it is the same fault. */
export const faultIdOf = (assetId: AssetId, faultCode: NonEmptyText, faultNumber: number): FaultId =>
  v5(JSON.stringify([faultCode, faultNumber]), assetId) as FaultId
