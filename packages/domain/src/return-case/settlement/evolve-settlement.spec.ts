import type { CustomerId } from '../../customer/customer-id.js'
import { caseOf, kettles, may, shopInGermany, statusAfter, text } from '../return-case.fixtures.js'
import { evolveSettlement } from './evolve-settlement.js'
import { refundLegOf, settledIn } from './rounds.fixtures.js'
import {
  advanceDelivered,
  advanceReturned,
  approve,
  askedBack,
  backToCustomer,
  cameBack,
  charge,
  choose,
  creditId,
  exchangeOf,
  failedOutcome,
  followedBy,
  giveUp,
  offered,
  outcome,
  outOfStock,
  overdue,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  rejectProposal,
  replacementId,
  retry,
  sendInAdvance,
  sentBack,
  surplusPaid,
} from './settlement.fixtures.js'
import { isExchange, isRefund } from './settlement-state.js'

const bought = purchaseOf([kettles()])
const evidence = [bought]
const back = cameBack(bought)
type History = typeof back

const settlementOf = (history: History) => caseOf(history).settlement
const statuses = (history: History) => settlementOf(history).legs.map(({ leg, status }) => `${leg.legId} ${status}`)
const proposals = (history: History) =>
  settlementOf(history).proposals.map(({ proposed, status }) => `${proposed.settlementId} ${status}`)
const attempts = (history: History) =>
  settlementOf(history)
    .legs.filter(isRefund)
    .flatMap((state) => state.attempts.map(({ outcome: became }) => became))

const exchange = exchangeOf({ kettles: [2] }, [offered('kettle', 1)], { legId: text('leg-2') })
const sent = backToCustomer({ kettles: [3] }, { legId: text('leg-3') })
const first = followedBy(back, propose({ legs: [refundLegOf(1, { kettles: [1] })], evidence }))
const both = followedBy(first, propose({ settlementId: text('settlement-2'), legs: [exchange, sent], evidence }))

describe('a proposal', () => {
  it('stands with its legs until it is decided on, and settles nothing by itself', () => {
    expect(proposals(both)).toStrictEqual(['settlement-1 proposed', 'settlement-2 proposed'])
    expect(statuses(both)).toStrictEqual(['leg-1 proposed', 'leg-2 proposed', 'leg-3 proposed'])
    expect(statusAfter(both)).toBe('received')
  })

  it('is rejected with its own legs alone', () => {
    const rejected = followedBy(both, rejectProposal({ settlementId: text('settlement-2') }))
    expect(proposals(rejected)).toStrictEqual(['settlement-1 proposed', 'settlement-2 rejected'])
    expect(statuses(rejected)).toStrictEqual(['leg-1 proposed', 'leg-2 rejected', 'leg-3 rejected'])
    expect(statusAfter(rejected)).toBe('received')
  })

  it('is approved with its own legs alone', () => {
    const approved = followedBy(both, approve({ settlementId: text('settlement-2') }))
    expect(proposals(approved)).toStrictEqual(['settlement-1 proposed', 'settlement-2 approved'])
    expect(statuses(approved)).toStrictEqual(['leg-1 proposed', 'leg-2 ready', 'leg-3 decided'])
    expect(statusAfter(approved)).toBe('settling')
  })
})

describe('what happens to a leg', () => {
  const legs = [1, 2].map((number) => refundLegOf(number, { kettles: [number] }))
  const two = settledIn(back, 1, legs, { evidence })

  it('happens to no other one', () => {
    expect(statuses(followedBy(two, outcome()))).toStrictEqual(['leg-1 settled', 'leg-2 requested'])
    const backs = [1, 2].map((number) => backToCustomer({ kettles: [number] }, { legId: text(`leg-${number}`) }))
    expect(statuses(followedBy(settledIn(back, 1, backs, { evidence }), sentBack()))).toStrictEqual([
      'leg-1 returned',
      'leg-2 decided',
    ])
  })

  it('is told by each try of its refund by itself', () => {
    const retried = followedBy(two, failedOutcome(), retry({ evidence: bought, payout: { refundId: refundId(3) } }))
    expect(attempts(retried)).toStrictEqual(['failed', 'requested', 'requested'])
    expect(attempts(followedBy(retried, outcome({ refundId: refundId(3) })))).toStrictEqual([
      'failed',
      'settled',
      'requested',
    ])
  })

  it('leaves it settled once it was paid, whatever another try comes to', () => {
    const { returnCaseId, settlement } = caseOf(followedBy(two, outcome()))
    const data = {
      returnCaseId,
      legId: text('leg-1'),
      refundId: refundId(9),
      because: text('closed'),
      failedAt: may(30),
    }
    expect(evolveSettlement(settlement, { type: 'RefundLegFailed', data }).legs[0]?.status).toBe('settled')
  })

  it('is told of store credit as well', () => {
    const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
    const known = cameBack(bought, { asked: { customerId } })
    const credit = { credit: { creditId: creditId(1), customerAgreed: true } }
    const asked = settledIn(known, 1, [refundLegOf(1, { kettles: [1] }, credit)], { evidence })
    expect(settlementOf(asked).legs.filter(isRefund)[0]?.attempts).toStrictEqual([
      { refundId: refundId(1), creditId: creditId(1), outcome: 'requested' },
    ])
    expect(statuses(followedBy(asked, outcome()))).toStrictEqual(['leg-1 settled'])
    expect(statuses(followedBy(asked, failedOutcome()))).toStrictEqual(['leg-1 failed'])
  })
})

describe('an exchange', () => {
  const dearer = exchangeOf({ kettles: [1] }, [offered('teapot', 1, [3500n, 665n])])

  it('that is given up has given back what was paid for it', () => {
    const paid = followedBy(settledIn(back, 1, [dearer], { evidence }), surplusPaid({ minor: 595n }), giveUp())
    const [state] = settlementOf(paid).legs.filter(isExchange)
    expect([state?.status, state?.paidBackMinor]).toStrictEqual(['given-up', 595n])
  })

  it('that is chosen again for less has the difference as a leg of its own, by money or by store credit', () => {
    const customerId = '0197290f-6a00-7000-8000-00000000c001' as CustomerId
    const known = cameBack(bought, { asked: { customerId } })
    const even = exchangeOf({ kettles: [1] }, [offered('kettle', 1)])
    const empty = followedBy(settledIn(known, 1, [even], { evidence }), outOfStock())
    const chosenWith = (difference: NonNullable<Parameters<typeof choose>[0]>['difference'] & object) => {
      const mug = [offered('mug', 1, [1000n, 190n])]
      return settlementOf(followedBy(empty, choose({ replacement: mug, evidence: bought, difference }))).legs[1]
    }
    const leg = {
      kind: 'refund',
      legId: 'leg-1/difference-2',
      purchaseId: bought.purchaseId,
      lines: [],
      currency: 'EUR',
      refundId: refundId(5),
      components: [
        { component: 'goods', lineId: 'kettles', minor: 2000n },
        { component: 'goods-tax', lineId: 'kettles', minor: 380n },
      ],
      minor: 2380n,
      tenders: [{ paymentId: 'card-1', minor: 2380n }],
      differenceOf: 'leg-1',
    }
    const attempt = { refundId: refundId(5), outcome: 'requested' }
    expect(chosenWith({ refundId: refundId(5) })).toStrictEqual({
      leg: { ...leg, payout: 'original-tender' },
      status: 'requested',
      attempts: [attempt],
    })
    const credit = { creditId: creditId(5), customerAgreed: true }
    expect(chosenWith({ refundId: refundId(5), credit })).toStrictEqual({
      leg: { ...leg, payout: 'store-credit', creditId: creditId(5) },
      status: 'requested',
      attempts: [{ ...attempt, creditId: creditId(5) }],
    })
  })
})

describe('a replacement in advance', () => {
  const asked = askedBack(bought)
  const advance = (number: number) =>
    sendInAdvance({
      legId: text(`advance-${number}`),
      lines: refundOf({ kettles: [number] }).lines,
      replacementId: replacementId(number),
      replacement: [offered('kettle', 1)],
      terms: { ...sendInAdvance().data.terms, minor: 3570n },
      evidence: bought,
    })
  const advances = (history: History) => settlementOf(history).advances.map(({ status }) => status)

  it('is told of by itself, until the units that stayed out are charged', () => {
    const there = followedBy(asked, advance(1), advance(2), advanceDelivered())
    expect(advances(there)).toStrictEqual(['delivered', 'sent'])
    expect(advances(followedBy(there, charge()))).toStrictEqual(['charged', 'sent'])
    expect(advances(followedBy(there, advanceReturned()))).toStrictEqual(['replacement-returned', 'sent'])
  })
})

it('remembers that the money of a withdrawal is overdue', () => {
  const asked = { kind: 'withdrawal' as const, terms: shopInGermany }
  const withdrawn = cameBack(bought, { asked })
  expect(settlementOf(withdrawn).refundOverdue).toBe(false)
  expect(settlementOf(followedBy(withdrawn, overdue())).refundOverdue).toBe(true)
})
