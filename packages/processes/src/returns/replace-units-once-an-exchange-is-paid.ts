import {
  type ExchangeConfirmed,
  type ExchangeSurplusPaid,
  type GiveUpExchange,
  purchaseAggregate,
  type RecordPayment,
  type ReturnCaseState,
  returnCaseAggregate,
} from '@aftersale/domain'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { addReplacement } from './add-replacement.js'

/**
 * An exchange that owes nothing, or whose surplus is paid, is carried over at the purchase before anything goes out: what
 * the customer pays on top is booked as a payment, then the new units stand in the place of the old ones. Where the purchase
 * refuses, since what the old ones were worth went elsewhere, the exchange is given up, and they are settled otherwise.
 */
export const replaceUnitsOnceAnExchangeIsPaid = onDomainEvents({
  name: 'replace-units-once-an-exchange-is-paid',
  reactsTo: ['ExchangeConfirmed', 'ExchangeSurplusPaid'],
  react: ({ event }) => {
    const { returnCaseId } = event.data
    return event.type === 'ExchangeConfirmed'
      ? lookAt(returnCaseAggregate, returnCaseId, ({ state }) => replace(state, event, event.data.confirmedAt))
      : lookAt(returnCaseAggregate, returnCaseId, ({ state }) => bookAndReplace(state, event))
  },
})

type LegId = GiveUpExchange['data']['legId']

const exchangeOf = (state: ReturnCaseState, legId: LegId) =>
  state.status === 'not-requested'
    ? undefined
    : state.returnCase.settlement.legs.filter((known) => 'confirmed' in known).find(({ leg }) => leg.legId === legId)

const bookAndReplace = (state: ReturnCaseState, event: ExchangeSurplusPaid): Reaction => {
  const { returnCaseId, legId, paymentId, minor: capturedMinor, currency, paidAt: capturedAt } = event.data
  const purchaseId = exchangeOf(state, legId)?.leg.purchaseId
  if (purchaseId === undefined) return nothing
  return issue(
    purchaseAggregate,
    purchaseId,
    { type: 'RecordPayment', data: { purchaseId, paymentId, tender: ANY_TENDER, capturedMinor, currency, capturedAt } },
    {
      whenCarriedOut: () =>
        lookAt(returnCaseAggregate, returnCaseId, ({ state: now }) => replace(now, event, capturedAt)),
    },
  )
}

/** By which tender it was paid, the case does not hear. */
const ANY_TENDER: RecordPayment['data']['tender'] = 'other'

/** Only the choice that holds, and only once nothing is due for it. */
const replace = (
  state: ReturnCaseState,
  { data: { returnCaseId, legId } }: ExchangeConfirmed | ExchangeSurplusPaid,
  addedAt: Instant,
): Reaction => {
  const exchange = exchangeOf(state, legId)
  if (exchange?.status !== 'ready' || exchange.confirmed === undefined) return nothing
  const { confirmed, payments } = exchange
  return addReplacement(
    { ...confirmed, paidOnTop: payments.map(({ paymentId, minor }) => ({ paymentId, minor })), addedAt },
    ({ reason }) =>
      issue(returnCaseAggregate, returnCaseId, {
        type: 'GiveUpExchange',
        data: {
          returnCaseId,
          legId,
          because: `purchase-answers-${reason}` as NonEmptyText,
          givenUpAt: addedAt,
        },
      }),
  )
}
