import {
  goodsOf,
  goodsTaxOf,
  leftOf,
  openDisputesOf,
  type Purchase,
  type RefundId,
  type ReserveRefund,
  refundableMinorOf,
  type ServicePlanId,
  servicePlanAggregate,
  type TermRefund,
} from '@aftersale/domain'
import { greaterOf, halfUp, lesserOf } from '@aftersale/domain/money'
import { eventIdOf } from '@aftersale/messages'

type Plan = Pick<ReserveRefund['data'], 'components' | 'tenders'>

/** A term is paid back once: the same term, the same refund, anywhere. */
export const refundIdOfTerm = (servicePlanId: ServicePlanId, termId: TermRefund['termId']): RefundId =>
  eventIdOf(servicePlanAggregate.category, `refund/${servicePlanId}/${termId}`, 0) as string as RefundId

/**
 * The line's amount and its tax, in the proportion in which they were paid, on the payments in their order as far as each
 * can carry, but for disputed ones. Undefined where the purchase has no such line, or its payments do not carry it.
 */
export const refundPlanOf = (
  { sale, money }: Purchase,
  { purchase, refundMinor }: Pick<TermRefund, 'purchase' | 'refundMinor'>,
): Plan | undefined => {
  const line = purchase === undefined ? undefined : sale.lines.get(purchase.lineId)
  if (line === undefined) return undefined
  const { lineId, netMinor, taxMinor } = line
  const grossMinor = netMinor + taxMinor
  if (grossMinor < refundMinor) return undefined
  const share = halfUp({ numerator: refundMinor * taxMinor, denominator: grossMinor })
  // Rounding of refunds before may have left a minor unit more or less of one of the two.
  const [goodsLeft, taxLeft] = [leftOf(money, goodsOf(lineId)), leftOf(money, goodsTaxOf(lineId))]
  const tax = lesserOf(taxLeft, greaterOf(refundMinor - goodsLeft, share))
  const components: Plan['components'] = [
    { component: 'goods', lineId, minor: refundMinor - tax },
    ...(tax > 0n ? [{ component: 'goods-tax' as const, lineId, minor: tax }] : []),
  ]
  const tenders: Array<Plan['tenders'][number]> = []
  let open = refundMinor
  for (const [paymentId, payment] of money.payments) {
    if (openDisputesOf(money, paymentId).length > 0) continue
    const minor = lesserOf(open, refundableMinorOf(payment))
    if (minor > 0n) tenders.push({ paymentId, minor })
    open -= minor
  }
  return open === 0n ? { components, tenders } : undefined
}
