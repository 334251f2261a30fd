import {
  type CancelServicePlan,
  returnCaseAggregate,
  type ServicePlanId,
  type ServicePlanState,
  servicePlanAggregate,
  type UnitsConsumed,
} from '@aftersale/domain'
import { type Instant, laterOf, type NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { forPlansOfUnits } from './plan-of-a-unit.js'
import { isReplaced } from './unit-in-its-place.js'

/**
 * With a unit that its customer has no more, and was given money or credit for, the plan that covers it ends: whole where
 * the sale was withdrawn from, else as its terms say. A unit that another was given for keeps its plan, and so does one that
 * stays with its customer at a reduced price.
 */
export const cancelAPlanWhenItsUnitIsReturned = onDomainEvents({
  name: 'cancel-a-plan-when-its-unit-is-returned',
  reactsTo: ['UnitsConsumed'],
  react: ({ event: { data }, metadata: { recordedAt } }) => {
    if (!isGivenBack(data)) return nothing
    const { purchaseId, reservationId, lines, consumedAt } = data
    const cancellationId = `unit-returned-${reservationId}` as NonEmptyText
    return forPlansOfUnits(purchaseId, lines, ({ servicePlanId, state, purchase, unit }) =>
      // Sold for what was back in the shop already: a mistake of the sale, whenever this is heard of.
      isReplaced(purchase, unit) || isSoldAfter(state, recordedAt)
        ? nothing
        : cancelPlan(servicePlanId, state, data, {
            cancellationId,
            because: 'unit-returned' as NonEmptyText,
            cancelledAt: consumedAt,
          }),
    )
  },
})

const isSoldAfter = (state: ServicePlanState, recordedAt: Instant): boolean =>
  'plan' in state && 'sale' in state.plan && state.plan.sale.sold.soldAt > recordedAt

/** A return case consumes what it pays for; what a claim replaces is none of it. */
const isGivenBack = ({ holder, purpose }: UnitsConsumed['data']): boolean =>
  holder.aggregate === returnCaseAggregate.category ||
  purpose === 'return' ||
  purpose === 'trade-in' ||
  purpose === 'non-receipt'

type Cancellation = Pick<CancelServicePlan['data'], 'cancellationId' | 'because' | 'cancelledAt'>

const cancelPlan = (
  servicePlanId: ServicePlanId,
  state: ServicePlanState,
  { holder }: UnitsConsumed['data'],
  cancellation: Cancellation,
): Reaction => {
  switch (state.status) {
    case 'not-quoted':
    case 'quoted':
    case 'quote-expired':
    case 'cancelled':
      return nothing
    case 'sold':
    case 'cooling-off':
    case 'active':
    case 'suspended':
    case 'expired': {
      const { soldAt } = state.plan.sale.sold
      return holder.aggregate === returnCaseAggregate.category
        ? lookAt(returnCaseAggregate, holder.id, ({ state: asCase }) => {
            const request = asCase.status === 'not-requested' ? undefined : asCase.returnCase.request
            if (request?.wanted.remedy === 'price-reduction') return nothing
            const isWithdrawal = request?.kind === 'withdrawal'
            return cancel(servicePlanId, cancellation, soldAt, isWithdrawal)
          })
        : cancel(servicePlanId, cancellation, soldAt, false)
    }
  }
}

const cancel = (
  servicePlanId: ServicePlanId,
  { cancelledAt, ...cancellation }: Cancellation,
  soldAt: Instant,
  withMainContract: boolean,
): Reaction =>
  issue(
    servicePlanAggregate,
    servicePlanId,
    {
      type: 'CancelServicePlan',
      data: {
        servicePlanId,
        ...cancellation,
        ...(withMainContract ? { withMainContract } : {}),
        // Sold for a unit that was on its way back: heard of late.
        cancelledAt: laterOf(cancelledAt, soldAt),
      },
    },
    // Over, or cancelled otherwise meanwhile.
    { whenRejected: ({ reason }) => (reason === 'PlanOver' || reason === 'PlanGivenUp' ? nothing : undefined) },
  )
