import {
  type PurchaseRejection,
  type PurchaseState,
  purchaseAggregate,
  type RefundRequested,
  type ReserveRefund,
  type ReturnCaseState,
  returnCaseAggregate,
  type StoreCreditRequested,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { consumeUnits } from './consume-units.js'

type Requested = RefundRequested['data'] | StoreCreditRequested['data']

/**
 * Has the purchase set the money of a leg aside, once its units are consumed; then `follows`. Where the purchase refuses,
 * the case learns that the refund failed, and the leg is open again. A refund that failed or was withdrawn before it was
 * ever set aside is not set aside any more.
 */
export const reserveRefund = (
  requested: Requested,
  payout: ReserveRefund['data']['payout'],
  follows: () => Reaction,
): Reaction => {
  const { returnCaseId, refundId, purchaseId, currency, components, tenders, requestedAt, lines, minor } = requested
  if (minor === 0n && components.every((component) => component.minor === 0n)) {
    return consumeUnits(lines, requestedAt, () => nothing)
  }
  const reserve = (): Reaction =>
    issue(
      purchaseAggregate,
      purchaseId,
      {
        type: 'ReserveRefund',
        data: {
          purchaseId,
          refundId,
          holder: { aggregate: returnCaseAggregate.category as NonEmptyText, id: returnCaseId },
          currency,
          components,
          tenders,
          payout,
          reservedAt: requestedAt,
        },
      },
      { whenCarriedOut: follows, whenRejected: (rejection) => refundFailed(requested, rejection) },
    )
  return consumeUnits(lines, requestedAt, () =>
    lookAt(purchaseAggregate, purchaseId, ({ state }) =>
      isKnown(state, refundId)
        ? // Reserved by an earlier try; what that left undone is still to be done.
          reserve()
        : lookAt(returnCaseAggregate, returnCaseId, ({ state: asCase }) =>
            isAwaited(asCase, requested) ? reserve() : nothing,
          ),
    ),
  )
}

const isKnown = (state: PurchaseState, refundId: Requested['refundId']): boolean =>
  state.status === 'recorded' && state.purchase.money.refunds.has(refundId)

/** Whether the case still waits for that refund. A leg with nothing to pay settled itself: what was asked is owed to the ledger. */
const isAwaited = (state: ReturnCaseState, { legId, refundId }: Requested): boolean => {
  if (state.status === 'not-requested') return false
  const leg = state.returnCase.settlement.legs.find((known) => known.leg.legId === legId)
  if (leg === undefined || !('attempts' in leg)) return false
  const outcome = leg.attempts.find((attempt) => attempt.refundId === refundId)?.outcome
  return outcome === 'requested' || outcome === 'pending' || outcome === 'settled'
}

/** The leg is open again, unless another try of the same reaction was let through meanwhile. */
const refundFailed = (
  { returnCaseId, legId, refundId, purchaseId, requestedAt }: Requested,
  { reason }: PurchaseRejection,
): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }) =>
    isKnown(state, refundId)
      ? nothing
      : issue(
          returnCaseAggregate,
          returnCaseId,
          {
            type: 'RecordRefundOutcome',
            data: {
              returnCaseId,
              legId,
              refundId,
              outcome: 'failed',
              because: `purchase-answers-${reason}` as NonEmptyText,
              happenedAt: requestedAt,
            },
          },
          // Settled or withdrawn meanwhile.
          { whenRejected: () => nothing },
        ),
  )
