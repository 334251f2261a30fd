import {
  type PurchaseState,
  purchaseAggregate,
  type RecordRefundOutcome,
  type RefundCancelled,
  type RefundFailed,
  type RefundSettled,
  type ReturnCaseState,
  returnCaseAggregate,
} from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** What the purchase learns first of a refund, its case learns by it. */
export const tellTheCaseWhatBecameOfItsRefund = onDomainEvents({
  name: 'tell-the-case-what-became-of-its-refund',
  reactsTo: ['RefundSettled', 'RefundFailed', 'RefundCancelled'],
  react: ({ event }) => {
    const { purchaseId, refundId } = event.data
    return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
      const returnCaseId = caseOf(state, refundId)
      if (returnCaseId === undefined) return nothing
      return lookAt(returnCaseAggregate, returnCaseId, ({ state: asCase }) => {
        const legId = legOf(asCase, refundId)
        if (legId === undefined) return nothing
        return issue(
          returnCaseAggregate,
          returnCaseId,
          { type: 'RecordRefundOutcome', data: { returnCaseId, legId, refundId, ...outcomeOf(event) } },
          {
            whenRejected: ({ reason }) =>
              // The case knows better: the money went. That both of two tries were paid is for people to look into.
              reason === 'RefundAlreadyPaid' ? nothing : undefined,
          },
        )
      })
    })
  },
})

type Outcome = RecordRefundOutcome['data']

const caseOf = (state: PurchaseState, refundId: Outcome['refundId']): Outcome['returnCaseId'] | undefined => {
  const holder = state.status === 'recorded' ? state.purchase.money.refunds.get(refundId)?.reserved.holder : undefined
  return holder?.aggregate === returnCaseAggregate.category ? (holder.id as Outcome['returnCaseId']) : undefined
}

const legOf = (state: ReturnCaseState, refundId: Outcome['refundId']): Outcome['legId'] | undefined =>
  state.status === 'not-requested'
    ? undefined
    : state.returnCase.settlement.legs.find(
        (known) => 'attempts' in known && known.attempts.some((attempt) => attempt.refundId === refundId),
      )?.leg.legId

const outcomeOf = (
  event: RefundSettled | RefundFailed | RefundCancelled,
): Pick<Outcome, 'outcome' | 'providerRef' | 'because' | 'happenedAt'> => {
  switch (event.type) {
    case 'RefundSettled':
      return { outcome: 'settled', providerRef: event.data.providerRef, happenedAt: event.data.settledAt }
    case 'RefundFailed':
      return { outcome: 'failed', because: event.data.because, happenedAt: event.data.failedAt }
    case 'RefundCancelled':
      return { outcome: 'failed', because: event.data.because, happenedAt: event.data.cancelledAt }
  }
}
