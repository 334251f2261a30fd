import { Instant, NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'

/** What was charged for one shipping, after any discount on it. */
export const ShippingCharge = record(
  { shippingId: NonEmptyText, netMinor: MinorUnits, taxMinor: MinorUnits },
  'ShippingCharge',
)
export type ShippingCharge = t.TypeOf<typeof ShippingCharge>

/** Cash on delivery, gift wrapping …. One that is `refundableOnce` goes back in a single refund or not at all. */
export const FeeCharge = record(
  { feeId: NonEmptyText, kind: NonEmptyText, netMinor: MinorUnits, taxMinor: MinorUnits, refundableOnce: t.boolean },
  'FeeCharge',
)
export type FeeCharge = t.TypeOf<typeof FeeCharge>

export const Tender = t.keyof(
  { card: null, bank: null, wallet: null, 'gift-card': null, 'store-credit': null, cash: null, other: null },
  'Tender',
)
export type Tender = t.TypeOf<typeof Tender>

/** What was really taken by one tender; of what was only authorised or promised, nothing. */
export const Payment = record(
  {
    paymentId: NonEmptyText,
    tender: Tender,
    capturedMinor: MinorUnits,
    /** The purchase's own where absent; no other is taken. */
    currency: optional(Currency),
    capturedAt: Instant,
  },
  'Payment',
)
export type Payment = t.TypeOf<typeof Payment>
