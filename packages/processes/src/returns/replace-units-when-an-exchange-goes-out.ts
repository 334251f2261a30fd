import {
  type AddReplacementUnits,
  type AdvanceReplacementSent,
  type ExchangeDispatched,
  purchaseAggregate,
  returnCaseAggregate,
} from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { byReservation } from './by-reservation.js'

/**
 * From the day that the new goods go out (in advance: that they have come), they stand in the place of the old ones, which
 * are consumed; what was paid for those carries over.
 */
export const replaceUnitsWhenAnExchangeGoesOut = onDomainEvents({
  name: 'replace-units-when-an-exchange-goes-out',
  reactsTo: ['ExchangeDispatched', 'AdvanceReplacementDelivered'],
  react: ({ event }) =>
    lookAt(returnCaseAggregate, event.data.returnCaseId, ({ state }) => {
      if (state.status === 'not-requested') return nothing
      const { legs, advances } = state.returnCase.settlement
      const { legId } = event.data
      if (event.type === 'ExchangeDispatched') {
        const currency = legs.find(({ leg }) => leg.legId === legId)?.leg.currency
        return currency === undefined ? nothing : replace(event.data, event.data.dispatchedAt, currency)
      }
      const sent = advances.find((advance) => advance.sent.legId === legId)?.sent
      return sent === undefined
        ? nothing
        : replace({ ...sent, paidOnTop: [] }, event.data.deliveredAt, sent.terms.currency)
    }),
})

type GoneOut = Pick<ExchangeDispatched['data'], 'purchaseId' | 'replacementId' | 'lines' | 'newLines' | 'paidOnTop'> &
  Pick<AdvanceReplacementSent['data'], 'returnCaseId'>

const replace = (
  { purchaseId, replacementId, lines, newLines, paidOnTop }: GoneOut,
  addedAt: Instant,
  currency: AddReplacementUnits['data']['currency'],
): Reaction => {
  // Of one reservation, but where an override added units to the case: those are for people to replace.
  const [held] = byReservation(lines)
  if (held === undefined) return nothing
  const [onTop] = paidOnTop
  return issue(purchaseAggregate, purchaseId, {
    type: 'AddReplacementUnits',
    data: {
      purchaseId,
      replacementId,
      reservationId: held.reservationId,
      lineageOf: byReservation(lines).flatMap((one) => one.lines),
      newLines,
      ...(onTop === undefined ? {} : { paidOnTop: onTop }),
      currency,
      addedAt,
    },
  })
}
