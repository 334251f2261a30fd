import { type NotifyCustomer, type PurchaseState, purchaseAggregate, type ShipmentId } from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** By which channel, and by which text for which news. */
export interface Notices {
  readonly channel: NotifyCustomer['data']['channel']
  readonly templates: Readonly<Record<'delay' | 'recovery' | 'loss', NonEmptyText>>
}

/**
 * The customer is told as soon as a delay is known, lengthens or is made up for, and of a loss. The notice is recorded as
 * sent when the event was heard of; who sends it reacts to `CustomerInformed`. One that came too late is missed all the
 * same: that is a deadline of the purchase.
 */
export const tellTheCustomerOfADelay = ({ channel, templates }: Notices): Process =>
  onDomainEvents({
    name: 'tell-the-customer-of-a-delay',
    reactsTo: ['DelayDetected', 'DelayLengthened', 'DelayRecovered', 'ShipmentDeclaredLost'],
    react: ({ event, metadata: { eventId, occurredAt, recordedAt } }) => {
      const { purchaseId, shipmentId } = event.data
      const about =
        event.type === 'DelayRecovered' ? 'recovery' : event.type === 'ShipmentDeclaredLost' ? 'loss' : 'delay'
      const notify = issue(
        purchaseAggregate,
        purchaseId,
        {
          type: 'NotifyCustomer',
          data: {
            purchaseId,
            shipmentId,
            noticeId: eventId as string as NonEmptyText,
            about,
            channel,
            template: templates[about],
            sentAt: recordedAt,
          },
        },
        // It came, was found or is made up for meanwhile, or the customer knows as much: nothing is left to tell.
        { whenRejected: () => nothing },
      )
      if (about === 'loss') return notify
      return lookAt(purchaseAggregate, purchaseId, ({ state }) =>
        wasLostSince(state, shipmentId, occurredAt) ? nothing : notify,
      )
    },
  })

/** Then the customer was told of that instead, also where it was found again before this is heard of. */
const wasLostSince = (state: PurchaseState, shipmentId: ShipmentId, since: Instant): boolean =>
  state.status === 'recorded' &&
  (state.purchase.tracking.shipments.get(shipmentId)?.losses ?? []).some(({ lostAt }) => lostAt >= since)
