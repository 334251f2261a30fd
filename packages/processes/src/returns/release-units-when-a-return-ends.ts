import {
  purchaseAggregate,
  type ReleaseUnits,
  type ReturnCancelled,
  type ReturnCaseClosed,
  type ReturnExpired,
  type ReturnedToCustomer,
  type ReturnRefused,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { inTurn, issue, nothing } from '../reaction.js'
import { byReservation } from './by-reservation.js'

/**
 * What a return gives up goes back to its purchase: refused, cancelled, not sent in time, back with the customer, lost on
 * the way and made good to nobody.
 */
export const releaseUnitsWhenAReturnEnds = onDomainEvents({
  name: 'release-units-when-a-return-ends',
  reactsTo: ['ReturnRefused', 'ReturnCancelled', 'ReturnExpired', 'ReturnedToCustomer', 'ReturnCaseClosed'],
  react: ({ event }) => {
    const { lines, because, at } = givenUp(event)
    return inTurn(
      byReservation(lines).map(({ purchaseId, reservationId, lines: units }) =>
        issue(
          purchaseAggregate,
          purchaseId,
          { type: 'ReleaseUnits', data: { purchaseId, reservationId, lines: units, because, releasedAt: at } },
          // Never reserved: then nothing is held. What is held by nobody any more was given away otherwise: for people.
          { whenRejected: ({ reason }) => (reason === 'ReservationUnknown' ? nothing : undefined) },
        ),
      ),
    )
  },
})

interface GivenUp {
  readonly lines: ReturnCancelled['data']['lines']
  readonly because: ReleaseUnits['data']['because']
  readonly at: Instant
}

const givenUp = (
  event: ReturnRefused | ReturnCancelled | ReturnExpired | ReturnedToCustomer | ReturnCaseClosed,
): GivenUp => {
  switch (event.type) {
    case 'ReturnRefused':
      return { lines: event.data.lines, because: code('return-refused'), at: event.data.refusedAt }
    case 'ReturnCancelled':
      return { lines: event.data.lines, because: code('return-cancelled'), at: event.data.cancelledAt }
    case 'ReturnExpired':
      return { lines: event.data.lines, because: code('return-expired'), at: event.data.expiredAt }
    case 'ReturnedToCustomer':
      return { lines: event.data.lines, because: code('returned-to-customer'), at: event.data.returnedAt }
    case 'ReturnCaseClosed':
      return { lines: event.data.unsettled, because: code('return-closed'), at: event.data.closedAt }
  }
}

const code = (text: string): NonEmptyText => text as NonEmptyText
