import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface ReturnCaseIdBrand {
  readonly ReturnCaseId: unique symbol
}

/** A UUID; new ones are version 7, imported ones version 5 of the source's own key. */
export const ReturnCaseId = t.brand(Uuid, everyOne<Uuid, ReturnCaseIdBrand>, 'ReturnCaseId')
export type ReturnCaseId = t.TypeOf<typeof ReturnCaseId>
