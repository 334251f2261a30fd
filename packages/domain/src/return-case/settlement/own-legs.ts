import type { PurchaseId } from '../../purchase/purchase-id.js'
import type { RefundId } from '../../purchase/refund-id.js'
import type { CaseUnits } from '../case-units.js'
import type { SettlementComponent } from './money-plan.js'
import { isExchange, isLive, isRefund, type RefundLegState, type Settlement } from './settlement-state.js'

// What the case itself settled of a purchase, whether or not the purchase has heard of it.

/** Units that went for money. The difference of an exchange has none of its own. */
export const unitsForMoney = (settlement: Settlement, purchaseId: PurchaseId): ReadonlyArray<CaseUnits> =>
  refundsOf(settlement, purchaseId).flatMap(({ leg }) => leg.lines)

/** Units that others were given in the place of. */
export const unitsForGoods = ({ legs, advances }: Settlement, purchaseId: PurchaseId): ReadonlyArray<CaseUnits> => [
  ...legs
    .filter(isExchange)
    .filter((state) => isLive(state) && state.leg.purchaseId === purchaseId)
    .flatMap(({ leg }) => leg.lines),
  ...advances
    .filter(({ sent, status }) => sent.purchaseId === purchaseId && status !== 'replacement-returned')
    .flatMap(({ sent }) => sent.lines),
]

/** What the refunds of a purchase are made of, each with all ids that it was asked for by. */
export const refundsAsked = (
  settlement: Settlement,
  purchaseId: PurchaseId,
): ReadonlyArray<{
  readonly refundIds: ReadonlyArray<RefundId>
  readonly components: ReadonlyArray<SettlementComponent>
}> =>
  refundsOf(settlement, purchaseId).map(({ leg, attempts }) => ({
    refundIds: [leg.refundId, ...attempts.map(({ refundId }) => refundId)],
    components: leg.components,
  }))

const refundsOf = ({ legs }: Settlement, purchaseId: PurchaseId): ReadonlyArray<RefundLegState> =>
  legs.filter(isRefund).filter((state) => isLive(state) && state.leg.purchaseId === purchaseId)
