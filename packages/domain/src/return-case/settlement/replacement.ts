import { NonEmptyText, optional, PositiveInteger, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { LineId } from '../../units/index.js'

const replacementFields = {
  /** The new line's id in the purchase. */
  lineId: LineId,
  sku: NonEmptyText,
  category: optional(NonEmptyText),
  kind: t.keyof({ goods: null, digital: null, service: null, travel: null }),
  quantity: PositiveInteger,
  serialTracked: t.boolean,
}

/** What the customer gets instead. Without a price, at what was paid for the units given back, unit for unit. */
export const OfferedReplacement = record(
  {
    ...replacementFields,
    /** Of the whole line. */
    price: optional(record({ netMinor: MinorUnits, taxMinor: MinorUnits })),
  },
  'OfferedReplacement',
)
export type OfferedReplacement = t.TypeOf<typeof OfferedReplacement>

/** The same, with what the whole line costs. */
export const PricedReplacement = record(
  { ...replacementFields, netMinor: MinorUnits, taxMinor: MinorUnits },
  'PricedReplacement',
)
export type PricedReplacement = t.TypeOf<typeof PricedReplacement>
