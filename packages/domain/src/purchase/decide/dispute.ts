import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { RecordDispute } from '../commands/refunds.js'
import type { DisputeLost, DisputeOpened, DisputeWon } from '../events/refunds.js'
import { type Dispute, type PaymentAccount, refundableMinorOf } from '../money/money-ledger.js'
import type { Purchase } from '../state.js'
import type { PurchaseDecision } from './purchase-decision.js'
import { happenedBefore, otherCurrency, refusedBy } from './refusals.js'

/** A dispute whose end is heard of first is recorded with its beginning. */
export const recordDispute = ({ data }: RecordDispute, purchase: Purchase): PurchaseDecision => {
  const { disputeId, paymentId, outcome, happenedAt } = data
  const refusal = otherCurrency(data.currency, purchase) ?? happenedBefore(happenedAt, purchase)
  if (refusal !== undefined) return refusedBy(refusal)
  const { payments, disputes } = purchase.money
  const [payment, dispute] = [payments.get(paymentId), disputes.get(disputeId)]
  if (payment === undefined) return reject({ reason: 'PaymentUnknown', paymentId })
  if (dispute !== undefined && !isSame(dispute, data)) return reject({ reason: 'DisputeIdReused', disputeId })

  const opened: ReadonlyArray<DisputeOpened> = dispute === undefined ? [openedAs(data)] : []
  if (outcome === 'opened') return opened.length === 0 ? alreadyDone : accept(opened)
  if (dispute !== undefined && dispute.status !== 'open') {
    return dispute.status === outcome
      ? alreadyDone
      : reject({ reason: 'DisputeAlreadyOver', disputeId, outcome: dispute.status })
  }
  return accept([...opened, outcome === 'won' ? wonBy(data) : lostBy(data, payment)])
}

const openedAs = ({ purchaseId, disputeId, paymentId, minor, happenedAt }: RecordDispute['data']): DisputeOpened => ({
  type: 'DisputeOpened',
  data: { purchaseId, disputeId, paymentId, minor, openedAt: happenedAt },
})

const wonBy = ({ purchaseId, disputeId, paymentId, minor, happenedAt }: RecordDispute['data']): DisputeWon => ({
  type: 'DisputeWon',
  data: { purchaseId, disputeId, paymentId, minor, wonAt: happenedAt },
})

const lostBy = (
  { purchaseId, disputeId, paymentId, minor, happenedAt }: RecordDispute['data'],
  payment: PaymentAccount,
): DisputeLost => {
  const left = refundableMinorOf(payment)
  const lostMinor = minor < left ? minor : left
  return {
    type: 'DisputeLost',
    data: {
      purchaseId,
      disputeId,
      paymentId,
      minor,
      lostMinor,
      alreadyRefundedMinor: minor - lostMinor,
      lostAt: happenedAt,
    },
  }
}

/** The end of a dispute may be about less than its beginning; told twice, each is about the same amount. */
const isSame = (
  { opened, status, endedMinor }: Dispute,
  { paymentId, minor, outcome }: RecordDispute['data'],
): boolean => {
  if (opened.paymentId !== paymentId) return false
  if (outcome === 'opened') return opened.minor === minor
  return status !== outcome || endedMinor === minor
}
