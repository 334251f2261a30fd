import { everyOne, Uuid } from '@aftersale/messages'
import * as t from 'io-ts'

export interface VisitIdBrand {
  readonly VisitId: unique symbol
}

/** One visit to the customer, however often it is moved. A UUID, unique in the whole house. */
export const VisitId = t.brand(Uuid, everyOne<Uuid, VisitIdBrand>, 'VisitId')
export type VisitId = t.TypeOf<typeof VisitId>
