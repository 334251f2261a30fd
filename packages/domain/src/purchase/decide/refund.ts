import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import type { CancelRefund, FailRefund, ReserveRefund, SettleRefund } from '../commands/refunds.js'
import {
  accountKeyOf,
  feeOf,
  feeTaxOf,
  goodsOf,
  goodsTaxOf,
  keptBack,
  named,
  shippingOf,
  shippingTaxOf,
  taken,
} from '../money/account-key.js'
import { leftOf, type MoneyLedger, openDisputesOf, refundableMinorOf } from '../money/money-ledger.js'
import type { RefundComponent, RefundPlan } from '../money/refund-plan.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore, otherCurrency, type Refusal, refusedBy } from './refusals.js'

export const reserveRefund = ({ data }: ReserveRefund, purchase: Purchase): PurchaseDecision => {
  const { money, sale } = purchase
  const known = money.refunds.get(data.refundId)
  if (known !== undefined) {
    const [{ reservedAt: _, ...asked }, { reservedAt: __, ...reserved }] = [data, known.reserved]
    return sameContent(asked, reserved) ? alreadyDone : reject({ reason: 'RefundIdReused', refundId: data.refundId })
  }
  const refusal =
    otherCurrency(data.currency, purchase) ??
    happenedBefore(data.reservedAt, purchase) ??
    unfitComponents(data, money) ??
    unfitDeductions(data) ??
    unbalanced(data) ??
    feeRefundedBefore(data, purchase) ??
    exceedsComponents(data, money) ??
    taxWithoutItsNet(data, money, sale.recorded) ??
    disputed(data, money) ??
    exceedsPayments(data, money)
  return refusal === undefined ? accept([{ type: 'RefundReserved', data }]) : refusedBy(refusal)
}

const unfitComponents = ({ components }: RefundPlan, { accounts }: MoneyLedger): Refusal => {
  for (const component of components) {
    if (!namesItsOwner(component)) return { reason: 'ComponentOwnerUnclear', component: component.component }
    const account = accountKeyOf(component)
    if (account !== undefined && !accounts.has(account)) return { reason: 'ComponentUnknown', account }
  }
  const given = [...named(components).values()].reduce((sum, minor) => sum + minor, 0n)
  return given === 0n ? { reason: 'RefundOfNothing' } : undefined
}

const namesItsOwner = ({ component, lineId, shippingId, feeId, keptBack: kept }: RefundComponent): boolean => {
  const [line, shipping, fee] = [lineId !== undefined, shippingId !== undefined, feeId !== undefined]
  switch (component) {
    case 'goods':
    case 'goods-tax':
      return line && !shipping && !fee && (kept === undefined || kept === component)
    case 'shipping':
    case 'shipping-tax':
      return shipping && !line && !fee && kept === undefined
    case 'fee':
    case 'fee-tax':
      return fee && !line && !shipping && kept === undefined
    case 'deduction':
      return !shipping && !fee && (kept === undefined || line)
  }
}

const unfitDeductions = ({ components }: RefundPlan): Refusal => {
  const deductions = components.filter(({ component }) => component === 'deduction')
  if (deductions.some(({ because }) => because === undefined)) return { reason: 'DeductionUnexplained' }
  const refunded = named(components)
  const kept = keptBack(components)
  for (const { lineId } of deductions) {
    if (lineId === undefined) continue
    for (const account of [goodsOf(lineId), goodsTaxOf(lineId)]) {
      const [deductedMinor, refundedMinor] = [kept.get(account) ?? 0n, refunded.get(account) ?? 0n]
      if (deductedMinor > refundedMinor) return { reason: 'DeductionExceedsLine', lineId, deductedMinor, refundedMinor }
    }
    const deductedMinor = deductions.reduce((sum, one) => (one.lineId === lineId ? sum + one.minor : sum), 0n)
    const refundedMinor = (refunded.get(goodsOf(lineId)) ?? 0n) + (refunded.get(goodsTaxOf(lineId)) ?? 0n)
    if (deductedMinor > refundedMinor) return { reason: 'DeductionExceedsLine', lineId, deductedMinor, refundedMinor }
  }
  return undefined
}

const unbalanced = ({ components, tenders }: RefundPlan): Refusal => {
  const componentsMinor = components.reduce(
    (sum, { component, minor }) => (component === 'deduction' ? sum - minor : sum + minor),
    0n,
  )
  const tendersMinor = tenders.reduce((sum, { minor }) => sum + minor, 0n)
  return componentsMinor === tendersMinor ? undefined : { reason: 'RefundNotBalanced', componentsMinor, tendersMinor }
}

const exceedsComponents = ({ components }: RefundPlan, money: MoneyLedger): Refusal => {
  for (const [account, requestedMinor] of taken(components)) {
    const leftMinor = leftOf(money, account)
    if (requestedMinor > leftMinor) return { reason: 'ComponentExceeded', account, requestedMinor, leftMinor }
  }
  return undefined
}

/** Not in instalments, and not a second time with the next return. */
const feeRefundedBefore = ({ components }: RefundPlan, { money, sale: { recorded } }: Purchase): Refusal => {
  const refunded = taken(components)
  for (const { feeId, refundableOnce } of recorded.fees) {
    if (!refundableOnce) continue
    for (const [key, other] of [
      [feeOf(feeId), feeTaxOf(feeId)],
      [feeTaxOf(feeId), feeOf(feeId)],
    ] as const) {
      const isAsked = (refunded.get(key) ?? 0n) > 0n
      if (isAsked && (isTouched(money, key) || isTouched(money, other))) return { reason: 'FeeAlreadyRefunded', feeId }
    }
  }
  return undefined
}

const isTouched = ({ accounts }: MoneyLedger, key: ReturnType<typeof feeOf>): boolean => {
  const account = accounts.get(key)
  return account !== undefined && account.reservedMinor + account.settledMinor > 0n
}

const taxWithoutItsNet = (
  { components }: RefundPlan,
  money: MoneyLedger,
  { shipping, fees }: Purchase['sale']['recorded'],
): Refusal => {
  const refunded = taken(components)
  const charges = [
    ...shipping.map(({ shippingId }) => [shippingOf(shippingId), shippingTaxOf(shippingId)] as const),
    ...fees.map(({ feeId }) => [feeOf(feeId), feeTaxOf(feeId)] as const),
  ]
  for (const [net, tax] of charges) {
    const takesTax = (refunded.get(tax) ?? 0n) > 0n
    const hasNet = (money.accounts.get(net)?.totalMinor ?? 0n) > 0n
    if (takesTax && hasNet && (refunded.get(net) ?? 0n) === 0n && !isTouched(money, net)) {
      return { reason: 'TaxWithoutItsNet', account: tax }
    }
  }
  return undefined
}

const disputed = ({ tenders }: RefundPlan, money: MoneyLedger): Refusal => {
  for (const { paymentId } of tenders) {
    if (!money.payments.has(paymentId)) return { reason: 'PaymentUnknown', paymentId }
    const disputeIds = openDisputesOf(money, paymentId)
    if (disputeIds.length > 0) return { reason: 'PaymentDisputed', paymentId, disputeIds }
  }
  return undefined
}

const exceedsPayments = ({ tenders }: RefundPlan, { payments }: MoneyLedger): Refusal => {
  for (const [paymentId, payment] of payments) {
    const requestedMinor = tenders.reduce(
      (sum, tender) => (tender.paymentId === paymentId ? sum + tender.minor : sum),
      0n,
    )
    const leftMinor = refundableMinorOf(payment)
    if (requestedMinor > leftMinor) return { reason: 'ExceedsCaptured', paymentId, requestedMinor, leftMinor }
  }
  return undefined
}

/**
 * Also after a failure or a cancellation: then the money went back all the same, and is booked if it is still there. Where
 * it was given to another refund meanwhile, the settlement is refused by what it would exceed, for people to look into.
 */
export const settleRefund = ({ data }: SettleRefund, { money }: Purchase): PurchaseDecision => {
  const { minor: settledMinor, ...settled } = data
  const { refundId, providerRef } = settled
  const refund = money.refunds.get(refundId)
  if (refund === undefined) return reject({ reason: 'RefundUnknown', refundId })
  if (refund.settlement !== undefined) {
    return refund.settlement.providerRef === providerRef
      ? alreadyDone
      : reject({ reason: 'RefundAlreadySettled', refundId, providerRef: refund.settlement.providerRef })
  }
  const reservedMinor = refund.reserved.tenders.reduce((sum, { minor }) => sum + minor, 0n)
  if (settledMinor !== undefined && settledMinor !== reservedMinor) {
    return reject({ reason: 'SettlementDiffers', refundId, reservedMinor, settledMinor })
  }
  const refusal =
    refund.status === 'reserved'
      ? undefined
      : (exceedsComponents(refund.reserved, money) ?? exceedsPayments(refund.reserved, money))
  return refusal === undefined ? accept([{ type: 'RefundSettled', data: settled }]) : refusedBy(refusal)
}

export const failRefund = ({ data }: FailRefund, { money }: Purchase): PurchaseDecision => {
  const { refundId, because, failedAt } = data
  const refund = money.refunds.get(refundId)
  if (refund === undefined) return reject({ reason: 'RefundUnknown', refundId })
  if (refund.failures.some((known) => known.because === because && known.failedAt === failedAt)) return alreadyDone
  if (refund.settlement !== undefined) {
    return reject({ reason: 'RefundAlreadySettled', refundId, providerRef: refund.settlement.providerRef })
  }
  if (refund.status === 'reserved') return accept([{ type: 'RefundFailed', data }])
  return refund.failures.some((known) => known.because === because)
    ? alreadyDone
    : reject({ reason: 'RefundNotReserved', refundId, status: refund.status === 'failed' ? 'failed' : 'cancelled' })
}

export const cancelRefund = ({ data }: CancelRefund, { money }: Purchase): PurchaseDecision => {
  const { refundId, because, cancelledAt } = data
  const refund = money.refunds.get(refundId)
  if (refund === undefined) return reject({ reason: 'RefundUnknown', refundId })
  if (refund.cancellations.some((known) => known.because === because && known.cancelledAt === cancelledAt)) {
    return alreadyDone
  }
  if (refund.settlement !== undefined) {
    return reject({ reason: 'RefundAlreadySettled', refundId, providerRef: refund.settlement.providerRef })
  }
  if (refund.status === 'reserved') return accept([{ type: 'RefundCancelled', data }])
  return refund.cancellations.some((known) => known.because === because)
    ? alreadyDone
    : reject({ reason: 'RefundNotReserved', refundId, status: refund.status === 'failed' ? 'failed' : 'cancelled' })
}
