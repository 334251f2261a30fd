import {
  type PurchaseId,
  purchaseAggregate,
  type RefundLegFailed,
  type RefundLegSettled,
  type ReturnCase,
  returnCaseAggregate,
  type StoreCreditLegFailed,
  type StoreCreditLegSettled,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'

type Ended = RefundLegSettled | RefundLegFailed | StoreCreditLegSettled | StoreCreditLegFailed

/**
 * What the case learns first of a refund, the purchase learns by it. Tries that a late payment made needless are cancelled
 * before it is settled, since they hold the very money that it needs.
 */
export const tellThePurchaseWhatBecameOfARefund = onDomainEvents({
  name: 'tell-the-purchase-what-became-of-a-refund',
  reactsTo: [
    'RefundLegSettled',
    'RefundLegFailed',
    'StoreCreditLegSettled',
    'StoreCreditLegFailed',
    'RefundRetryWithdrawn',
  ],
  react: ({ event }) => {
    const { returnCaseId, legId } = event.data
    return lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
      const leg = state.status === 'not-requested' ? undefined : refundLegOf(state.returnCase, legId)
      if (leg === undefined) return nothing
      const { purchaseId } = leg.leg
      const withdrawn = leg.attempts.map(({ refundId, outcome }) =>
        outcome === 'withdrawn' ? cancel(purchaseId, refundId, event) : nothing,
      )
      return inTurn([...withdrawn, event.type === 'RefundRetryWithdrawn' ? nothing : told(purchaseId, event)])
    })
  },
})

const refundLegOf = ({ settlement }: ReturnCase, legId: string) =>
  settlement.legs.filter((known) => 'attempts' in known).find(({ leg }) => leg.legId === legId)

const told = (purchaseId: PurchaseId, event: Ended): Reaction => {
  const { refundId } = event.data
  switch (event.type) {
    case 'RefundLegSettled':
    case 'StoreCreditLegSettled': {
      const { settledAt } = event.data
      const providerRef =
        event.type === 'RefundLegSettled' ? event.data.providerRef : (event.data.creditId as string as NonEmptyText)
      return issue(
        purchaseAggregate,
        purchaseId,
        { type: 'SettleRefund', data: { purchaseId, refundId, providerRef, settledAt } },
        {
          whenRejected: ({ reason }) =>
            // Where nothing was to be paid, nothing was set aside.
            reason === 'RefundUnknown' && providerRef === NOTHING_TO_PAY ? nothing : undefined,
        },
      )
    }
    case 'RefundLegFailed':
    case 'StoreCreditLegFailed': {
      const { because, failedAt } = event.data
      return issue(
        purchaseAggregate,
        purchaseId,
        { type: 'FailRefund', data: { purchaseId, refundId, because, failedAt } },
        // Never set aside, free again already, or paid after all: then the purchase tells the case so.
        { whenRejected: () => nothing },
      )
    }
  }
}

/** How a leg with nothing to pay is settled by the case itself. */
const NOTHING_TO_PAY = 'nothing-to-pay'

const cancel = (
  purchaseId: PurchaseId,
  refundId: RefundLegSettled['data']['refundId'],
  { data }: { readonly data: { readonly returnCaseId: string } },
): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    const refund = state.status === 'recorded' ? state.purchase.money.refunds.get(refundId) : undefined
    if (refund === undefined || refund.status !== 'reserved') return nothing
    return issue(
      purchaseAggregate,
      purchaseId,
      {
        type: 'CancelRefund',
        data: {
          purchaseId,
          refundId,
          because: `earlier-refund-was-paid-${data.returnCaseId}` as NonEmptyText,
          cancelledAt: refund.reserved.reservedAt,
        },
      },
      // Paid meanwhile: the purchase tells the case so.
      { whenRejected: () => nothing },
    )
  })
