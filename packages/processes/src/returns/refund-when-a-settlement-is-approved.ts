import { onDomainEvents } from '../on-domain-events.js'
import { nothing } from '../reaction.js'
import { reserveRefund } from './reserve-refund.js'

/**
 * The units of a refund are consumed and its money is set aside at the purchase, in this order. Who pays it out then
 * tells the purchase or the case what became of it.
 */
export const refundWhenASettlementIsApproved = onDomainEvents({
  name: 'refund-when-a-settlement-is-approved',
  reactsTo: ['RefundRequested'],
  react: ({ event: { data } }) => reserveRefund(data, 'original-tender', () => nothing),
})
