import { kettles, may, purchase, shopInGermany, text, toldBy } from '../return-case.fixtures.js'
import type { ProposedLeg } from './proposed-leg.js'
import { electronics } from './rounds.fixtures.js'
import {
  cameBack,
  creditId,
  exchangeOf,
  offered,
  propose,
  purchaseOf,
  refundId,
  refundOf,
} from './settlement.fixtures.js'

// What a proposal tells of the rules that it came from: the preview that a customer or an agent reads.

const bought = purchaseOf([kettles()])
const back = cameBack(bought)
type Proposal = Parameters<typeof propose>[0]

const toldOf = (legs: ReadonlyArray<ProposedLeg>, history = back, differing: Proposal = {}) =>
  toldBy(history, propose({ legs, evidence: [bought], ...differing }), 'SettlementProposed')
const ruleOf = (ruleId: string, ...asked: Parameters<typeof toldOf>) =>
  toldOf(...asked).trace.filter((rule) => rule.ruleId === ruleId)
const shopPolicy = { policyId: 'thirty-day-returns', version: 1 }

describe('the trace of what units are worth', () => {
  it('says what was paid for them, and that all of it is left', () => {
    expect(ruleOf('paid-for-units', [refundOf({ kettles: [1, 2] })])).toStrictEqual([
      {
        ruleId: 'paid-for-units',
        facts: { legId: 'leg-1', lineId: 'kettles', units: 2, netMinor: '6000', taxMinor: '1140' },
        outcome: 'all-of-it',
        policyRef: shopPolicy,
      },
    ])
  })

  it.each([
    ['net value', { netLeftMinor: 2000n }, 'what-is-left:2000+570'],
    ['tax', { taxLeftMinor: 500n }, 'what-is-left:3000+500'],
  ])('says what is left of it, where less of the %s is', (_, left, outcome) => {
    const evidence = [purchaseOf([kettles(left)])]
    expect(ruleOf('paid-for-units', [refundOf({ kettles: [1] })], back, { evidence })).toMatchObject([{ outcome }])
  })
})

describe('the trace of how money goes back', () => {
  const planOf = (leg: ProposedLeg) => ruleOf('tender-plan', [leg])

  it('says that the payments were filled by their capture, or which plan was followed', () => {
    expect(planOf(refundOf({ kettles: [1] }))).toStrictEqual([
      {
        ruleId: 'tender-plan',
        facts: { legId: 'leg-1', minor: '3570', currency: 'EUR', plan: 'by-capture' },
        outcome: 'card-1=3570',
      },
    ])
    const exact = { tenders: [{ paymentId: text('card-1'), minor: 3570n }] }
    expect(planOf(refundOf({ kettles: [1] }, { tenderPlan: exact }))).toMatchObject([{ facts: { plan: 'exact' } }])
    const first = { first: [text('card-1')] }
    expect(planOf(refundOf({ kettles: [1] }, { tenderPlan: first }))).toMatchObject([
      { facts: { plan: 'named-first' } },
    ])
  })

  it('names each payment with what goes on it, or says that there is nothing to pay', () => {
    const payment = { tender: text('card'), disputed: false }
    const onTwo = purchaseOf([kettles()], {
      payments: [
        { ...payment, paymentId: text('card-1'), refundableMinor: 3000n },
        { ...payment, paymentId: text('card-2'), refundableMinor: 570n },
      ],
    })
    expect(ruleOf('tender-plan', [refundOf({ kettles: [1] })], back, { evidence: [onTwo] })).toMatchObject([
      { outcome: 'card-1=3000 card-2=570' },
    ])
    const spent = purchaseOf([kettles({ netLeftMinor: 0n, taxLeftMinor: 0n })])
    expect(ruleOf('tender-plan', [refundOf({ kettles: [1] })], back, { evidence: [spent] })).toMatchObject([
      { outcome: 'nothing-to-pay' },
    ])
  })

  it('says why store credit takes the place of money', () => {
    const credit = (customerAgreed: boolean) =>
      refundOf({ kettles: [1] }, { credit: { creditId: creditId(1), customerAgreed } })
    expect(ruleOf('store-credit-consent', [credit(true)])).toStrictEqual([
      {
        ruleId: 'store-credit-consent',
        facts: { judgedAs: 'policy-return', by: 'policy', customerAgreed: true },
        outcome: 'agreed',
        policyRef: shopPolicy,
      },
    ])
    const swapped = cameBack(bought, { asked: { kind: 'exchange' } })
    expect(ruleOf('store-credit-consent', [credit(false)], swapped)).toMatchObject([{ outcome: 'offered-by-policy' }])
  })
})

describe('the trace of an exchange', () => {
  it.each([
    ['is dearer by 11.90', [4000n, 760n], '4760', 'due-from-customer=1190'],
    ['is cheaper by 11.90', [2000n, 380n], '2380', 'due-to-customer=1190'],
    ['costs the same', [3000n, 570n], '3570', 'even'],
  ] as const)('says who owes what where the replacement %s', (_, price, priceMinor, outcome) => {
    const leg = exchangeOf({ kettles: [1] }, [offered('pot', 1, price)], { difference: { refundId: refundId(1) } })
    expect(ruleOf('exchange-by-received-units', [leg])).toStrictEqual([
      {
        ruleId: 'exchange-by-received-units',
        facts: { legId: 'leg-1', units: 1, valueMinor: '3570', priceMinor },
        outcome,
      },
    ])
  })
})

describe('the trace of delivery and one-off fees', () => {
  const delivered = purchase({
    payments: [{ paymentId: text('card-1'), tender: text('card'), refundableMinor: 99999n, disputed: false }],
  })
  const wrapped = {
    ...delivered,
    shipping: [],
    fees: [{ feeId: text('wrap'), netLeftMinor: 300n, taxLeftMinor: 57n, refundableOnce: true }],
  }
  const asked = { kind: 'withdrawal' as const, terms: shopInGermany, requestedAt: may(15) }
  const all = refundOf({ kettles: [1, 2, 3] })
  const sideOf = (evidence: typeof delivered, leg = all, differing: Proposal = {}, options = {}) =>
    ruleOf('delivery-and-fees', [leg], cameBack(evidence, { asked, ...options }), {
      evidence: [evidence],
      terms: shopInGermany,
      ...differing,
    })

  it('says that they go back once, by which rule and at most at what the standard way would have cost', () => {
    expect(sideOf(delivered)).toStrictEqual([
      {
        ruleId: 'delivery-and-fees',
        facts: { kind: 'withdrawal', judgedAs: 'withdrawal', isWholeOrder: true },
        outcome: 'refunded-once',
        policyRef: shopPolicy,
      },
    ])
    const standardDelivery = { netMinor: 300n }
    expect(sideOf(delivered, all, { standardDelivery })).toMatchObject([{ facts: { standardNetMinor: '300' } }])
  })

  it('says that they are kept until everything is returned', () => {
    const kept = { facts: { isWholeOrder: false }, outcome: 'kept-until-all-is-returned' }
    expect(sideOf(delivered, refundOf({ kettles: [1] }))).toMatchObject([kept])
    expect(sideOf(wrapped, refundOf({ kettles: [1] }))).toMatchObject([kept])
    const both = { ...delivered, fees: wrapped.fees }
    expect(sideOf(both, refundOf({ kettles: [1] }))).toMatchObject([kept])
  })

  it('says that they are kept where the shop takes goods back of its own accord', () => {
    const told = ruleOf('delivery-and-fees', [all], cameBack(delivered), { evidence: [delivered] })
    expect(told).toStrictEqual([
      {
        ruleId: 'delivery-and-fees',
        facts: { kind: 'policy-return', judgedAs: 'policy-return', isWholeOrder: true },
        outcome: 'kept-by-this-kind',
        policyRef: shopPolicy,
      },
    ])
  })

  it('says nothing where there was neither', () => {
    expect(sideOf(bought)).toStrictEqual([])
    expect(sideOf(bought, refundOf({ kettles: [1] }))).toStrictEqual([])
  })
})

describe('the roundings behind a sum', () => {
  const cameras = purchaseOf([electronics('camera', 1, 10000n)])

  it('end with the tax of what a fee leaves: of 19.00 on 100.00, 16.15 on 85.00', () => {
    const told = toldOf([refundOf({ camera: [1] })], cameBack(cameras), { evidence: [cameras] })
    expect(told.roundingTrace.slice(2)).toStrictEqual([
      {
        what: 'goods-tax-after-fee',
        lineId: 'camera',
        by: 'cumulative-half-up',
        totalMinor: 1900n,
        part: 8500n,
        whole: 10000n,
        minor: 1615n,
      },
    ])
  })
})
