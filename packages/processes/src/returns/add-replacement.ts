import {
  type AddReplacementUnits,
  type ExchangeDispatched,
  type PurchaseRejection,
  purchaseAggregate,
} from '@aftersale/domain'
import { issue, type Reaction } from '../reaction.js'
import { byReservation } from './by-reservation.js'

/** What goes out in the place of which units. */
export type Replacement = Pick<
  ExchangeDispatched['data'],
  'purchaseId' | 'replacementId' | 'lines' | 'newLines' | 'paidOnTop'
> &
  Pick<AddReplacementUnits['data'], 'currency' | 'addedAt'>

/**
 * The new units stand in the place of the old ones, which are consumed; what was paid for those carries over. Asked again
 * for the same replacement, the purchase has done it already.
 */
export const addReplacement = (
  { purchaseId, replacementId, lines, newLines, paidOnTop, currency, addedAt }: Replacement,
  whenRejected: (rejection: PurchaseRejection) => Reaction | undefined,
): Reaction => {
  // The ledger takes units of one reservation: those of others it refuses.
  const held = byReservation(lines)
  const reservationId = held[0]?.reservationId
  if (reservationId === undefined) throw new TypeError('A replacement is in the place of some units')
  return issue(
    purchaseAggregate,
    purchaseId,
    {
      type: 'AddReplacementUnits',
      data: {
        purchaseId,
        replacementId,
        reservationId,
        lineageOf: held.flatMap((one) => one.lines),
        newLines,
        ...(paidOnTop.length === 0 ? {} : { paidOnTop }),
        currency,
        addedAt,
      },
    },
    { whenRejected },
  )
}
