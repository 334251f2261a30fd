import type { ReplacementUnitsAdded } from '../events/entitlement.js'
import type { DisputeLost, DisputeWon, RefundEvent } from '../events/refunds.js'
import type { PaymentRecorded, PurchaseRecorded } from '../events/sale.js'
import {
  type AccountKey,
  feeOf,
  feeTaxOf,
  goodsOf,
  goodsTaxOf,
  shippingOf,
  shippingTaxOf,
  taken,
} from './account-key.js'
import {
  type ComponentAccount,
  type MoneyLedger,
  openedComponent,
  openedPayment,
  type PaymentAccount,
  type Refund,
} from './money-ledger.js'
import type { RefundPlan } from './refund-plan.js'

export const recordedMoney = ({ data }: PurchaseRecorded): MoneyLedger => ({
  currency: data.currency,
  accounts: new Map<AccountKey, ComponentAccount>([
    ...data.lines.flatMap(({ lineId, netMinor, discountMinor, taxMinor }) => [
      opened(goodsOf(lineId), netMinor - discountMinor),
      opened(goodsTaxOf(lineId), taxMinor),
    ]),
    ...data.shipping.flatMap(({ shippingId, netMinor, taxMinor }) => [
      opened(shippingOf(shippingId), netMinor),
      opened(shippingTaxOf(shippingId), taxMinor),
    ]),
    ...data.fees.flatMap(({ feeId, netMinor, taxMinor }) => [
      opened(feeOf(feeId), netMinor),
      opened(feeTaxOf(feeId), taxMinor),
    ]),
  ]),
  payments: new Map(data.payments.map((payment) => [payment.paymentId, openedPayment(payment)])),
  refunds: new Map(),
  disputes: new Map(),
  replacements: new Map(),
})

const opened = (key: AccountKey, totalMinor: bigint): [AccountKey, ComponentAccount] => [
  key,
  openedComponent(totalMinor),
]

export const evolveMoney = (
  ledger: MoneyLedger,
  event: RefundEvent | PaymentRecorded | ReplacementUnitsAdded,
): MoneyLedger => {
  switch (event.type) {
    case 'PaymentRecorded': {
      const { paymentId } = event.data
      if (ledger.payments.has(paymentId)) return ledger
      return { ...ledger, payments: new Map(ledger.payments).set(paymentId, openedPayment(event.data)) }
    }
    case 'RefundReserved': {
      const { refundId } = event.data
      if (ledger.refunds.has(refundId)) return ledger
      const refund: Refund = { reserved: event.data, status: 'reserved', failures: [], cancellations: [] }
      return withRefund(booked(ledger, event.data, { reserved: 1n, settled: 0n }), refund)
    }
    case 'RefundSettled': {
      const refund = ledger.refunds.get(event.data.refundId)
      if (refund === undefined || refund.status === 'settled') return ledger
      const reserved = refund.status === 'reserved' ? -1n : 0n
      return withRefund(booked(ledger, refund.reserved, { reserved, settled: 1n }), {
        ...refund,
        status: 'settled',
        settlement: event.data,
      })
    }
    case 'RefundFailed': {
      const refund = ledger.refunds.get(event.data.refundId)
      if (refund === undefined) return ledger
      const failures = [...refund.failures, event.data]
      return refund.status === 'reserved'
        ? withRefund(booked(ledger, refund.reserved, { reserved: -1n, settled: 0n }), {
            ...refund,
            status: 'failed',
            failures,
          })
        : withRefund(ledger, { ...refund, failures })
    }
    case 'RefundCancelled': {
      const refund = ledger.refunds.get(event.data.refundId)
      if (refund === undefined) return ledger
      const cancellations = [...refund.cancellations, event.data]
      return refund.status === 'reserved'
        ? withRefund(booked(ledger, refund.reserved, { reserved: -1n, settled: 0n }), {
            ...refund,
            status: 'cancelled',
            cancellations,
          })
        : withRefund(ledger, { ...refund, cancellations })
    }
    case 'DisputeOpened': {
      const { disputeId } = event.data
      if (ledger.disputes.has(disputeId)) return ledger
      return { ...ledger, disputes: new Map(ledger.disputes).set(disputeId, { opened: event.data, status: 'open' }) }
    }
    case 'DisputeWon':
      return withDisputeOver(ledger, event.data, 'won')
    case 'DisputeLost': {
      const { disputeId, paymentId, minor } = event.data
      if (ledger.disputes.get(disputeId)?.status !== 'open') return ledger
      return withDisputeOver(
        withPayment(ledger, paymentId, (payment) => ({ ...payment, claimedMinor: payment.claimedMinor + minor })),
        event.data,
        'lost',
      )
    }
    case 'ReplacementUnitsAdded':
      return replaced(ledger, event)
  }
}

/** What the originals were worth moves out of their accounts; the new lines open theirs. */
const replaced = (ledger: MoneyLedger, { data }: ReplacementUnitsAdded): MoneyLedger => {
  const accounts = new Map(ledger.accounts)
  const move = (key: AccountKey, minor: bigint) => {
    const account = accounts.get(key)
    if (account !== undefined) accounts.set(key, { ...account, movedMinor: account.movedMinor + minor })
  }
  for (const { lineId, netMinor, taxMinor } of data.lineageOf) {
    move(goodsOf(lineId), netMinor)
    move(goodsTaxOf(lineId), taxMinor)
  }
  for (const { lineId, netMinor, taxMinor } of data.newLines) {
    if (accounts.has(goodsOf(lineId))) continue
    accounts.set(goodsOf(lineId), openedComponent(netMinor))
    accounts.set(goodsTaxOf(lineId), openedComponent(taxMinor))
  }
  const moved = { ...ledger, accounts, replacements: new Map(ledger.replacements).set(data.replacementId, data) }
  const { paidOnTop = [] } = data
  return paidOnTop.reduce<MoneyLedger>(
    (so, { paymentId, minor }) =>
      withPayment(so, paymentId, (payment) => ({ ...payment, onTopMinor: payment.onTopMinor + minor })),
    moved,
  )
}

/** The refund's amounts put to or taken from what is reserved and what is settled, in components and on payments. */
const booked = (
  ledger: MoneyLedger,
  plan: RefundPlan,
  { reserved, settled }: { readonly reserved: bigint; readonly settled: bigint },
): MoneyLedger => {
  const accounts = new Map(ledger.accounts)
  for (const [key, minor] of taken(plan.components)) {
    const account = accounts.get(key)
    if (account !== undefined) accounts.set(key, bookedOn(account, minor))
  }
  const payments = new Map(ledger.payments)
  for (const { paymentId, minor } of plan.tenders) {
    const payment = payments.get(paymentId)
    if (payment !== undefined) payments.set(paymentId, bookedOn(payment, minor))
  }
  return { ...ledger, accounts, payments }

  function bookedOn<Account extends ComponentAccount | PaymentAccount>(account: Account, minor: bigint): Account {
    return {
      ...account,
      reservedMinor: account.reservedMinor + reserved * minor,
      settledMinor: account.settledMinor + settled * minor,
    }
  }
}

const withRefund = (ledger: MoneyLedger, refund: Refund): MoneyLedger => ({
  ...ledger,
  refunds: new Map(ledger.refunds).set(refund.reserved.refundId, refund),
})

const withPayment = (
  ledger: MoneyLedger,
  paymentId: PaymentRecorded['data']['paymentId'],
  change: (payment: PaymentAccount) => PaymentAccount,
): MoneyLedger => {
  const payment = ledger.payments.get(paymentId)
  if (payment === undefined) return ledger
  return { ...ledger, payments: new Map(ledger.payments).set(paymentId, change(payment)) }
}

const withDisputeOver = (
  ledger: MoneyLedger,
  { disputeId, minor: endedMinor }: DisputeLost['data'] | DisputeWon['data'],
  status: 'won' | 'lost',
): MoneyLedger => {
  const dispute = ledger.disputes.get(disputeId)
  if (dispute?.status !== 'open') return ledger
  return { ...ledger, disputes: new Map(ledger.disputes).set(disputeId, { ...dispute, status, endedMinor }) }
}
