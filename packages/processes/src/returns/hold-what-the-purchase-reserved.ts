import { purchaseAggregate, type ReturnCaseRejection, returnCaseAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, nothing } from '../reaction.js'

/**
 * The case learns which units a purchase holds for it. Where it does not want them any more (it was cancelled, refused,
 * answered otherwise), they are released at once: no reservation is ever left without a case that knows of it.
 */
export const holdWhatThePurchaseReserved = onDomainEvents({
  name: 'hold-what-the-purchase-reserved',
  reactsTo: ['UnitsReserved'],
  react: ({ event: { data } }) => {
    const { purchaseId, reservationId, holder, lines, reservedAt } = data
    if (holder.aggregate !== returnCaseAggregate.category) return nothing
    const returnCaseId = holder.id as ReturnCaseId
    return issue(
      returnCaseAggregate,
      returnCaseId,
      { type: 'ConfirmReservation', data: { returnCaseId, purchaseId, reservationId, lines, reservedAt } },
      {
        whenRejected: ({ reason }) =>
          issue(purchaseAggregate, purchaseId, {
            type: 'ReleaseUnits',
            data: { purchaseId, reservationId, because: becauseOf(reason), releasedAt: reservedAt },
          }),
      },
    )
  },
})

type ReturnCaseId = Parameters<typeof returnCaseAggregate.decider.decide>[0]['data']['returnCaseId']

const becauseOf = (reason: ReturnCaseRejection['reason']): NonEmptyText => `case-answers-${reason}` as NonEmptyText
