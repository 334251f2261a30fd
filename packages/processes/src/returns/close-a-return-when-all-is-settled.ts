import { type DomainEvent, type ReturnCaseState, returnCaseAggregate } from '@aftersale/domain'
import type { Actor } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** With the last leg that is done with, the case is closed. Where something is still to come, it says so, and stays open. */
export const closeAReturnWhenAllIsSettled = onDomainEvents({
  name: 'close-a-return-when-all-is-settled',
  reactsTo: ['RefundLegSettled', 'StoreCreditLegSettled', 'ExchangeDelivered', 'ReturnedToCustomer'],
  react: ({ event }) =>
    lookAt(returnCaseAggregate, event.data.returnCaseId, ({ state }) =>
      mayBeClosed(state)
        ? issue(
            returnCaseAggregate,
            event.data.returnCaseId,
            {
              type: 'CloseReturnCase',
              data: {
                returnCaseId: event.data.returnCaseId,
                closedBy: { kind: 'system', id: 'close-a-return-when-all-is-settled' } as Actor,
                closedAt: endOf(event),
              },
            },
            { whenRejected: () => nothing },
          )
        : nothing,
    ),
})

/** A money leg, an exchange and a way back at least have begun, and none is open; the case itself knows the rest. */
const mayBeClosed = (state: ReturnCaseState): boolean =>
  state.status !== 'not-requested' && state.returnCase.settlement.closed === undefined

const endOf = (
  event: Extract<
    DomainEvent,
    { readonly type: 'RefundLegSettled' | 'StoreCreditLegSettled' | 'ExchangeDelivered' | 'ReturnedToCustomer' }
  >,
) => {
  switch (event.type) {
    case 'RefundLegSettled':
    case 'StoreCreditLegSettled':
      return event.data.settledAt
    case 'ExchangeDelivered':
      return event.data.deliveredAt
    case 'ReturnedToCustomer':
      return event.data.returnedAt
  }
}
