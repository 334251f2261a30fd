import {
  purchaseAggregate,
  returnCaseAggregate,
  type StoreCreditRequested,
  storeCreditAggregate,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { reserveRefund } from './reserve-refund.js'

/**
 * Store credit is money of the purchase as any refund is: set aside, settled, and only then issued, so that never more is
 * issued than was captured. A crash in between is made good by the next delivery.
 */
export const issueStoreCreditWhenASettlementAsksForIt = onDomainEvents({
  name: 'issue-store-credit-when-a-settlement-asks-for-it',
  reactsTo: ['StoreCreditRequested'],
  react: ({ event: { data } }) => reserveRefund(data, 'store-credit', () => settle(data)),
})

/** Not where the refund failed or was withdrawn meanwhile: what a settlement revives then is money that went out, and a credit has not. */
const settle = (requested: StoreCreditRequested['data']): Reaction => {
  const { purchaseId, refundId, creditId, requestedAt } = requested
  return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    const refund = state.status === 'recorded' ? state.purchase.money.refunds.get(refundId) : undefined
    if (refund?.status === 'settled') return issueCredit(requested)
    if (refund?.status !== 'reserved') return nothing
    return issue(
      purchaseAggregate,
      purchaseId,
      {
        type: 'SettleRefund',
        data: { purchaseId, refundId, providerRef: creditId as string as NonEmptyText, settledAt: requestedAt },
      },
      { whenCarriedOut: () => issueCredit(requested), whenRejected: () => nothing },
    )
  })
}

const issueCredit = ({
  returnCaseId,
  legId,
  creditId,
  customerId,
  claimCode,
  minor,
  currency,
  expiry,
  requestedAt,
}: StoreCreditRequested['data']): Reaction =>
  issue(storeCreditAggregate, creditId, {
    type: 'IssueStoreCredit',
    data: {
      creditId,
      ...(customerId === undefined ? {} : { customerId }),
      ...(claimCode === undefined ? {} : { claimCode }),
      minor,
      currency,
      ...(expiry === undefined ? {} : { expiry }),
      cause: { aggregate: returnCaseAggregate.category as NonEmptyText, id: returnCaseId, legId },
      issuedAt: requestedAt,
    },
  })
