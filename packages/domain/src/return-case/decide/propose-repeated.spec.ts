import { given } from '@aftersale/decider/testing'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { policyWith, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import { reservationIdOf } from '../reservation-id-of.js'
import {
  after,
  authorise,
  caseId,
  confirm,
  count,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  override,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  shopInGermany,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import type { ProposedLeg } from '../settlement/proposed-leg.js'
import {
  backToCustomer,
  cameBack,
  creditId,
  exchangeOf,
  followedBy,
  inShort,
  line,
  offered,
  propose,
  purchaseOf,
  refundId,
  refundOf,
  replacementId,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles(), line('cups', { quantity: count(2), netMinor: 2000n })])
const returned = cameBack(bought)
const proposal = (leg: ProposedLeg) => propose({ legs: [leg], evidence: [bought] })
const credit = { creditId: creditId(1), customerAgreed: true }
const mug = offered('mug', 1, [1000n, 190n])
const cheaper = exchangeOf({ kettles: [1] }, [mug], { difference: { refundId: refundId(1) } })

describe('a proposal that is made again', () => {
  it.each([
    ['a refund', refundOf({ kettles: [1, 2], cups: [1] })],
    ['a refund as store credit', refundOf({ kettles: [1] }, { credit })],
    ['an exchange with a difference', cheaper],
    ['an exchange without one', exchangeOf({ kettles: [1] }, [offered('kettle', 1)])],
    ['goods that go back', backToCustomer({ kettles: [1] })],
  ])('records nothing: %s', (_, leg) => {
    given(returnCase, followedBy(returned, proposal(leg)))
      .when(proposal(leg))
      .recordsNothing()
  })

  it('records nothing where the same units are written down otherwise', () => {
    const history = followedBy(returned, proposal(refundOf({ kettles: [1, 2], cups: [1] })))
    const lines = [
      ...refundOf({ cups: [1] }).lines,
      ...refundOf({ kettles: [2] }).lines,
      ...refundOf({ kettles: [1] }).lines,
    ]
    given(returnCase, history)
      .when(proposal(refundOf({}, { lines })))
      .recordsNothing()
  })

  it.each<[string, ProposedLeg, ProposedLeg]>([
    ['other units', refundOf({ kettles: [1] }), refundOf({ kettles: [2] })],
    ['another line', refundOf({ kettles: [1] }), refundOf({ cups: [1] })],
    ['units the other way round', refundOf({ kettles: [1], cups: [2] }), refundOf({ kettles: [2], cups: [1] })],
    ['another refund', refundOf({ kettles: [1] }), refundOf({ kettles: [1] }, { refundId: refundId(2) })],
    ['store credit instead of money', refundOf({ kettles: [1] }), refundOf({ kettles: [1] }, { credit })],
    [
      'another store credit',
      refundOf({ kettles: [1] }, { credit }),
      refundOf({ kettles: [1] }, { credit: { ...credit, creditId: creditId(2) } }),
    ],
    ['another replacement', cheaper, { ...cheaper, replacementId: replacementId(2) }],
    [
      'goods that go back for another reason',
      backToCustomer({ kettles: [1] }),
      backToCustomer({ kettles: [1] }, { because: text('customer-changed-mind') }),
    ],
  ])('is another one for %s', (_, first, second) => {
    expect(rejectedBy(followedBy(returned, proposal(first)), proposal(second))).toStrictEqual({
      reason: 'SettlementIdReused',
      settlementId: 'settlement-1',
    })
  })
})

describe('a proposal', () => {
  it('asks the customer for what a replacement costs more', () => {
    const dearer = exchangeOf({ kettles: [1] }, [offered('teapot', 1, [3500n, 665n])])
    expect(toldBy(returned, proposal(dearer), 'SettlementProposed')).toMatchObject({
      fromCustomerMinor: 595n,
      toCustomerMinor: 0n,
    })
    expect(toldBy(returned, proposal(cheaper), 'SettlementProposed')).toMatchObject({
      fromCustomerMinor: 0n,
      toCustomerMinor: 2380n,
    })
  })

  it('works out no money for goods that go back', () => {
    const told = toldBy(returned, proposal(backToCustomer({ kettles: [1] })), 'SettlementProposed')
    expect(told).toMatchObject({ toCustomerMinor: 0n, fromCustomerMinor: 0n, trace: [], roundingTrace: [] })
  })

  it('is refused where one of its legs is about nothing', () => {
    const legs = [refundOf({ kettles: [1] }), refundOf({}, { legId: text('leg-2'), refundId: refundId(2) })]
    expect(rejectedBy(returned, propose({ legs, evidence: [bought] }))).toStrictEqual({ reason: 'NothingToSettle' })
  })

  it('names a unit once, of whichever reservation', () => {
    const second = reservationIdOf(caseId, purchaseId, 1)
    const threeKettles = purchaseOf([kettles()])
    const heldTwice = after(
      request({
        evidence: [threeKettles],
        lines: [
          requestLine(),
          requestLine({
            requestLineId: text('line-2'),
            quantity: count(1),
            meets: { 'original-packaging': false },
          }),
        ],
      }),
      confirm(),
      override({ ruleId: 'PackagingMissing' }),
      confirm({
        reservationId: second,
        lines: [{ lineId: lineId('kettles'), units: units(3), netMinor: 3000n, taxMinor: 570n }],
      }),
      authorise(),
      receive({ items: [item('kettle', 3)] }),
    )
    const legs = [
      refundOf({ kettles: [2] }),
      refundOf({ kettles: [2, 3] }, { legId: text('leg-2'), refundId: refundId(2) }),
    ]
    expect(rejectedBy(heldTwice, propose({ legs, evidence: [threeKettles] }))).toStrictEqual({
      reason: 'UnitsAlreadySettled',
      legId: 'leg-2',
      purchaseId,
      lineId: 'kettles',
      quantity: 1,
    })
  })
})

describe('a proposal under two policies', () => {
  const others: ReturnTerms = { ...shopInGermany, policy: policyWith({ policyId: 'others' }) }
  const ref = { policyId: text('others'), version: count(1) }
  const two = purchaseOf([kettles(), kettles({ lineId: lineId('others'), sku: text('other'), returnPolicyRef: ref })])
  const history = after(
    request({
      evidence: [two],
      otherTerms: [others],
      lines: [requestLine(), requestLine({ requestLineId: text('line-2'), lineId: lineId('others') })],
    }),
    'reserve',
    authorise({ otherTerms: [others] }),
    receive({ items: [item('kettle', 2), item('other', 2)] }),
  )

  it('is made for the lines of one of them at a time', () => {
    const both = propose({ legs: [refundOf({ kettles: [1], others: [1] })], evidence: [two] })
    expect(rejectedBy(history, both)).toStrictEqual({
      reason: 'TermsDiffer',
      inForce: [{ policyId: 'thirty-day-returns', version: 1 }, ref],
    })
    const one = propose({ legs: [refundOf({ others: [1] })], evidence: [two] })
    expect(rejectedBy(history, one)).toStrictEqual({ reason: 'TermsDiffer', inForce: [ref] })
    expect(typesOf(recordedBy(history, propose({ ...one.data, terms: others })))).toStrictEqual(['SettlementProposed'])
  })
})

describe('a proposal for two purchases', () => {
  const terms = shopInGermany
  const newer = purchaseOf([kettles()], {
    shipping: [{ shippingId: text('shipping-newer'), netLeftMinor: 500n, taxLeftMinor: 95n }],
  })
  const older = purchaseOf([kettles({ netMinor: 6000n, taxMinor: 1140n, netLeftMinor: 6000n, taxLeftMinor: 1140n })], {
    purchaseId: olderPurchaseId,
    purchasedAt: may(1, '09:00'),
    disclosures: [shown(undefined, { shownAt: may(1, '08:00') })],
    shipping: [{ shippingId: text('shipping-older'), netLeftMinor: 300n, taxLeftMinor: 57n }],
    payments: [{ paymentId: text('card-2'), tender: text('card'), refundableMinor: 7497n, disputed: false }],
  })
  const paidNewer = {
    ...newer,
    payments: [{ paymentId: text('card-1'), tender: text('card'), refundableMinor: 11305n, disputed: false }],
  }
  const history = after(
    request({ kind: 'withdrawal', terms, evidence: [older, paidNewer], lines: [requestLineOf('kettle', 6)] }),
    'reserve',
    authorise({ terms }),
    receive({ items: [item('kettle', 6)] }),
  )

  it('gives back of each what was paid for it, its delivery with it, by its own payments', () => {
    const legs = [
      refundOf({ kettles: [1, 2, 3] }, { purchaseId: olderPurchaseId }),
      refundOf({ kettles: [1, 2, 3] }, { legId: text('leg-2'), refundId: refundId(2) }),
    ]
    const told = toldBy(history, propose({ legs, evidence: [paidNewer, older], terms }), 'SettlementProposed')
    expect(
      told.legs.map((leg) => [
        leg.purchaseId,
        leg.kind === 'refund' && inShort(leg.components),
        leg.kind === 'refund' && leg.tenders,
      ]),
    ).toStrictEqual([
      [
        olderPurchaseId,
        [
          'goods kettles 6000',
          'goods-tax kettles 1140',
          'shipping shipping-older 300',
          'shipping-tax shipping-older 57',
        ],
        [{ paymentId: 'card-2', minor: 7497n }],
      ],
      [
        purchaseId,
        [
          'goods kettles 9000',
          'goods-tax kettles 1710',
          'shipping shipping-newer 500',
          'shipping-tax shipping-newer 95',
        ],
        [{ paymentId: 'card-1', minor: 11305n }],
      ],
    ])
    expect(told.toCustomerMinor).toBe(18802n)
  })

  it('gives back the delivery with the refund, once nothing is left with the customer', () => {
    const rest = refundOf({ kettles: [2, 3] }, { legId: text('leg-2'), refundId: refundId(2) })
    const told = (leg: ProposedLeg) =>
      toldBy(history, propose({ legs: [leg, rest], evidence: [paidNewer], terms }), 'SettlementProposed')
    const exchanged = told(exchangeOf({ kettles: [1] }, [offered('kettle', 1)]))
    expect(exchanged.legs[0]).toMatchObject({ kind: 'exchange', valueMinor: 3570n, dueToCustomerMinor: 0n })
    expect(exchanged.toCustomerMinor).toBe(7735n)
    expect(told(backToCustomer({ kettles: [1] })).toCustomerMinor).toBe(7140n)
  })
})
