import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { nothing } from '../reaction.js'

const NAME = 'open-a-ticket-at-the-second-slip'

/** A delay that lengthens is no news but a problem: from the second slip on a person looks into it, once for each delay. */
export const openATicketAtTheSecondSlip = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['DelayLengthened'],
    react: (occurrence) => {
      const { purchaseId, slipNumber } = occurrence.event.data
      return slipNumber === 2
        ? openTicket(desk, occurrence, {
            process: NAME,
            kind: 'complaint',
            category: 'delivery',
            subcategory: 'second-delay',
            purchaseId,
          })
        : nothing
    },
  })
