import { derivedTax } from '../../money/cumulative-share.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { countOf } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { isSellersFault } from '../return-case-kind.js'
import type { ReturnCase } from '../state.js'
import { drawOf } from './fees.js'
import type { SettlementComponent } from './money-plan.js'
import { isLive, isRefund, unitsTaken } from './settlement-state.js'

/**
 * Delivery and one-off fees that go back with the goods: of a withdrawal, and where the seller is at fault, once nothing
 * of the purchase is left with the customer; each charge once in the case, and no more of the delivery than the standard
 * way would have cost (Directive 2011/83, article 13(2)).
 */
export const sideCostsOf = (
  returnCase: ReturnCase,
  terms: ReturnTerms,
  {
    purchase,
    settledNow,
    goodsLeftMinor,
    standardNetMinor,
  }: {
    readonly purchase: PurchaseEvidence
    /** All units of the proposal that become money. */
    readonly settledNow: ReadonlyArray<CaseUnits>
    /** Of each line of the purchase, what is left of its net value after the proposal. */
    readonly goodsLeftMinor: ReadonlyMap<string, bigint>
    readonly standardNetMinor?: bigint
  },
): { readonly components: ReadonlyArray<SettlementComponent>; readonly trace: ReadonlyArray<RuleApplied> } => {
  const [draw] = settledNow.map((units) => drawOf(returnCase, units))
  if (draw === undefined) return { components: [], trace: [] }

  const { kind } = returnCase.request
  const isOwedByKind =
    draw.judgedAs === 'withdrawal' ? (terms.law?.withdrawal?.refundsStandardDelivery ?? true) : isSellersFault(kind)
  const settled = [...unitsTaken(returnCase.settlement), ...settledNow].filter(
    ({ purchaseId }) => purchaseId === purchase.purchaseId,
  )
  const isWhole = purchase.lines.every(({ lineId, quantity, netMinor }) => {
    const count = settled.reduce((sum, each) => (each.lineId === lineId ? sum + countOf(each.units) : sum), 0)
    return count >= quantity || (netMinor > 0n && goodsLeftMinor.get(lineId) === 0n)
  })
  const facts = { kind, judgedAs: draw.judgedAs, isWholeOrder: isWhole }
  if (!isOwedByKind || !isWhole) {
    const outcome = isOwedByKind ? 'kept-until-all-is-returned' : 'kept-by-this-kind'
    const isAnything = purchase.shipping.length + purchase.fees.length > 0
    return {
      components: [],
      trace: isAnything ? [ruleApplied('delivery-and-fees', facts, outcome, draw.policyRef)] : [],
    }
  }

  const refunded = returnCase.settlement.legs
    .filter(isLive)
    .filter(isRefund)
    .flatMap(({ leg }) => (leg.purchaseId === purchase.purchaseId ? leg.components : []))
  let standardLeft = standardNetMinor
  const shipping = purchase.shipping
    .filter(({ shippingId }) => !refunded.some((each) => each.shippingId === shippingId))
    .flatMap(({ shippingId, netLeftMinor, taxLeftMinor }): ReadonlyArray<SettlementComponent> => {
      const netMinor = standardLeft !== undefined && standardLeft < netLeftMinor ? standardLeft : netLeftMinor
      if (standardLeft !== undefined) standardLeft -= netMinor
      const taxMinor =
        netMinor === netLeftMinor
          ? taxLeftMinor
          : derivedTax({ taxMinor: taxLeftMinor, netMinor: netLeftMinor, takenBeforeMinor: 0n, takenMinor: netMinor })
      return [
        { component: 'shipping', shippingId, minor: netMinor },
        { component: 'shipping-tax', shippingId, minor: taxMinor },
      ]
    })
  const fees = purchase.fees
    .filter(({ feeId, refundableOnce }) => refundableOnce && !refunded.some((each) => each.feeId === feeId))
    .flatMap(
      ({ feeId, netLeftMinor, taxLeftMinor }): ReadonlyArray<SettlementComponent> => [
        { component: 'fee', feeId, minor: netLeftMinor },
        { component: 'fee-tax', feeId, minor: taxLeftMinor },
      ],
    )
  const components = [...shipping, ...fees].filter(({ minor }) => minor > 0n)
  return {
    components,
    trace:
      components.length === 0
        ? []
        : [
            ruleApplied(
              'delivery-and-fees',
              { ...facts, standardNetMinor: standardNetMinor?.toString() },
              'refunded-once',
              draw.policyRef,
            ),
          ],
  }
}
