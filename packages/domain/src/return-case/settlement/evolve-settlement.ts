import type { ExchangeConfirmed, RefundRequested, SettlementEvent, StoreCreditRequested } from '../events/settlement.js'
import type { SettlementLeg } from './settlement-leg.js'
import {
  type AdvanceReplacement,
  type ExchangeLegState,
  isExchange,
  isRefund,
  isReturnToCustomer,
  type LegState,
  type RefundAttempt,
  type RefundLegState,
  type ReturnToCustomerLegState,
  type Settlement,
} from './settlement-state.js'

/** Total: what happened is taken as it is told. */
export const evolveSettlement = (settlement: Settlement, event: SettlementEvent): Settlement => {
  switch (event.type) {
    case 'SettlementProposed':
      return {
        ...settlement,
        proposals: [...settlement.proposals, { proposed: event.data, status: 'proposed' }],
        legs: [...settlement.legs, ...event.data.legs.map(proposedLeg)],
      }
    case 'SettlementApproved':
      return withProposal(settlement, event.data.settlementId, 'approved')
    case 'SettlementRejected': {
      const { settlementId } = event.data
      const rejected = settlement.proposals.find(({ proposed }) => proposed.settlementId === settlementId)?.proposed
      const legIds = new Set<string>(rejected?.legs.map(({ legId }) => legId))
      return {
        ...withProposal(settlement, settlementId, 'rejected'),
        legs: settlement.legs.map(
          (state): LegState => (legIds.has(state.leg.legId) ? { ...state, status: 'rejected' } : state),
        ),
      }
    }
    case 'RefundRequested':
    case 'StoreCreditRequested':
      return requested(settlement, event)
    case 'ReturnToCustomerDecided':
      return withLeg(settlement, event.data.legId, isReturnToCustomer, (state) => ({ ...state, status: 'decided' }))
    case 'RefundLegPending':
      return withAttempt(settlement, event.data, 'pending')
    case 'RefundLegSettled':
    case 'StoreCreditLegSettled':
      return withAttempt(settlement, event.data, 'settled')
    case 'RefundLegFailed':
    case 'StoreCreditLegFailed':
      return withAttempt(settlement, event.data, 'failed')
    case 'RefundRetryWithdrawn':
      return withLeg(settlement, event.data.legId, isRefund, (state) => ({
        ...state,
        attempts: withOutcome(state.attempts, event.data.refundId, 'withdrawn'),
      }))
    case 'ReturnedToCustomer':
      return withLeg(settlement, event.data.legId, isReturnToCustomer, (state) => ({ ...state, status: 'returned' }))
    case 'ExchangeConfirmed':
      return confirmed(settlement, event)
    case 'ExchangeSurplusPaid':
      return withLeg(settlement, event.data.legId, isExchange, (state) => ({
        ...state,
        status: event.data.stillDueMinor === 0n ? 'ready' : state.status,
        payments: [...state.payments, event.data],
      }))
    case 'ExchangeOutOfStock':
      return withLeg(settlement, event.data.legId, isExchange, (state) => ({ ...state, status: 'out-of-stock' }))
    case 'ExchangeGivenUp':
      return withLeg(settlement, event.data.legId, isExchange, (state) => ({
        ...state,
        status: 'given-up',
        paidBackMinor: state.paidBackMinor + event.data.paidBackMinor,
      }))
    case 'ExchangeDispatched':
      return withLeg(settlement, event.data.legId, isExchange, (state) => ({ ...state, status: 'dispatched' }))
    case 'ExchangeDelivered':
      return withLeg(settlement, event.data.legId, isExchange, (state) => ({ ...state, status: 'delivered' }))
    case 'AdvanceReplacementSent':
      return { ...settlement, advances: [...settlement.advances, { sent: event.data, status: 'sent' }] }
    case 'AdvanceReplacementDelivered':
      return withAdvance(settlement, event.data.legId, { status: 'delivered', deliveredAt: event.data.deliveredAt })
    case 'AdvanceReplacementReturned':
      return withAdvance(settlement, event.data.legId, { status: 'replacement-returned' })
    case 'UnreturnedCharged':
      return withAdvance(settlement, event.data.legId, { status: 'charged', charged: event.data })
    case 'UnreturnedChargeReversed':
      return withAdvance(settlement, event.data.legId, { status: 'charge-reversed' })
    case 'WithdrawalRefundOverdue':
      return { ...settlement, refundOverdue: true }
    case 'ReturnCaseClosed':
      return { ...settlement, closed: event.data }
  }
}

const proposedLeg = (leg: SettlementLeg): LegState => {
  switch (leg.kind) {
    case 'refund':
      return { leg, status: 'proposed', attempts: [] }
    case 'exchange':
      return { leg, status: 'proposed', choices: 0, payments: [], paidBackMinor: 0n }
    case 'return-to-customer':
      return { leg, status: 'proposed' }
  }
}

const withProposal = (settlement: Settlement, settlementId: string, status: 'approved' | 'rejected'): Settlement => ({
  ...settlement,
  proposals: settlement.proposals.map((proposal) =>
    proposal.proposed.settlementId === settlementId ? { ...proposal, status } : proposal,
  ),
})

const withLeg = <State extends RefundLegState | ExchangeLegState | ReturnToCustomerLegState>(
  settlement: Settlement,
  legId: string,
  isOfKind: (state: LegState) => state is State,
  change: (state: State) => State,
): Settlement => ({
  ...settlement,
  legs: settlement.legs.map((state) => (state.leg.legId === legId && isOfKind(state) ? change(state) : state)),
})

/** A difference that an exchange chosen again owes the customer has no proposal: its leg begins with its request. */
const requested = (settlement: Settlement, { data }: RefundRequested | StoreCreditRequested): Settlement => {
  const { returnCaseId: _, requestedAt: __, ...sum } = data
  const credit = 'creditId' in data ? { creditId: data.creditId } : {}
  const attempt: RefundAttempt = { refundId: data.refundId, ...credit, outcome: 'requested' }
  if (!settlement.legs.some(({ leg }) => leg.legId === data.legId)) {
    const leg = {
      kind: 'refund' as const,
      legId: sum.legId,
      purchaseId: sum.purchaseId,
      lines: sum.lines,
      currency: sum.currency,
      refundId: sum.refundId,
      components: sum.components,
      minor: sum.minor,
      tenders: sum.tenders,
      payout: 'creditId' in data ? ('store-credit' as const) : ('original-tender' as const),
      ...credit,
      ...(data.differenceOf === undefined ? {} : { differenceOf: data.differenceOf }),
    }
    return { ...settlement, legs: [...settlement.legs, { leg, status: 'requested', attempts: [attempt] }] }
  }
  return withLeg(settlement, data.legId, isRefund, (state) => ({
    ...state,
    status: 'requested',
    attempts: [...state.attempts, attempt],
  }))
}

/** A leg that is settled stays so: what an earlier or later try comes to does not change that. */
const withAttempt = (
  settlement: Settlement,
  { legId, refundId }: { readonly legId: string; readonly refundId: string },
  outcome: 'pending' | 'settled' | 'failed',
): Settlement =>
  withLeg(settlement, legId, isRefund, (state) => ({
    ...state,
    status: state.status === 'settled' ? 'settled' : outcome,
    attempts: withOutcome(state.attempts, refundId, outcome),
  }))

const withOutcome = (
  attempts: ReadonlyArray<RefundAttempt>,
  refundId: string,
  outcome: RefundAttempt['outcome'],
): ReadonlyArray<RefundAttempt> =>
  attempts.map((attempt) => (attempt.refundId === refundId ? { ...attempt, outcome } : attempt))

const confirmed = (settlement: Settlement, { data }: ExchangeConfirmed): Settlement =>
  withLeg(settlement, data.legId, isExchange, (state) => ({
    ...state,
    status: data.dueFromCustomerMinor > 0n ? 'awaiting-payment' : 'ready',
    confirmed: data,
    choices: state.choices + 1,
    paidBackMinor: state.paidBackMinor + data.paidBackMinor,
  }))

const withAdvance = (settlement: Settlement, legId: string, change: Partial<AdvanceReplacement>): Settlement => ({
  ...settlement,
  advances: settlement.advances.map((advance) => (advance.sent.legId === legId ? { ...advance, ...change } : advance)),
})
