import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ReplacementIdBrand {
  readonly ReplacementId: unique symbol
}

/** Units that are given in the place of others. A UUID, given by who sends them. */
export const ReplacementId = t.brand(Uuid, everyOne<Uuid, ReplacementIdBrand>, 'ReplacementId')
export type ReplacementId = t.TypeOf<typeof ReplacementId>
