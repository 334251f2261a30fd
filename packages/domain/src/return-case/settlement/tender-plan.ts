import * as E from 'fp-ts/lib/Either.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { SettlementTender, TenderPlan } from './money-plan.js'
import type { SettlementRejection } from './settlement-rejections.js'

/**
 * On which payments a sum goes back: exactly as planned, or the payments that are named first and then the others in
 * the order of their capture, each up to what may still be refunded on it. A disputed payment takes nothing.
 * `plannedBefore` is what other legs of the same proposal put on them.
 */
export const tendersFor = (
  minor: bigint,
  purchase: PurchaseEvidence,
  {
    plan,
    plannedBefore,
  }: { readonly plan?: TenderPlan | undefined; readonly plannedBefore: ReadonlyMap<string, bigint> },
): E.Either<SettlementRejection, ReadonlyArray<SettlementTender>> => {
  const { purchaseId, payments } = purchase
  const capOf = ({ paymentId, refundableMinor }: PurchaseEvidence['payments'][number]): bigint => {
    const left = refundableMinor - (plannedBefore.get(paymentId) ?? 0n)
    return left > 0n ? left : 0n
  }
  if (plan !== undefined && 'tenders' in plan) {
    const plannedMinor = plan.tenders.reduce((sum, tender) => sum + tender.minor, 0n)
    const repeated = plan.tenders.find(
      ({ paymentId }, index) => plan.tenders.findIndex((other) => other.paymentId === paymentId) !== index,
    )
    if (repeated !== undefined) return E.left({ reason: 'TenderRepeated', paymentId: repeated.paymentId })
    for (const { paymentId, minor: wanted } of plan.tenders) {
      const payment = payments.find((known) => known.paymentId === paymentId)
      if (payment === undefined) return E.left({ reason: 'PaymentUnknown', purchaseId, paymentId })
      if (payment.disputed) return E.left({ reason: 'PaymentInDispute', paymentId })
      const refundableMinor = capOf(payment)
      if (wanted > refundableMinor) {
        return E.left({ reason: 'TenderExceeded', paymentId, refundableMinor, askedMinor: wanted })
      }
    }
    return plannedMinor === minor
      ? E.right(plan.tenders.filter((tender) => tender.minor > 0n))
      : E.left({ reason: 'TendersDifferFromSum', plannedMinor, owedMinor: minor })
  }

  const first = plan?.first ?? []
  const unknown = first.find((paymentId) => !payments.some((known) => known.paymentId === paymentId))
  if (unknown !== undefined) return E.left({ reason: 'PaymentUnknown', purchaseId, paymentId: unknown })
  const rank = (paymentId: string): number => {
    const named = first.findIndex((one) => one === paymentId)
    return named < 0 ? first.length : named
  }
  const usable = payments
    .filter(({ disputed }) => !disputed)
    .sort((one, other) => rank(one.paymentId) - rank(other.paymentId))
  let left = minor
  const tenders = usable.flatMap((payment): ReadonlyArray<SettlementTender> => {
    const cap = capOf(payment)
    const taken = left < cap ? left : cap
    left -= taken
    return taken > 0n ? [{ paymentId: payment.paymentId, minor: taken }] : []
  })
  return left === 0n
    ? E.right(tenders)
    : E.left({ reason: 'ExceedsRefundable', purchaseId, refundableMinor: minor - left, owedMinor: minor })
}
