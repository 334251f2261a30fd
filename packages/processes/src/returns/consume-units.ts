import { purchaseAggregate, type ReturnCancelled } from '@aftersale/domain'
import type { Instant } from '@aftersale/messages'
import { issue, type Reaction } from '../reaction.js'
import { byReservation } from './by-reservation.js'

/**
 * Consumes the units, and only then lets `follows` happen: no money goes for units that the case does not hold. A refusal
 * is for people to look into, since what a case settles it holds.
 */
export const consumeUnits = (
  units: ReturnCancelled['data']['lines'],
  consumedAt: Instant,
  follows: () => Reaction,
): Reaction =>
  byReservation(units).reduceRight<() => Reaction>(
    (whenCarriedOut, { purchaseId, reservationId, lines }) =>
      () =>
        issue(
          purchaseAggregate,
          purchaseId,
          { type: 'ConsumeUnits', data: { purchaseId, reservationId, lines, consumedAt } },
          { whenCarriedOut },
        ),
    follows,
  )()
