import { everyOne, NonEmptyText } from '@aftersale/messages'
import * as t from 'io-ts'

export interface LineIdBrand {
  readonly LineId: unique symbol
}

/** One line of a purchase; unique within it. */
export const LineId = t.brand(NonEmptyText, everyOne<NonEmptyText, LineIdBrand>, 'LineId')
export type LineId = t.TypeOf<typeof LineId>
