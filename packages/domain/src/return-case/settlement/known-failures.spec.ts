import { given } from '@aftersale/decider/testing'
import {
  count,
  inspect,
  kettles,
  may,
  purchase,
  rejectedBy,
  shop,
  shopInGermany,
  text,
  toldBy,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import {
  advanceDelivered,
  advanceReturned,
  approve,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  charge,
  close,
  creditId,
  eur,
  exchangeFor,
  exchangeOf,
  failedOutcome,
  followedBy,
  inShort,
  line,
  offered,
  outcome,
  propose,
  proposedLegs,
  purchaseOf,
  refundFor,
  refundId,
  refundOf,
  rejectProposal,
  retry,
  sendInAdvance,
} from './settlement.fixtures.js'

// The cases of published bug reports that a return's settlement decides, each by what is right.

const secondLeg = { legId: text('leg-2'), refundId: refundId(2) }
const second = { settlementId: text('settlement-2'), leg: secondLeg }
const label = { carrier: text('post'), ref: text('label-1') }

describe('money of a settlement', () => {
  it('D12 is net of the discount on the order: of 6 and 4 less 1, 5.40 and 3.60 come back', () => {
    const bought = purchaseOf([line('six', { netMinor: 540n }), line('four', { netMinor: 360n })])
    const back = cameBack(bought)
    expect(refundFor(back, bought, { six: [1] }).minor).toBe(540n)
    expect(refundFor(back, bought, { four: [1] }).minor).toBe(360n)
  })

  it('D17 of all lines is all that was paid: 318.00, however many rounds it takes', () => {
    const bought = purchaseOf([
      line('first', { quantity: count(3), netMinor: 12725n, taxMinor: 2418n }),
      line('second', { quantity: count(2), netMinor: 9999n, taxMinor: 1900n }),
      line('third', { netMinor: 3998n, taxMinor: 760n }),
    ])
    const back = cameBack(bought)
    expect(refundFor(back, bought, { first: [1, 2, 3], second: [1, 2], third: [1] }).minor).toBe(31800n)
    const one = refundFor(back, bought, { first: [2] }).minor
    const rest = refundFor(back, bought, { first: [1, 3], second: [1, 2], third: [1] }).minor
    expect(one + rest).toBe(31800n)
  })

  it('D18 of goods that a discount gave for nothing is 0, never less', () => {
    const bought = purchaseOf([line('gift', { netMinor: 0n, taxMinor: 0n })], { payments: [] })
    const worn = followedBy(cameBack(bought), propose({ legs: [refundOf({ gift: [1] })], evidence: [bought] }))
    expect(worn.at(-1)?.data).toMatchObject({ toCustomerMinor: 0n, legs: [{ minor: 0n, components: [], tenders: [] }] })
  })

  it('D25 has the promotions in it: three for two at 10.00 come back as 20.00, not 30.00', () => {
    const bought = purchaseOf([line('socks', { quantity: count(3), netMinor: 2000n })])
    const back = cameBack(bought)
    expect(refundFor(back, bought, { socks: [1, 2, 3] }).minor).toBe(2000n)
    expect([1, 2, 3].map((unit) => refundFor(back, bought, { socks: [unit] }).minor)).toStrictEqual([667n, 666n, 667n])
  })

  it('D27 goes back for the rest of a line in a second refund', () => {
    const bought = purchaseOf([kettles()])
    const first = followedBy(
      cameBack(bought),
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought] }),
      approve(),
      outcome(),
    )
    const left = purchaseOf([kettles({ netLeftMinor: 6000n, taxLeftMinor: 1140n })])
    expect(refundFor(first, left, { kettles: [2, 3] }, second).minor).toBe(7140n)
  })

  it('D51 spreads a voucher of 10.00 over all of the goods, not over those that come back first', () => {
    // 30.00 and 10.00, less 10.00: paid 22.50 and 7.50.
    const bought = purchaseOf([line('lamp', { netMinor: 2250n }), line('bulb', { netMinor: 750n })])
    const back = cameBack(bought)
    expect(refundFor(back, bought, { bulb: [1] }).minor).toBe(750n)
    expect(refundFor(back, bought, { lamp: [1] }).minor).toBe(2250n)
  })

  it('C6 loses no cent to rounding: thirds of 10.00 come back as 3.33, 3.34 and 3.33, their tax from what was stored', () => {
    const bought = purchaseOf([line('cups', { quantity: count(3), netMinor: 1000n, taxMinor: 190n })])
    const back = cameBack(bought)
    const each = [1, 2, 3].map((unit) => inShort(refundFor(back, bought, { cups: [unit] }).components))
    expect(each).toStrictEqual([
      ['goods cups 333', 'goods-tax cups 63'],
      ['goods cups 334', 'goods-tax cups 64'],
      ['goods cups 333', 'goods-tax cups 63'],
    ])
    expect(refundFor(back, bought, { cups: [1, 2, 3] }).minor).toBe(1190n)
  })
})

describe('the outcome of a refund', () => {
  const bought = purchaseOf([kettles()])
  const approved = followedBy(
    cameBack(bought),
    propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought] }),
    approve(),
  )

  it('D31 is not taken for paid when it fails later: the leg is open again', () => {
    const failed = followedBy(approved, outcome({ outcome: 'pending' }), failedOutcome())
    expect(rejectedBy(failed, close())).toStrictEqual({ reason: 'LegsOpen', legIds: ['leg-1'] })
    expect(toldBy(failed, retry({ evidence: bought }), 'RefundRequested').minor).toBe(10710n)
  })

  it('D32 is neither success nor failure while it is pending', () => {
    const pending = followedBy(approved, outcome({ outcome: 'pending' }))
    expect(rejectedBy(pending, close()).reason).toBe('LegsOpen')
    expect(rejectedBy(pending, retry({ evidence: bought }))).toMatchObject({
      reason: 'LegStandsOtherwise',
      status: 'pending',
    })
  })

  it('D33 does not stand in the way of the next one, once it is off', () => {
    const off = followedBy(
      cameBack(bought),
      propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought] }),
      rejectProposal(),
    )
    expect(refundFor(off, bought, { kettles: [1, 2, 3] }, second).minor).toBe(10710n)
  })

  it('D34 counts once, though the notice comes before the answer', () => {
    const noticed = followedBy(approved, outcome({ providerRef: text('notice-1') }))
    given(returnCase, noticed)
      .when(outcome({ providerRef: text('answer-1') }))
      .recordsNothing()
    given(returnCase, noticed)
      .when(outcome({ outcome: 'pending' }))
      .recordsNothing()
  })

  it('D35 is asked for once, though the button is pressed twice', () => {
    given(returnCase, approved).when(approve()).recordsNothing()
    const pressedAgain = propose({
      settlementId: text('settlement-2'),
      legs: [refundOf({ kettles: [1, 2, 3] }, secondLeg)],
      evidence: [bought],
    })
    expect(rejectedBy(approved, pressedAgain)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 3 })
  })
})

describe('tenders and fees', () => {
  it('D47 puts a second refund on the payment that has room, never on one that has none left', () => {
    const payments = (gift: bigint, card: bigint) => [
      { paymentId: text('gift-card-1'), tender: text('gift-card'), refundableMinor: gift, disputed: false },
      { paymentId: text('card-1'), tender: text('card'), refundableMinor: card, disputed: false },
    ]
    const bought = purchaseOf([kettles()], { payments: payments(3570n, 7140n) })
    const first = followedBy(
      cameBack(bought),
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought] }),
      approve(),
    )
    expect(refundFor(cameBack(bought), bought, { kettles: [1] }).tenders).toStrictEqual([
      { paymentId: 'gift-card-1', minor: 3570n },
    ])
    const left = purchaseOf([kettles()], { payments: payments(0n, 7140n) })
    expect(refundFor(first, left, { kettles: [2] }, second).tenders).toStrictEqual([
      { paymentId: 'card-1', minor: 3570n },
    ])
  })

  it('D48 gives a one-off fee back once, with the goods that make the return whole', () => {
    const bought = purchase({
      shipping: [],
      fees: [{ feeId: text('cash-on-delivery'), netLeftMinor: 400n, taxLeftMinor: 76n, refundableOnce: true }],
      payments: [{ paymentId: text('card-1'), tender: text('card'), refundableMinor: 11186n, disputed: false }],
    })
    const terms = shopInGermany
    const asked = askedBack(bought, { asked: { kind: 'withdrawal', terms, requestedAt: may(15) } })
    const one = followedBy(asked, arrived('parcel-1', { kettle: 1 }))
    expect(refundFor(one, bought, { kettles: [1] }, { terms }).minor).toBe(3570n)
    const first = followedBy(one, propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought], terms }), approve())
    const all = followedBy(first, arrived('parcel-2', { kettle: 2 }))
    const rest = refundFor(all, bought, { kettles: [2, 3] }, { ...second, terms })
    expect(rest.minor).toBe(7140n + 476n)
    const legs = [
      refundOf({ kettles: [2] }, secondLeg),
      refundOf({ kettles: [3] }, { legId: text('leg-3'), refundId: refundId(3) }),
    ]
    const both = proposedLegs(all, bought, legs, { settlementId: text('settlement-2'), terms })
    expect(both.map((leg) => leg.kind === 'refund' && leg.minor)).toStrictEqual([3570n + 476n, 3570n])
  })

  it('D52 takes the tax with the fee: of 100.00 and 19.00, less 15 %, 85.00 and 16.15 come back', () => {
    const bought = purchaseOf([line('camera', { category: text('electronics'), netMinor: 10000n, taxMinor: 1900n })])
    expect(refundFor(cameBack(bought), bought, { camera: [1] }).minor).toBe(8500n + 1615n)
  })

  it.each([
    ['return' as const, 11900n - 1190n],
    ['line' as const, 11900n - 2n * 1190n],
  ])('D53 takes a fee of 10.00 once for each %s, as the policy says', (per, refundedMinor) => {
    const terms = {
      ...shop,
      policy: {
        ...shop.policy,
        restockingFees: [
          {
            kinds: ['policy-return' as const],
            amounts: [{ amountMinor: 1000n, currency: eur }],
            per,
          },
        ],
      },
    }
    const bought = purchaseOf([
      line('one', { netMinor: 5000n, taxMinor: 950n }),
      line('two', { netMinor: 5000n, taxMinor: 950n }),
    ])
    const back = cameBack(bought, { asked: { terms } })
    expect(refundFor(back, bought, { one: [1], two: [1] }, { terms }).minor).toBe(refundedMinor)
  })
})

describe('exchanges', () => {
  const bought = purchaseOf([kettles()])

  it('D69 net what came back against what goes out: 35.70 against 47.60 is 11.90 due', () => {
    const back = cameBack(bought, { quantities: { kettles: 1 }, asked: { kind: 'exchange' } })
    const { exchange, difference } = exchangeFor(
      back,
      bought,
      exchangeOf({ kettles: [1] }, [offered('samovar', 1, [4000n, 760n])]),
    )
    expect([exchange.valueMinor, exchange.priceMinor, exchange.dueFromCustomerMinor]).toStrictEqual([
      3570n,
      4760n,
      1190n,
    ])
    expect([exchange.dueToCustomerMinor, difference]).toStrictEqual([0n, undefined])
  })

  it('D70 charge no way back that the seller pays for', () => {
    const back = cameBack(bought, {
      quantities: { kettles: 1 },
      asked: { kind: 'exchange' },
      authorised: { label },
    })
    const { exchange } = exchangeFor(back, bought, exchangeOf({ kettles: [1] }, [offered('kettle', 1)]))
    expect([exchange.dueFromCustomerMinor, exchange.dueToCustomerMinor]).toStrictEqual([0n, 0n])
    expect(inShort(exchange.components)).toStrictEqual(['goods kettles 3000', 'goods-tax kettles 570'])
  })

  it('D71 take a label of 4.90 that the customer pays for off the refund, once and whole', () => {
    const back = cameBack(bought, { quantities: { kettles: 2 }, authorised: { label } })
    const legs = [refundOf({ kettles: [1] }), refundOf({ kettles: [2] }, secondLeg)]
    expect(proposedLegs(back, bought, legs).map((leg) => leg.kind === 'refund' && leg.minor)).toStrictEqual([
      3570n - 490n,
      3570n,
    ])
    const withoutLabel = cameBack(bought, { quantities: { kettles: 2 } })
    expect(refundFor(withoutLabel, bought, { kettles: [1, 2] }).minor).toBe(7140n)
  })

  it('D72 charge for old units that stayed out only once the new ones were delivered and not given back', () => {
    const asked = askedBack(bought, { quantities: { kettles: 2 } })
    const sent = followedBy(asked, sendInAdvance({ evidence: bought }))
    given(returnCase, sent).when(charge()).recordsNothing()
    given(returnCase, followedBy(sent, advanceDelivered(), advanceReturned()))
      .when(charge())
      .recordsNothing()
    expect(toldBy(followedBy(sent, advanceDelivered()), charge(), 'UnreturnedCharged').minor).toBe(7140n)
  })

  it('D73 leave nothing outstanding for damaged units: what they lost is taken off, and the rest is settled', () => {
    const back = followedBy(
      cameBack(bought, { quantities: { kettles: 2 } }),
      inspect({
        itemId: text('parcel-1-kettle'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 1000n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    const settled = followedBy(
      back,
      propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [bought] }),
      approve(),
      outcome(),
    )
    expect(refundFor(back, bought, { kettles: [1, 2] }).minor).toBe(7140n - 1190n)
    expect(toldBy(settled, close(), 'ReturnCaseClosed').unsettled).toStrictEqual([])
  })

  it('C2 settle what came: of three asked back two came, and two go out', () => {
    const two = followedBy(askedBack(bought, { asked: { kind: 'exchange' } }), arrived('parcel-1', { kettle: 2 }))
    const asked = propose({ legs: [exchangeOf({ kettles: [1, 2, 3] }, [offered('kettle', 3)])], evidence: [bought] })
    expect(rejectedBy(two, asked)).toMatchObject({ reason: 'UnitsNotReceived', quantity: 1 })
    const leg = exchangeOf({ kettles: [1, 2] }, [offered('teapot', 2, [7000n, 1330n])])
    expect(exchangeFor(two, bought, leg).exchange).toMatchObject({
      valueMinor: 7140n,
      priceMinor: 8330n,
      dueFromCustomerMinor: 1190n,
      lines: [{ units: [{ first: 1, last: 2 }] }],
    })
  })
})

describe('one unit', () => {
  const bought = purchaseOf([kettles()])

  it('C1 is refunded, exchanged, sent back or replaced in advance, and only one of them', () => {
    const back = cameBack(bought, { quantities: { kettles: 1 } })
    const refunded = followedBy(back, propose({ legs: [refundOf({ kettles: [1] })], evidence: [bought] }))
    const others = [
      refundOf({ kettles: [1] }, secondLeg),
      exchangeOf({ kettles: [1] }, [offered('kettle', 1)], { legId: text('leg-2') }),
      backToCustomer({ kettles: [1] }, { legId: text('leg-2') }),
    ]
    for (const leg of others) {
      const command = propose({ settlementId: text('settlement-2'), legs: [leg], evidence: [bought] })
      expect(rejectedBy(refunded, command)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 1 })
    }
    const advance = sendInAdvance({
      evidence: bought,
      lines: refundOf({ kettles: [1] }).lines,
      replacement: [offered('kettle', 1)],
      terms: { ...sendInAdvance().data.terms, minor: 3570n },
    })
    expect(rejectedBy(refunded, advance)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 1 })
  })

  it('C1 mints no store credit above what was captured', () => {
    const nothingLeft = bought.payments.map((payment) => ({ ...payment, refundableMinor: 3569n }))
    const back = cameBack(bought, { quantities: { kettles: 1 } })
    const credit = { credit: { creditId: creditId(1), customerAgreed: true } }
    const command = propose({
      legs: [refundOf({ kettles: [1] }, credit)],
      evidence: [{ ...bought, payments: nothingLeft }],
    })
    expect(rejectedBy(back, command)).toMatchObject({
      reason: 'ExceedsRefundable',
      refundableMinor: 3569n,
      owedMinor: 3570n,
    })
  })
})
