import { purchaseAggregate, returnCaseAggregate } from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { inTurn, issue, lookAt, nothing } from '../reaction.js'

const NAME = 'cancel-a-replacement-that-never-went-out'

/**
 * New units that stand in the place of old ones, and are out of stock or not wanted any more, are never to be shipped. What
 * they are worth is theirs now: the desk is told, to give it back or to replace them.
 */
export const cancelAReplacementThatNeverWentOut = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ExchangeOutOfStock', 'ExchangeGivenUp'],
    react: (occurrence) => {
      const { event } = occurrence
      const { returnCaseId, legId } = event.data
      const [because, at] =
        event.type === 'ExchangeOutOfStock'
          ? ['out-of-stock', event.data.foundAt]
          : ['exchange-given-up', event.data.givenUpAt]
      return lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
        if (state.status === 'not-requested') return nothing
        const exchange = state.returnCase.settlement.legs.find(({ leg }) => leg.legId === legId)
        const confirmed = exchange !== undefined && 'confirmed' in exchange ? exchange.confirmed : undefined
        if (confirmed === undefined) return nothing
        const { purchaseId, replacementId, newLines } = confirmed
        return lookAt(purchaseAggregate, purchaseId, (found) => {
          const isAdded =
            found.state.status === 'recorded' && found.state.purchase.money.replacements.has(replacementId)
          if (!isAdded) return nothing
          return inTurn([
            issue(
              purchaseAggregate,
              purchaseId,
              {
                type: 'CancelUnits',
                data: {
                  purchaseId,
                  cancellationId: `replacement-${replacementId}` as NonEmptyText,
                  lines: newLines.map(({ lineId, quantity }) => ({ lineId, quantity })),
                  because: because as NonEmptyText,
                  cancelledAt: at,
                },
              },
              // Gone already, or cancelled for the other of the two reasons.
              { whenRejected: () => nothing },
            ),
            openTicket(desk, occurrence, {
              process: NAME,
              kind: 'return',
              category: 'exchange',
              subcategory: because,
              purchaseId,
            }),
          ])
        })
      })
    },
  })
