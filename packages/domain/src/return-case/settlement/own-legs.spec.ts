import type { ReturnCaseEvent } from '../events.js'
import { caseOf, kettles, olderPurchaseId, purchaseId, text } from '../return-case.fixtures.js'
import { refundsAsked, unitsForGoods, unitsForMoney } from './own-legs.js'
import { bothBack, newer, older, refundLegOf, settledIn } from './rounds.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  askedBack,
  backToCustomer,
  cameBack,
  exchangeOf,
  failedOutcome,
  followedBy,
  giveUp,
  offered,
  outOfStock,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  rejectProposal,
  replacementId,
  retry,
  sendInAdvance,
} from './settlement.fixtures.js'

type History = ReadonlyArray<ReturnCaseEvent>

const settlementOf = (history: History) => caseOf(history).settlement

/** In short: `camera 1-2`. */
const shown = (several: ReturnType<typeof unitsForMoney>) =>
  several.flatMap(({ lineId, units: runs }) => runs.map(({ first, last }) => `${lineId} ${first}-${last}`))

const forMoney = (history: History, of = purchaseId) => shown(unitsForMoney(settlementOf(history), of))
const forGoods = (history: History, of = purchaseId) => shown(unitsForGoods(settlementOf(history), of))

const bought = purchaseOf([kettles()])
const evidence = [bought]
const back = cameBack(bought)

describe('the units that went for money', () => {
  const refunded = settledIn(back, 1, [refundLegOf(1, { kettles: [1, 2] })], { evidence })

  it('are those of each refund, from its proposal on, whatever came of the money', () => {
    const proposed = followedBy(back, propose({ legs: [refundOf({ kettles: [3] })], evidence }))
    expect(forMoney(back)).toEqual([])
    expect(forMoney(proposed)).toEqual(['kettles 3-3'])
    expect(forMoney(refunded)).toEqual(['kettles 1-2'])
    expect(forMoney(followedBy(refunded, failedOutcome()))).toEqual(['kettles 1-2'])
    expect(forMoney(settledIn(refunded, 2, [refundLegOf(2, { kettles: [3] })], { evidence }))).toEqual([
      'kettles 1-2',
      'kettles 3-3',
    ])
  })

  it('are none of a proposal that was rejected', () => {
    const proposed = followedBy(back, propose({ legs: [refundOf({ kettles: [3] })], evidence }))
    expect(forMoney(followedBy(proposed, rejectProposal()))).toEqual([])
  })

  it('are none that were exchanged, or went back to the customer', () => {
    const legs = [
      exchangeOf({ kettles: [1] }, [offered('kettle', 1)]),
      backToCustomer({ kettles: [2] }, { legId: text('leg-2') }),
    ]
    expect(forMoney(settledIn(back, 1, legs, { evidence }))).toEqual([])
  })

  it('are those of the purchase that is asked about', () => {
    const legs = [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [2] }, { purchaseId: olderPurchaseId })]
    const both = settledIn(bothBack(), 1, legs, { evidence: [newer, older] })
    expect(forMoney(both)).toEqual(['camera 1-1'])
    expect(forMoney(both, olderPurchaseId)).toEqual(['camera 2-2'])
  })
})

describe('the units that others were given in the place of', () => {
  const exchange = exchangeOf({ kettles: [1, 2] }, [offered('kettle', 2)])
  const exchanged = settledIn(back, 1, [exchange], { evidence })

  it('are those of each exchange, and of no refund', () => {
    expect(forGoods(exchanged)).toEqual(['kettles 1-2'])
    expect(forGoods(settledIn(back, 1, [refundLegOf(1, { kettles: [1] })], { evidence }))).toEqual([])
  })

  it('are none of an exchange that was rejected or given up', () => {
    const proposed = followedBy(back, propose({ legs: [exchange], evidence }))
    expect(forGoods(proposed)).toEqual(['kettles 1-2'])
    expect(forGoods(followedBy(proposed, rejectProposal()))).toEqual([])
    const givenUp = followedBy(exchanged, outOfStock(), giveUp())
    expect(forGoods(givenUp)).toEqual([])
  })

  it('are those of the purchase that is asked about', () => {
    const legs = [
      exchangeOf({ camera: [1] }, [offered('camera', 1)]),
      exchangeOf({ camera: [2] }, [offered('compact', 1)], {
        legId: text('leg-2'),
        purchaseId: olderPurchaseId,
        replacementId: replacementId(2),
      }),
    ]
    const both = settledIn(bothBack(), 1, legs, { evidence: [newer, older] })
    expect(forGoods(both)).toEqual(['camera 1-1'])
    expect(forGoods(both, olderPurchaseId)).toEqual(['camera 2-2'])
  })

  it('are those that a replacement was sent for in advance, unless that came back itself', () => {
    const asked = askedBack(bought, { quantities: { kettles: 2 } })
    const sent = followedBy(asked, sendInAdvance({ evidence: bought }))
    expect(forGoods(sent)).toEqual(['kettles 1-2'])
    expect(forGoods(sent, olderPurchaseId)).toEqual([])
    const there = followedBy(sent, advanceDelivered())
    expect(forGoods(there)).toEqual(['kettles 1-2'])
    expect(forGoods(followedBy(there, advanceReturned()))).toEqual([])
  })
})

describe('a refund of a purchase', () => {
  const refunded = settledIn(back, 1, [refundLegOf(1, { kettles: [1] })], { evidence })
  const asked = (history: History, of = purchaseId) => refundsAsked(settlementOf(history), of)

  it('is known by each id that it was asked for by', () => {
    const again = followedBy(refunded, failedOutcome(), retry({ evidence: bought, payout: { refundId: refundId(2) } }))
    const [refund] = asked(again)
    expect(new Set(refund?.refundIds)).toEqual(new Set([refundId(1), refundId(2)]))
  })

  it('is known by the id that it will be asked for by, while it is proposed', () => {
    const proposed = followedBy(back, propose({ legs: [refundLegOf(1, { kettles: [1] })], evidence }))
    expect(asked(proposed).map(({ refundIds }) => refundIds)).toEqual([[refundId(1)]])
    expect(asked(followedBy(proposed, rejectProposal()))).toEqual([])
  })

  it('is made of what was proposed', () => {
    expect(asked(refunded).map(({ components }) => components)).toEqual([
      [
        { component: 'goods', lineId: 'kettles', minor: 3000n },
        { component: 'goods-tax', lineId: 'kettles', minor: 570n },
      ],
    ])
  })

  it('is of the purchase that is asked about', () => {
    const legs = [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [2] }, { purchaseId: olderPurchaseId })]
    const both = settledIn(bothBack(), 1, legs, { evidence: [newer, older] })
    expect(asked(both).map(({ refundIds: [first] }) => first)).toEqual([refundId(1)])
    expect(asked(both, olderPurchaseId).map(({ refundIds: [first] }) => first)).toEqual([refundId(2)])
  })
})
