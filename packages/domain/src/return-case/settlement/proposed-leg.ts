import { NonEmptyText, optional, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { PurchaseId } from '../../purchase/purchase-id.js'
import { RefundId } from '../../purchase/refund-id.js'
import { ReplacementId } from '../../purchase/replacement-id.js'
import { StoreCreditId } from '../../store-credit/store-credit-id.js'
import { LineId, UnitRuns } from '../../units/index.js'
import { TenderPlan } from './money-plan.js'
import { OfferedReplacement } from './replacement.js'
import { creditExpiryField } from './settlement-leg.js'

/** Units of a line that came back, or need not. */
export const LegUnits = record({ lineId: LineId, units: UnitRuns }, 'LegUnits')
export type LegUnits = t.TypeOf<typeof LegUnits>

/** How money goes to the customer: back to where it came from, or as store credit in the same currency. */
const payoutFields = {
  refundId: RefundId,
  tenderPlan: optional(TenderPlan),
  /** Given: as store credit. Of a withdrawal only if the customer agreed to it. */
  credit: optional(
    record({
      creditId: StoreCreditId,
      customerAgreed: t.boolean,
      ...creditExpiryField,
    }),
  ),
}

export const PayoutChoice = record(payoutFields, 'PayoutChoice')
export type PayoutChoice = t.TypeOf<typeof PayoutChoice>

/** Every leg is about units of one purchase. */
const legFields = { legId: NonEmptyText, purchaseId: PurchaseId, lines: t.readonlyArray(LegUnits) }

/** What is to become of received units: money, other goods, or back to the customer. */
export const ProposedLeg = t.union(
  [
    record({ kind: t.literal('refund'), ...legFields, ...payoutFields }, 'ProposedRefund'),
    record(
      {
        kind: t.literal('exchange'),
        ...legFields,
        replacementId: ReplacementId,
        replacement: t.readonlyArray(OfferedReplacement),
        /** Needed where the replacement costs less than was paid. */
        difference: optional(PayoutChoice),
      },
      'ProposedExchange',
    ),
    record({ kind: t.literal('return-to-customer'), ...legFields, because: NonEmptyText }, 'ProposedReturnToCustomer'),
  ],
  'ProposedLeg',
)
export type ProposedLeg = t.TypeOf<typeof ProposedLeg>
