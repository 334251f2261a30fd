import { purchaseAggregate, type ServicePlanId, servicePlanAggregate } from '@aftersale/domain'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { lookAt, nothing } from '../reaction.js'
import { openTicketAboutAPlan } from './ticket-about-a-plan.js'

const NAME = 'open-a-ticket-when-the-refund-of-a-plan-fails'

/** Money that a plan owes and that did not go: a person looks into it. */
export const openATicketWhenTheRefundOfAPlanFails = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RefundFailed'],
    react: (occurrence) => {
      const { purchaseId, refundId } = occurrence.event.data
      return lookAt(purchaseAggregate, purchaseId, ({ state }) => {
        const holder =
          state.status === 'recorded' ? state.purchase.money.refunds.get(refundId)?.reserved.holder : undefined
        if (holder?.aggregate !== servicePlanAggregate.category) return nothing
        const servicePlanId = holder.id as ServicePlanId
        return lookAt(servicePlanAggregate, servicePlanId, ({ state: plan }) =>
          openTicketAboutAPlan(desk, occurrence, {
            process: NAME,
            part: refundId,
            subcategory: 'refund-failed',
            customerId: plan.status === 'not-quoted' ? undefined : plan.plan.quoted.customerId,
            purchaseId,
          }),
        )
      })
    },
  })
