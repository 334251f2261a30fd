import {
  type PurchaseId,
  purchaseAggregate,
  type ServicePlanCancelled,
  type ServicePlanRenewalReversed,
  servicePlanAggregate,
  serviceTicketAggregate,
  type TermRefund,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Occurrence, Process } from '../process.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { refundIdOfTerm, refundPlanOf } from './refund-of-a-term.js'
import { openTicketAboutAPlan, planTicketIdOf } from './ticket-about-a-plan.js'

const NAME = 'pay-back-a-cancelled-plan'

/**
 * What a plan owes its customer is set aside at the purchase by whose line each term was paid, so that it is bounded by
 * what was captured. Where it was paid otherwise, or the purchase refuses, the desk is told, and pays it.
 */
export const payBackACancelledPlan = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ServicePlanCancelled', 'ServicePlanRenewalReversed'],
    react: (occurrence) =>
      inTurn(
        occurrence.event.data.refunds.map((refund) =>
          refund.refundMinor === 0n ? nothing : payBack(desk, occurrence, refund),
        ),
      ),
  })

type Told = Occurrence<ServicePlanCancelled | ServicePlanRenewalReversed>

const payBack = (desk: Desk, occurrence: Told, refund: TermRefund): Reaction => {
  const purchaseId = refund.purchase?.purchaseId
  const tell = tellTheDesk(desk, occurrence, refund)
  if (purchaseId === undefined) return tell
  // Once the desk was told it pays: the purchase is not asked again, though it might agree by now.
  return lookAt(serviceTicketAggregate, planTicketIdOf({ process: NAME, part: refund.termId }, occurrence), (told) =>
    told.state.status === 'not-opened' ? reserve(occurrence, refund, purchaseId, tell) : nothing,
  )
}

const reserve = ({ event }: Told, refund: TermRefund, purchaseId: PurchaseId, tell: Reaction): Reaction =>
  lookAt(purchaseAggregate, purchaseId, ({ state }) => {
    if (state.status === 'not-recorded') return tell
    const { servicePlanId, currency } = event.data
    const refundId = refundIdOfTerm(servicePlanId, refund.termId)
    if (state.purchase.money.refunds.has(refundId)) return nothing
    const plan = refundPlanOf(state.purchase, refund)
    if (plan === undefined) return tell
    return issue(
      purchaseAggregate,
      purchaseId,
      {
        type: 'ReserveRefund',
        data: {
          purchaseId,
          refundId,
          holder: { aggregate: servicePlanAggregate.category as NonEmptyText, id: servicePlanId },
          currency,
          ...plan,
          payout: 'original-tender',
          reservedAt: owedAt(event),
        },
      },
      // Reserved by another try, with what the purchase had then: that stands.
      { whenRejected: ({ reason }) => (reason === 'RefundIdReused' ? nothing : tell) },
    )
  })

const owedAt = (event: Told['event']): Instant =>
  event.type === 'ServicePlanCancelled' ? event.data.cancelledAt : event.data.reversedAt

const tellTheDesk = (desk: Desk, occurrence: Told, { termId, purchase }: TermRefund): Reaction => {
  const { servicePlanId } = occurrence.event.data
  return lookAt(servicePlanAggregate, servicePlanId, ({ state }) =>
    openTicketAboutAPlan(desk, occurrence, {
      process: NAME,
      part: termId,
      subcategory: 'refund-owed',
      customerId: state.status === 'not-quoted' ? undefined : state.plan.quoted.customerId,
      purchaseId: purchase?.purchaseId,
    }),
  )
}
