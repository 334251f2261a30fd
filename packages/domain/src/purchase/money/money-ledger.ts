import type { NonEmptyText } from '@aftersale/messages'
import type { Currency } from '../../money/currency.js'
import type { ReplacementUnitsAdded } from '../events/entitlement.js'
import type { DisputeOpened, RefundCancelled, RefundFailed, RefundReserved, RefundSettled } from '../events/refunds.js'
import type { RefundId } from '../refund-id.js'
import type { ReplacementId } from '../replacement-id.js'
import type { Payment } from '../sale/charges.js'
import type { AccountKey } from './account-key.js'

/** Always: total ≥ reserved + settled + moved. */
export interface ComponentAccount {
  readonly totalMinor: bigint
  /** Set aside for refunds that have not settled. */
  readonly reservedMinor: bigint
  readonly settledMinor: bigint
  /** Carried over to what was given in the place of these units. */
  readonly movedMinor: bigint
}

/** Always: captured ≥ reserved + settled + lost. */
export interface PaymentAccount {
  readonly tender: Payment['tender']
  readonly capturedMinor: bigint
  readonly reservedMinor: bigint
  readonly settledMinor: bigint
  /** What lost disputes were about; of it, what was not refunded already is lost. */
  readonly claimedMinor: bigint
  /** Of it, what went into dearer replacements. */
  readonly onTopMinor: bigint
}

export interface Refund {
  readonly reserved: RefundReserved['data']
  readonly status: 'reserved' | 'settled' | 'failed' | 'cancelled'
  readonly settlement?: RefundSettled['data']
  readonly failures: ReadonlyArray<RefundFailed['data']>
  readonly cancellations: ReadonlyArray<RefundCancelled['data']>
}

export interface Dispute {
  readonly opened: DisputeOpened['data']
  readonly status: 'open' | 'won' | 'lost'
  /** What it was about when it was decided. */
  readonly endedMinor?: bigint
}

export interface MoneyLedger {
  readonly currency: Currency
  readonly accounts: ReadonlyMap<AccountKey, ComponentAccount>
  readonly payments: ReadonlyMap<NonEmptyText, PaymentAccount>
  readonly refunds: ReadonlyMap<RefundId, Refund>
  readonly disputes: ReadonlyMap<NonEmptyText, Dispute>
  readonly replacements: ReadonlyMap<ReplacementId, ReplacementUnitsAdded['data']>
}

export const openedComponent = (totalMinor: bigint): ComponentAccount => ({
  totalMinor,
  reservedMinor: 0n,
  settledMinor: 0n,
  movedMinor: 0n,
})

export const openedPayment = ({
  tender,
  capturedMinor,
}: Pick<Payment, 'tender' | 'capturedMinor'>): PaymentAccount => ({
  tender,
  capturedMinor,
  reservedMinor: 0n,
  settledMinor: 0n,
  claimedMinor: 0n,
  onTopMinor: 0n,
})

/** What may still be refunded of it; nothing of what there is not. */
export const leftOf = ({ accounts }: MoneyLedger, key: AccountKey): bigint => {
  const account = accounts.get(key)
  return account === undefined
    ? 0n
    : account.totalMinor - account.reservedMinor - account.settledMinor - account.movedMinor
}

/** What lost disputes took of it: never what was refunded, nor what is on its way back. */
export const lostMinorOf = (payment: PaymentAccount): bigint => {
  const there = payment.capturedMinor - payment.reservedMinor - payment.settledMinor
  return payment.claimedMinor < there ? payment.claimedMinor : there
}

/** What may still be refunded on it. */
export const refundableMinorOf = (payment: PaymentAccount): bigint =>
  payment.capturedMinor - payment.reservedMinor - payment.settledMinor - lostMinorOf(payment)

/** The open disputes about a payment, by their ids. */
export const openDisputesOf = ({ disputes }: MoneyLedger, paymentId: NonEmptyText): ReadonlyArray<NonEmptyText> =>
  [...disputes].flatMap(([disputeId, { opened, status }]) =>
    status === 'open' && opened.paymentId === paymentId ? [disputeId] : [],
  )
