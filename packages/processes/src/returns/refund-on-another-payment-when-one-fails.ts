import {
  type PurchaseEvidence,
  purchaseAggregate,
  type RetryRefund,
  type ReturnCase,
  returnCaseAggregate,
} from '@aftersale/domain'
import { eventIdOf, type Instant } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { purchaseEvidenceOf } from '../purchase-evidence-of.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'

/**
 * A refund that fails for the first time is tried once more on the other payments of the purchase, if they can carry all of
 * it. Whatever comes of that, the desk has a ticket; store credit instead is for the customer to agree to.
 */
export const refundOnAnotherPaymentWhenOneFails = onDomainEvents({
  name: 'refund-on-another-payment-when-one-fails',
  reactsTo: ['RefundLegFailed'],
  react: ({ event: { data }, metadata: { eventId } }) =>
    lookAt(returnCaseAggregate, data.returnCaseId, ({ state }) => {
      const leg = state.status === 'not-requested' ? undefined : failedOnce(state.returnCase, data)
      if (leg === undefined) return nothing
      return lookAt(purchaseAggregate, leg.leg.purchaseId, (found) => {
        const evidence = purchaseEvidenceOf(found)
        const refundId = eventIdOf(
          'refund',
          `alternative:${eventId}`,
          0,
        ) as string as RetryRefund['data']['payout']['refundId']
        return evidence === undefined ? nothing : retry(leg, { evidence, refundId, data, requestedAt: data.failedAt })
      })
    }),
})

interface Failed {
  readonly legId: string
  readonly refundId: string
}

const failedOnce = ({ settlement }: ReturnCase, { legId, refundId }: Failed) =>
  settlement.legs
    .filter((known) => 'attempts' in known)
    .find(({ leg, attempts }) => leg.legId === legId && attempts.length === 1 && attempts[0]?.refundId === refundId)

const retry = (
  { leg }: NonNullable<ReturnType<typeof failedOnce>>,
  {
    evidence,
    refundId,
    data: { returnCaseId, legId },
    requestedAt,
  }: {
    readonly evidence: PurchaseEvidence
    readonly refundId: RetryRefund['data']['payout']['refundId']
    readonly data: Pick<RetryRefund['data'], 'returnCaseId' | 'legId'>
    readonly requestedAt: Instant
  },
): Reaction => {
  const tried = new Set(leg.tenders.map(({ paymentId }) => paymentId))
  const others = evidence.payments.filter(({ paymentId, disputed }) => !disputed && !tried.has(paymentId))
  const left = others.reduce((sum, { refundableMinor }) => sum + refundableMinor, 0n)
  if (left < leg.minor) return nothing
  return issue(
    returnCaseAggregate,
    returnCaseId,
    {
      type: 'RetryRefund',
      data: {
        returnCaseId,
        legId,
        payout: { refundId, tenderPlan: { first: others.map(({ paymentId }) => paymentId) } },
        evidence,
        requestedBy: {
          kind: 'system',
          id: 'refund-on-another-payment-when-one-fails',
        } as RetryRefund['data']['requestedBy'],
        requestedAt,
      },
    },
    // Paid after all, tried by somebody else, or not to be had any more: the ticket is there.
    { whenRejected: () => nothing },
  )
}
