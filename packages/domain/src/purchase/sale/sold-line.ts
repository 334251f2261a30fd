import { NonEmptyText, optional, PolicyRef, PositiveInteger, record } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { parseDecimal } from '../../money/decimal-text.js'
import { MinorUnits } from '../../money/minor-units.js'
import { LineId } from '../../units/index.js'

export interface UnitPriceBrand {
  readonly UnitPrice: unique symbol
}

/** What the price tag said of one unit, as a decimal text of currency units, `0.001`. For the record: no amount is made of it. */
export const UnitPrice = t.brand(
  t.string,
  (text): text is t.Branded<string, UnitPriceBrand> => !text.startsWith('-') && E.isRight(parseDecimal(text)),
  'UnitPrice',
)
export type UnitPrice = t.TypeOf<typeof UnitPrice>

export const LineKind = t.keyof({ goods: null, digital: null, service: null, travel: null }, 'LineKind')
export type LineKind = t.TypeOf<typeof LineKind>

/** What a unit is, and what a return policy and a warranty may ask of it. */
export const lineFields = {
  lineId: LineId,
  sku: NonEmptyText,
  category: optional(NonEmptyText),
  kind: LineKind,
  quantity: PositiveInteger,
  /** Each unit has a serial of its own, by which alone it can be reserved. */
  serialTracked: t.boolean,
  /** Where they are known before shipping: unit 1 first, as many as the quantity. */
  serials: optional(t.readonlyArray(NonEmptyText)),
  finalSale: optional(t.boolean),
  perishable: optional(t.boolean),
  madeToOrder: optional(t.boolean),
  sealedHygiene: optional(t.boolean),
  returnPolicyRef: optional(PolicyRef),
  warrantyTermsRef: optional(PolicyRef),
  batch: optional(NonEmptyText),
}

/** A line as it was sold. All amounts are the whole line's; gross = net − discount + tax, and is what was to be paid. */
export const SoldLine = record(
  {
    ...lineFields,
    unitPrice: optional(UnitPrice),
    /** Before discount, without tax. */
    netMinor: MinorUnits,
    discountMinor: MinorUnits,
    taxMinor: MinorUnits,
    grossMinor: MinorUnits,
    /** The bundle that it is a part of, with how many units one bundle takes. Each part has its own units and amounts. */
    bundleOf: optional(record({ bundleId: NonEmptyText, unitsPerBundle: PositiveInteger })),
  },
  'SoldLine',
)
export type SoldLine = t.TypeOf<typeof SoldLine>
