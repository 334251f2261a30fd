import { caseOf, june, kettles, rejectedBy, statusAfter } from '../return-case.fixtures.js'
import { openLegIds } from './open-legs.js'
import { settledIn } from './rounds.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  charge,
  close,
  followedBy,
  purchaseOf,
  reverseCharge,
  sendInAdvance,
  sentBack,
} from './settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const asked = askedBack(bought, { quantities: { kettles: 2 } })
const sent = followedBy(asked, sendInAdvance({ evidence: bought }))
const there = followedBy(sent, advanceDelivered())
const charged = followedBy(there, charge())
const open = (history: typeof asked) => openLegIds(caseOf(history))

describe('a replacement in advance', () => {
  it('is open until it is delivered and the old units are back', () => {
    expect(open(sent)).toStrictEqual(['advance-1'])
    expect(open(followedBy(sent, arrived('parcel-1', { kettle: 2 })))).toStrictEqual(['advance-1'])
    expect(open(followedBy(there, arrived('parcel-1', { kettle: 1 })))).toStrictEqual(['advance-1'])
    expect(open(followedBy(there, arrived('parcel-1', { kettle: 2 })))).toStrictEqual([])
  })

  it('is open no more once it came back itself, or the old units were charged for, were that reversed too', () => {
    expect(open(followedBy(there, advanceReturned()))).toStrictEqual([])
    expect(open(charged)).toStrictEqual([])
    const cameLate = followedBy(charged, arrived('parcel-1', { kettle: 2 }, { receivedAt: june(14) }))
    expect(open(followedBy(cameLate, reverseCharge()))).toStrictEqual([])
  })
})

describe('goods that go back to the customer', () => {
  const decided = settledIn(cameBack(bought), 1, [backToCustomer({ kettles: [1, 2, 3] })], { evidence: [bought] })

  it('keep the case open until they are with the customer', () => {
    expect(rejectedBy(decided, close())).toStrictEqual({ reason: 'LegsOpen', legIds: ['leg-1'] })
    expect(statusAfter(followedBy(decided, sentBack(), close()))).toBe('closed')
  })
})
