import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { MinorUnits } from '../../money/minor-units.js'
import { LineId } from '../../units/index.js'

/**
 * What a refund is made of: goods and their tax name their line, shipping its charge, a fee its fee. A deduction is kept
 * back (for wear, for restocking) and says by `because` what for; it may name the line it is taken from.
 */
export const RefundComponent = record(
  {
    component: t.keyof(
      {
        goods: null,
        'goods-tax': null,
        shipping: null,
        'shipping-tax': null,
        fee: null,
        'fee-tax': null,
        deduction: null,
      },
      'Component',
    ),
    lineId: optional(LineId),
    shippingId: optional(NonEmptyText),
    feeId: optional(NonEmptyText),
    minor: MinorUnits,
    because: optional(NonEmptyText),
    /**
     * Of a deduction that may be given back one day: the account of its line that keeps it, and is not used up by it. Of
     * goods and their tax: that they were kept back so before.
     */
    keptBack: optional(t.keyof({ goods: null, 'goods-tax': null })),
  },
  'RefundComponent',
)
export type RefundComponent = t.TypeOf<typeof RefundComponent>

/** How much of it goes back on which payment. */
export const RefundTender = record({ paymentId: NonEmptyText, minor: MinorUnits }, 'RefundTender')
export type RefundTender = t.TypeOf<typeof RefundTender>

/** As store credit, too, it is money that was captured, and bounded by that. */
export const Payout = t.keyof({ 'original-tender': null, 'store-credit': null }, 'Payout')
export type Payout = t.TypeOf<typeof Payout>

export interface RefundPlan {
  readonly components: ReadonlyArray<RefundComponent>
  readonly tenders: ReadonlyArray<RefundTender>
}
