import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { RecordRefundOutcome, RecordReturnToCustomer, RetryRefund } from '../commands/settlement.js'
import type { SettlementEvent } from '../events/settlement.js'
import { idsInUse } from '../settlement/ids-in-use.js'
import { refundLeg } from '../settlement/legs-proposed.js'
import {
  isRefund,
  isReturnToCustomer,
  legNamed,
  type RefundAttempt,
  type RefundLegState,
} from '../settlement/settlement-state.js'
import type { ReturnCase } from '../state.js'
import { type CreditHolder, moneyRequested } from './settle.js'
import type { SettlementDecision } from './settlement-decision.js'

/** Once for each refund, whoever tells it first and however often: an answer, a notice, a look at the account. */
export const recordRefundOutcome = ({ data }: RecordRefundOutcome, { settlement }: ReturnCase): SettlementDecision => {
  const { legId, refundId, outcome } = data
  const state = legNamed(settlement, legId)
  if (state === undefined || !isRefund(state)) return reject({ reason: 'LegUnknown', legId })
  const attempt = state.attempts.find((one) => one.refundId === refundId)
  if (attempt === undefined) return reject({ reason: 'RefundUnknown', refundId })
  if (attempt.outcome === outcome) return alreadyDone
  switch (outcome) {
    case 'pending':
      return pending(data, attempt)
    case 'settled':
      return settled(data, attempt, state)
    case 'failed':
      return failed(data, attempt)
  }
}

type Outcome = RecordRefundOutcome['data']

const pending = (
  { returnCaseId, legId, refundId, providerRef, happenedAt }: Outcome,
  { outcome }: RefundAttempt,
): SettlementDecision => {
  // Heard of after its end, the way there is no news.
  if (outcome !== 'requested') return alreadyDone
  const ref = providerRef === undefined ? {} : { providerRef }
  return accept([{ type: 'RefundLegPending', data: { returnCaseId, legId, refundId, ...ref, pendingAt: happenedAt } }])
}

const settled = (
  { returnCaseId, legId, refundId, providerRef, happenedAt: settledAt }: Outcome,
  attempt: RefundAttempt,
  { status, attempts }: RefundLegState,
): SettlementDecision => {
  if (status === 'settled') return reject({ reason: 'LegStandsOtherwise', legId, status })
  const { creditId } = attempt
  const done: SettlementEvent | undefined =
    creditId !== undefined
      ? { type: 'StoreCreditLegSettled', data: { returnCaseId, legId, refundId, creditId, settledAt } }
      : providerRef !== undefined
        ? { type: 'RefundLegSettled', data: { returnCaseId, legId, refundId, providerRef, settledAt } }
        : undefined
  if (done === undefined) return reject({ reason: 'ProviderRefMissing', refundId })
  const because = 'earlier-refund-was-paid' as NonEmptyText
  const withdrawn = attempts
    .filter((other) => other.refundId !== refundId && (other.outcome === 'requested' || other.outcome === 'pending'))
    .map(
      (other): SettlementEvent => ({
        type: 'RefundRetryWithdrawn',
        data: { returnCaseId, legId, refundId: other.refundId, because, withdrawnAt: settledAt },
      }),
    )
  return accept([done, ...withdrawn])
}

const failed = (
  { returnCaseId, legId, refundId, because, happenedAt: failedAt }: Outcome,
  { outcome, creditId }: RefundAttempt,
): SettlementDecision => {
  if (outcome === 'settled') return reject({ reason: 'RefundAlreadyPaid', refundId })
  if (outcome === 'withdrawn') return alreadyDone
  if (because === undefined) return reject({ reason: 'FailureUnexplained', refundId })
  return accept([
    creditId === undefined
      ? { type: 'RefundLegFailed', data: { returnCaseId, legId, refundId, because, failedAt } }
      : { type: 'StoreCreditLegFailed', data: { returnCaseId, legId, refundId, creditId, because, failedAt } },
  ])
}

/** The same sum by the same way or another, bounded by what may be refunded now. */
export const retryRefund = ({ data }: RetryRefund, returnCase: ReturnCase): SettlementDecision => {
  const { legId, payout, claimCode, evidence, requestedAt } = data
  const state = legNamed(returnCase.settlement, legId)
  if (state === undefined || !isRefund(state)) return reject({ reason: 'LegUnknown', legId })
  const { leg, status, attempts } = state
  const retries = attempts.slice(1)
  if (retries.some(({ refundId, creditId }) => refundId === payout.refundId && creditId === payout.credit?.creditId)) {
    return alreadyDone
  }
  if (status !== 'failed') return reject({ reason: 'LegStandsOtherwise', legId, status })
  const used = idsInUse(returnCase.settlement).takePayout(payout)
  if (used !== undefined) return reject(used)
  if (evidence.purchaseId !== leg.purchaseId) {
    return reject({ reason: 'SettlementEvidenceMissing', purchaseId: leg.purchaseId })
  }
  if (evidence.currency !== leg.currency) {
    return reject({ reason: 'CurrencyMismatch', expected: leg.currency, found: evidence.currency })
  }
  const { customerId } = returnCase.request
  const holder: CreditHolder = customerId !== undefined ? { customerId } : claimCode !== undefined ? { claimCode } : {}
  if (payout.credit !== undefined && customerId === undefined && claimCode === undefined) {
    return reject({ reason: 'ClaimCodeMissing', legId, creditId: payout.credit.creditId })
  }
  // Agreed to now or not at all: what the policy would have offered was for the first try.
  if (payout.credit?.customerAgreed === false) return reject({ reason: 'StoreCreditNotAgreed', legId })
  const again = refundLeg(
    { legId, choice: payout },
    { purchase: evidence, units: [], components: leg.components },
    { returnCase, planned: new Map(), trace: [] },
  )
  if (E.isLeft(again)) return again
  const { differenceOf } = leg
  const retried = { ...again.right, ...(differenceOf === undefined ? {} : { differenceOf }) }
  return accept(moneyRequested(retried, { returnCase, at: requestedAt, holder }))
}

export const recordReturnToCustomer = (
  { data }: RecordReturnToCustomer,
  { settlement }: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, ref, returnedAt } = data
  const state = legNamed(settlement, legId)
  if (state === undefined || !isReturnToCustomer(state)) return reject({ reason: 'LegUnknown', legId })
  if (state.status === 'returned') return alreadyDone
  if (state.status !== 'decided') return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  const { purchaseId, lines } = state.leg
  const proof = ref === undefined ? {} : { ref }
  return accept([
    { type: 'ReturnedToCustomer', data: { returnCaseId, legId, purchaseId, lines, ...proof, returnedAt } },
  ])
}
