import { NonEmptyText } from '@aftersale/messages'
import * as t from 'io-ts'

export interface LineIdBrand {
  readonly LineId: unique symbol
}

/** One line of a purchase; unique within it. */
export const LineId = t.brand(
  NonEmptyText,
  (id): id is t.Branded<NonEmptyText, LineIdBrand> => NonEmptyText.is(id),
  'LineId',
)
export type LineId = t.TypeOf<typeof LineId>
