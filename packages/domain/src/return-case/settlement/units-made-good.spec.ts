import { given } from '@aftersale/decider/testing'
import { count, dispose, inspect, kettles, recordedBy, rejectedBy, text, typesOf } from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import { refundLegOf, settledIn } from './rounds.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  exchangeOf,
  followedBy,
  giveUp,
  offered,
  propose,
  purchaseOf,
  rejectProposal,
  sendInAdvance,
} from './settlement.fixtures.js'

// Nobody has both: the goods back and money, or other goods, for them.

const bought = purchaseOf([kettles()])
const evidence = [bought]
const inspected = inspect({ itemId: text('parcel-1-kettle'), quantity: count(3) })
const back = followedBy(cameBack(bought), inspected)
type History = typeof back
const toCustomer = (quantity: number) =>
  dispose({ itemId: text('parcel-1-kettle'), quantity: count(quantity), disposition: 'return-to-customer' })
const isRefused = (history: History, madeGood: number) =>
  expect(rejectedBy(history, toCustomer(3))).toStrictEqual({
    reason: 'UnitsMadeGood',
    itemId: 'parcel-1-kettle',
    madeGood,
  })
const isDecided = (history: History) =>
  expect(typesOf(recordedBy(history, toCustomer(3)))).toStrictEqual(['DispositionDecided'])

describe('units that are to go back to the customer', () => {
  it('are none that are refunded or exchanged, nor proposed to be', () => {
    isRefused(settledIn(back, 1, [refundLegOf(1, { kettles: [1, 2] })], { evidence }), 2)
    isRefused(followedBy(back, propose({ legs: [refundLegOf(1, { kettles: [1] })], evidence })), 1)
    isRefused(settledIn(back, 1, [exchangeOf({ kettles: [1] }, [offered('kettle', 1)])], { evidence }), 1)
  })

  it('may be those of a proposal that was rejected or an exchange that was given up', () => {
    const proposed = followedBy(back, propose({ legs: [refundLegOf(1, { kettles: [1] })], evidence }))
    isDecided(followedBy(proposed, rejectProposal()))
    const exchanged = settledIn(back, 1, [exchangeOf({ kettles: [1] }, [offered('kettle', 1)])], { evidence })
    isDecided(followedBy(exchanged, giveUp()))
  })

  it('are those that a settlement sends back', () => {
    isDecided(settledIn(back, 1, [backToCustomer({ kettles: [1] })], { evidence }))
  })

  it('are none that a replacement was sent for in advance, unless it came back', () => {
    const there = followedBy(askedBack(bought), sendInAdvance({ evidence: bought }), advanceDelivered())
    const parcel = arrived('parcel-1', { kettle: 3 })
    isRefused(followedBy(there, parcel, inspected), 2)
    isDecided(followedBy(there, advanceReturned(), parcel, inspected))
  })
})

it('has nothing charged for old units that are back: no such day is left', () => {
  const there = followedBy(askedBack(bought), sendInAdvance({ evidence: bought }), advanceDelivered())
  const charges = (history: History) =>
    given(returnCase, history).deadlines.filter(({ command }) => command.type === 'ChargeUnreturned').length
  expect(charges(there)).toBe(1)
  expect(charges(followedBy(there, arrived('parcel-1', { kettle: 3 })))).toBe(0)
})
