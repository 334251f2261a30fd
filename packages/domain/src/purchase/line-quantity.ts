import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { LineId } from '../units/index.js'

/** So many of a line, whichever units they are; of a line tracked by serials, those serials. */
export const LineQuantity = record(
  { lineId: LineId, quantity: PositiveInteger, serials: optional(t.readonlyArray(NonEmptyText)) },
  'LineQuantity',
)
export type LineQuantity = t.TypeOf<typeof LineQuantity>
