import { returnCaseAggregate } from '@aftersale/domain'
import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Occurrence, Process } from '../process.js'
import { inTurn, lookAt, nothing, type Reaction } from '../reaction.js'
import { addReplacement, type Replacement } from './add-replacement.js'
import { consumeUnits } from './consume-units.js'

const NAME = 'replace-units-when-goods-went-out'

/**
 * Goods that went out, in advance: that arrived, stand in the place of the old ones, if they do not yet. Where the purchase
 * refuses, the old ones are consumed all the same, since goods were given for them, and the desk is told.
 */
export const replaceUnitsWhenGoodsWentOut = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ExchangeDispatched', 'AdvanceReplacementDelivered'],
    react: (occurrence) => {
      const { event } = occurrence
      return lookAt(returnCaseAggregate, event.data.returnCaseId, ({ state }) => {
        if (state.status === 'not-requested') return nothing
        const { legs, advances } = state.returnCase.settlement
        const { legId } = event.data
        if (event.type === 'ExchangeDispatched') {
          const currency = legs.find(({ leg }) => leg.legId === legId)?.leg.currency
          const addedAt = event.data.dispatchedAt
          return currency === undefined ? nothing : replace(desk, occurrence, { ...event.data, currency, addedAt })
        }
        const sent = advances.find((advance) => advance.sent.legId === legId)?.sent
        const addedAt = event.data.deliveredAt
        return sent === undefined
          ? nothing
          : replace(desk, occurrence, { ...sent, paidOnTop: [], currency: sent.terms.currency, addedAt })
      })
    },
  })

const replace = (desk: Desk, occurrence: Occurrence<unknown>, replacement: Replacement): Reaction =>
  addReplacement(replacement, () =>
    inTurn([
      consumeUnits(replacement.lines, replacement.addedAt, () => nothing),
      openTicket(desk, occurrence, {
        process: NAME,
        kind: 'return',
        category: 'exchange',
        subcategory: 'not-covered',
        purchaseId: replacement.purchaseId,
      }),
    ]),
  )
