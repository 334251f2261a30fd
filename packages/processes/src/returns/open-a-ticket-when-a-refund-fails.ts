import { returnCaseAggregate } from '@aftersale/domain'
import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { lookAt, nothing } from '../reaction.js'

const NAME = 'open-a-ticket-when-a-refund-fails'

/** Money that did not go, or did not go by the day that the law gives for it: a person looks into it. */
export const openATicketWhenARefundFails = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['RefundLegFailed', 'StoreCreditLegFailed', 'WithdrawalRefundOverdue'],
    react: (occurrence) => {
      const { event } = occurrence
      return lookAt(returnCaseAggregate, event.data.returnCaseId, ({ state }) => {
        if (state.status === 'not-requested') return nothing
        const purchaseId =
          event.type === 'WithdrawalRefundOverdue'
            ? event.data.lines[0]?.purchaseId
            : state.returnCase.settlement.legs.find(({ leg }) => leg.legId === event.data.legId)?.leg.purchaseId
        return purchaseId === undefined
          ? nothing
          : openTicket(desk, occurrence, {
              process: NAME,
              kind: 'return',
              category: 'refund',
              subcategory: event.type === 'WithdrawalRefundOverdue' ? 'overdue' : 'failed',
              purchaseId,
            })
      })
    },
  })
