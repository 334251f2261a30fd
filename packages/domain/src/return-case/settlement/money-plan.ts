import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { LineId } from '../../units/index.js'

/** What a sum is made of, as the purchase keeps account of it. A deduction is taken off, and says what for. */
export const SettlementComponent = record(
  {
    component: t.keyof({
      goods: null,
      'goods-tax': null,
      shipping: null,
      'shipping-tax': null,
      fee: null,
      'fee-tax': null,
      deduction: null,
    }),
    lineId: optional(LineId),
    shippingId: optional(NonEmptyText),
    feeId: optional(NonEmptyText),
    minor: MinorUnits,
    /**
     * Of deductions: `restocking`, `restocking-tax`, `diminished-value`, `diminished-value-tax`, `promotion`,
     * `promotion-tax`, `label`, `label-tax`. Of what is given back after all: for what it was kept back.
     */
    because: optional(NonEmptyText),
    /** Of a deduction: in which account of its line it stays until it is given back. Of goods and tax: that they did. */
    keptBack: optional(t.keyof({ goods: null, 'goods-tax': null })),
  },
  'SettlementComponent',
)
export type SettlementComponent = t.TypeOf<typeof SettlementComponent>

/** How much of a sum goes back on which payment. */
export const SettlementTender = record({ paymentId: NonEmptyText, minor: MinorUnits }, 'SettlementTender')
export type SettlementTender = t.TypeOf<typeof SettlementTender>

/** Either how much goes on which payment, or which payments are filled first; the others follow in their own order. */
export const TenderPlan = t.union(
  [record({ tenders: t.readonlyArray(SettlementTender) }), record({ first: t.readonlyArray(NonEmptyText) })],
  'TenderPlan',
)
export type TenderPlan = t.TypeOf<typeof TenderPlan>

/** One rounding: `minor` is what those units, or that part, carry of `totalMinor`. */
export const Rounding = record(
  {
    what: NonEmptyText,
    lineId: optional(LineId),
    /** `cumulative-half-up` over units or over a part, or `largest-remainder` over lines. */
    by: t.keyof({ 'cumulative-half-up': null, 'largest-remainder': null }),
    totalMinor: MinorUnits,
    /** Units of units, or minor units of minor units. */
    part: MinorUnits,
    whole: MinorUnits,
    minor: MinorUnits,
  },
  'Rounding',
)
export type Rounding = t.TypeOf<typeof Rounding>

/** Every rounding behind a sum, in the order in which it was made. */
export const RoundingTrace = t.readonlyArray(Rounding, 'RoundingTrace')
export type RoundingTrace = t.TypeOf<typeof RoundingTrace>
