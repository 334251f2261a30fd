import { purchaseAggregate, type RecordPayment, returnCaseAggregate } from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'

/** What a customer pays for a dearer replacement is a payment of the purchase as any other: refundable, and no more than once. */
export const bookWhatIsPaidOnTopOfAnExchange = onDomainEvents({
  name: 'book-what-is-paid-on-top-of-an-exchange',
  reactsTo: ['ExchangeSurplusPaid'],
  react: ({ event: { data } }) => {
    const { returnCaseId, legId, paymentId, minor: capturedMinor, currency, paidAt: capturedAt } = data
    return lookAt(returnCaseAggregate, returnCaseId, ({ state }) => {
      const purchaseId =
        state.status === 'not-requested'
          ? undefined
          : state.returnCase.settlement.legs.find(({ leg }) => leg.legId === legId)?.leg.purchaseId
      if (purchaseId === undefined) return nothing
      return issue(purchaseAggregate, purchaseId, {
        type: 'RecordPayment',
        data: { purchaseId, paymentId, tender: ANY_TENDER, capturedMinor, currency, capturedAt },
      })
    })
  },
})

/** By which tender it was paid, the case does not hear. */
const ANY_TENDER: RecordPayment['data']['tender'] = 'other'
