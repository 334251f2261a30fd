import type { PurchaseRecorded, RefundReserved } from '@aftersale/domain/events'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { RefundFact } from './refund-fact.js'

const concerns = eventsCalled([
  'PurchaseRecorded',
  'RefundReserved',
  'RefundSettled',
  'RefundFailed',
  'RefundCancelled',
])

/** One row a refund, in the order in which the money was set aside. What was never set aside is no row. */
export const refundFacts = (): Fold<RefundFact> => {
  const purchases = new Map<string, Bought>()
  const refunds = new Map<string, Refund>()
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      switch (event.type) {
        case 'PurchaseRecorded':
          purchases.set(event.data.purchaseId, boughtIn(event, eventId))
          return
        case 'RefundReserved': {
          const { purchaseId, refundId, reservedAt } = event.data
          // Tried again after a failure, it is the same refund.
          const known = refunds.get(nameOf(event.data))
          if (known === undefined) {
            refunds.set(nameOf({ purchaseId, refundId }), {
              reserved: event.data,
              at: momentAt(reservedAt, eventId),
              settled: undefined,
              ended: undefined,
            })
          } else known.ended = undefined
          return
        }
        case 'RefundSettled': {
          const refund = refunds.get(nameOf(event.data))
          if (refund !== undefined) refund.settled ??= momentAt(event.data.settledAt, eventId)
          return
        }
        case 'RefundFailed':
        case 'RefundCancelled': {
          const refund = refunds.get(nameOf(event.data))
          const at = event.type === 'RefundFailed' ? event.data.failedAt : event.data.cancelledAt
          if (refund !== undefined) refund.ended = momentAt(at, eventId)
          return
        }
      }
    },
    facts: () =>
      inTime(
        refunds.values(),
        ({ at }) => at.at,
        ({ reserved }) => nameOf(reserved),
      ).map(({ reserved, at, settled, ended }): RefundFact => {
        const { refundId, purchaseId, currency, tenders, payout } = reserved
        const bought = purchases.get(purchaseId)
        return {
          refundId,
          purchaseId,
          reserved: at,
          currency,
          minor: tenders.reduce((sum, { minor }) => sum + minor, 0n),
          payout,
          settled,
          ended: settled === undefined ? ended : undefined,
          circumstances: bought?.circumstances ?? { purchaseId, toldBy: { opening: at.eventId } },
          exclusion: bought === undefined ? 'incomplete' : bought.isTest ? 'test' : undefined,
        }
      }),
  }
}

interface Refund {
  readonly reserved: RefundReserved['data']
  readonly at: Moment
  settled: Moment | undefined
  ended: Moment | undefined
}

interface Bought {
  readonly circumstances: RefundFact['circumstances']
  readonly isTest: boolean
}

const boughtIn = (
  { data: { purchaseId, customerId, channel, isTest } }: PurchaseRecorded,
  opening: string,
): Bought => ({
  circumstances: { purchaseId, customerId, channel, toldBy: { opening } },
  isTest: isTest === true,
})

const nameOf = ({ purchaseId, refundId }: { readonly purchaseId: string; readonly refundId: string }): string =>
  `${purchaseId} ${refundId}`
