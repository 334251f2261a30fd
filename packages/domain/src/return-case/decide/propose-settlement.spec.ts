import { given } from '@aftersale/decider/testing'
import type { Currency } from '../../money/currency.js'
import {
  count,
  handOver,
  inspect,
  kettles,
  lose,
  may,
  olderPurchaseId,
  purchase,
  recordedBy,
  rejectedBy,
  shop,
  shopInGermany,
  shopVersion2,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import {
  approve,
  arrived,
  askedBack,
  backToCustomer,
  cameBack,
  close,
  creditId,
  eur,
  exchangeOf,
  followedBy,
  inShort,
  line,
  offered,
  propose,
  proposedLegs,
  purchaseOf,
  refundFor,
  refundId,
  refundOf,
  rejectProposal,
} from '../settlement/settlement.fixtures.js'

const threeKettles = purchaseOf([kettles()])
/** One of three kettles came back. */
const oneBack = cameBack(threeKettles, { quantities: { kettles: 1 } })

describe('ProposeSettlement', () => {
  it('tells what the received units are worth to the minor unit, with the rules and the roundings behind it', () => {
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] })
    const { legs, toCustomerMinor, fromCustomerMinor, currency, trace, roundingTrace } = toldBy(
      oneBack,
      command,
      'SettlementProposed',
    )
    expect(legs).toMatchObject([
      { kind: 'refund', legId: 'leg-1', minor: 3570n, payout: 'original-tender', tenders: [{ minor: 3570n }] },
    ])
    expect([toCustomerMinor, fromCustomerMinor, currency]).toStrictEqual([3570n, 0n, 'EUR'])
    expect(trace.map(({ ruleId, outcome }) => [ruleId, outcome])).toStrictEqual([
      ['paid-for-units', 'all-of-it'],
      ['way-back', 'customer'],
      ['tender-plan', 'card-1=3570'],
    ])
    expect(trace[0]).toMatchObject({ policyRef: { policyId: 'thirty-day-returns', version: 1 } })
    expect(roundingTrace).toStrictEqual([
      {
        what: 'goods',
        lineId: 'kettles',
        by: 'cumulative-half-up',
        totalMinor: 9000n,
        part: 1n,
        whole: 3n,
        minor: 3000n,
      },
      {
        what: 'goods-tax',
        lineId: 'kettles',
        by: 'cumulative-half-up',
        totalMinor: 1710n,
        part: 1n,
        whole: 3n,
        minor: 570n,
      },
    ])
  })

  it('records nothing when repeated, whatever was read of the purchase meanwhile', () => {
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] })
    const history = followedBy(oneBack, command)
    given(returnCase, history).when(command).recordsNothing()
    const readAgain = { ...threeKettles, revision: 9 as typeof threeKettles.revision }
    given(returnCase, history)
      .when(propose({ ...command.data, evidence: [readAgain] }))
      .recordsNothing()
  })

  it('is refused under an id that stands for other legs', () => {
    const history = followedBy(oneBack, propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] }))
    const other = propose({ legs: [backToCustomer({ kettles: [1] })], evidence: [threeKettles] })
    expect(rejectedBy(history, other)).toStrictEqual({ reason: 'SettlementIdReused', settlementId: 'settlement-1' })
  })

  it.each([
    ['nothing', [], 'NothingToSettle'],
    ['a leg without units', [refundOf({})], 'NothingToSettle'],
    ['no units of a line', [refundOf({ kettles: [] })], 'UnitsNotHeld'],
    ['units that the case does not hold', [refundOf({ kettles: [2] })], 'UnitsNotHeld'],
    ['a line that was not bought', [refundOf({ teapots: [1] })], 'UnitsNotHeld'],
    [
      'an id that is kept for differences',
      [refundOf({ kettles: [1] }, { legId: text('a/difference') })],
      'LegIdReused',
    ],
    ['two legs of one id', [refundOf({ kettles: [1] }), backToCustomer({ kettles: [1] })], 'LegIdReused'],
    [
      'one unit twice',
      [refundOf({ kettles: [1] }), backToCustomer({ kettles: [1] }, { legId: text('leg-2') })],
      'UnitsAlreadySettled',
    ],
    [
      'one unit twice in a leg',
      [
        {
          ...refundOf({ kettles: [1] }),
          lines: [...refundOf({ kettles: [1] }).lines, ...refundOf({ kettles: [1] }).lines],
        },
      ],
      'UnitsAlreadySettled',
    ],
    [
      'one refund twice',
      [refundOf({ kettles: [1] }), refundOf({ kettles: [1] }, { legId: text('leg-2') })],
      'RefundIdReused',
    ],
    [
      'a purchase that nothing is known of',
      [refundOf({ kettles: [1] }, { purchaseId: olderPurchaseId })],
      'SettlementEvidenceMissing',
    ],
  ])('is refused for %s', (_, legs, reason) => {
    expect(rejectedBy(oneBack, propose({ legs, evidence: [threeKettles] })).reason).toBe(reason)
  })

  it('is refused before the return is authorised', () => {
    const history = oneBack.slice(0, 2)
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] })
    expect(rejectedBy(history, command).reason).toBe('ReturnNotAuthorised')
  })

  it('is refused under terms that the return was not judged under', () => {
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles], terms: shopVersion2 })
    expect(rejectedBy(oneBack, command)).toStrictEqual({
      reason: 'TermsDiffer',
      inForce: [{ policyId: 'thirty-day-returns', version: 1 }],
    })
  })

  it('is refused where the purchase is said to be worth more than it confirmed', () => {
    const dearer = purchaseOf([kettles({ netMinor: 9001n, taxMinor: 1710n })])
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [dearer] })
    const twoBack = cameBack(threeKettles, { quantities: { kettles: 2 } })
    expect(rejectedBy(twoBack, propose({ ...command.data, legs: [refundOf({ kettles: [1, 2] })] })).reason).toBe(
      'EvidenceContradictsReservation',
    )
  })

  it('is refused in another currency than the case', () => {
    const inKroner = purchaseOf([kettles()], { currency: 'SEK' as Currency })
    expect(rejectedBy(oneBack, propose({ legs: [refundOf({ kettles: [1] })], evidence: [inKroner] }))).toStrictEqual({
      reason: 'CurrencyMismatch',
      expected: eur,
      found: 'SEK',
    })
  })

  it('is refused with one purchase in two readings', () => {
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles, threeKettles] })
    expect(rejectedBy(oneBack, command).reason).toBe('EvidenceRepeated')
  })

  it('is refused once the case is closed', () => {
    const sent = followedBy(oneBack, propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] }))
    const closed = followedBy(sent, approve(), { type: 'RecordRefundOutcome', data: { ...settledData } }, close())
    const command = propose({
      settlementId: text('settlement-2'),
      legs: [refundOf({ kettles: [1] })],
      evidence: [threeKettles],
    })
    expect(rejectedBy(closed, command).reason).toBe('ReturnCaseAlreadyClosed')
  })
})

const settledData = {
  returnCaseId: oneBack[0]?.data.returnCaseId ?? ('' as never),
  legId: text('leg-1'),
  refundId: refundId(1),
  outcome: 'settled' as const,
  providerRef: text('provider-1'),
  happenedAt: may(29),
}

describe('the units of a settlement', () => {
  const twoAsked = askedBack(threeKettles, { quantities: { kettles: 2 } })
  const firstParcel = followedBy(twoAsked, arrived('parcel-1', { kettle: 1 }))

  it('are those that came, in as many rounds as there are parcels, each unit once', () => {
    const first = followedBy(
      firstParcel,
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] }),
      approve(),
    )
    const second = followedBy(first, arrived('parcel-2', { kettle: 1 }))
    const round = (numbers: ReadonlyArray<number>) =>
      propose({
        settlementId: text('settlement-2'),
        legs: [refundOf({ kettles: numbers }, { legId: text('leg-2'), refundId: refundId(2) })],
        evidence: [threeKettles],
      })
    expect(rejectedBy(second, round([1, 2]))).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 1 })
    expect(toldBy(second, round([2]), 'SettlementProposed').toCustomerMinor).toBe(3570n)
  })

  it('are not those that did not come', () => {
    const command = propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [threeKettles] })
    expect(rejectedBy(firstParcel, command)).toMatchObject({ reason: 'UnitsNotReceived', quantity: 1 })
  })

  it('are free again once a proposal is rejected', () => {
    const rejected = followedBy(
      firstParcel,
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] }),
      rejectProposal(),
    )
    const other = propose({
      settlementId: text('settlement-2'),
      legs: [backToCustomer({ kettles: [1] }, { legId: text('leg-2') })],
      evidence: [threeKettles],
    })
    expect(typesOf(recordedBy(rejected, other))).toStrictEqual(['SettlementProposed'])
  })

  it('are all of them where the customer keeps the damaged goods', () => {
    const kept = askedBack(threeKettles, { asked: { kind: 'damaged' }, authorised: { goodsKept: true } })
    expect(refundFor(kept, threeKettles, { kettles: [1, 2, 3] }).minor).toBe(10710n)
  })

  it('are those lost on the way where the seller had them carried', () => {
    const sent = askedBack(threeKettles, { quantities: { kettles: 1 }, asked: { kind: 'exchange' } })
    const lost = followedBy(sent, handOver(), lose())
    expect(refundFor(lost, threeKettles, { kettles: [1] }).minor).toBe(3570n)
    const byCustomer = followedBy(askedBack(threeKettles, { quantities: { kettles: 1 } }), handOver(), lose())
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] })
    expect(rejectedBy(byCustomer, command).reason).toBe('UnitsNotReceived')
  })
})

describe('what is taken off', () => {
  const camera = line('camera', { category: text('electronics'), netMinor: 10000n, taxMinor: 1900n })
  const bought = purchaseOf([camera])

  it('is a restocking fee with the tax of that part: of 100.00 and 19.00 tax, 15 % are 15.00 and 2.85', () => {
    const leg = refundFor(cameBack(bought), bought, { camera: [1] })
    expect(inShort(leg.components)).toStrictEqual([
      'goods camera 10000',
      'goods-tax camera 1900',
      'restocking camera 1500',
      'restocking-tax camera 285',
    ])
    expect(leg.minor).toBe(10115n)
  })

  it('is no restocking fee where the law gives the right', () => {
    const withdrawn = cameBack(bought, { asked: { kind: 'withdrawal', terms: shopInGermany, requestedAt: may(15) } })
    const leg = refundFor(withdrawn, bought, { camera: [1] }, { terms: shopInGermany })
    expect(inShort(leg.components)).toStrictEqual(['goods camera 10000', 'goods-tax camera 1900'])
  })

  it('is no restocking fee where the seller is at fault', () => {
    const broken = cameBack(bought, { asked: { kind: 'damaged' } })
    expect(refundFor(broken, bought, { camera: [1] }).minor).toBe(11900n)
  })

  it('is lost value with the tax of that part, before the restocking fee on all of the goods', () => {
    const worn = followedBy(
      cameBack(bought),
      inspect({
        itemId: text('parcel-1-camera'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 4000n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    const leg = refundFor(worn, bought, { camera: [1] })
    expect(inShort(leg.components)).toStrictEqual([
      'goods camera 10000',
      'goods-tax camera 1900',
      'diminished-value camera 4000',
      'diminished-value-tax camera 760',
      'restocking camera 1500',
      'restocking-tax camera 285',
    ])
    expect(leg.minor).toBe(5355n)
  })

  it('is never more than the goods are worth: 0 is left where they lost all of their value', () => {
    const worthless = followedBy(
      cameBack(bought),
      inspect({
        itemId: text('parcel-1-camera'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 10000n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    expect(refundFor(worthless, bought, { camera: [1] }).minor).toBe(0n)
  })

  it('is what an inspection found of several units, on each by its place: of 100 on three 33, 34 and 33', () => {
    const worn = followedBy(
      cameBack(threeKettles),
      inspect({
        itemId: text('parcel-1-kettle'),
        quantity: count(3),
        grade: 'C-damaged',
        deductionMinor: 100n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    const lossOfUnit = (unit: number) =>
      refundFor(worn, threeKettles, { kettles: [unit] }).components.find(
        ({ because }) => because === 'diminished-value',
      )
    expect([1, 2, 3].map((unit) => lossOfUnit(unit)?.minor)).toStrictEqual([33n, 34n, 33n])
  })

  it('is the label once in the case, where the customer was told to pay for it', () => {
    const label = { carrier: text('post'), ref: text('label-1') }
    const asked = askedBack(threeKettles, { quantities: { kettles: 2 }, authorised: { label } })
    const first = followedBy(
      asked,
      arrived('parcel-1', { kettle: 1 }),
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles] }),
      approve(),
    )
    const firstLeg = refundFor(followedBy(asked, arrived('parcel-1', { kettle: 1 })), threeKettles, { kettles: [1] })
    expect(inShort(firstLeg.components)).toStrictEqual(['goods kettles 3000', 'goods-tax kettles 570', 'label 490'])
    const second = refundFor(
      followedBy(first, arrived('parcel-2', { kettle: 1 })),
      threeKettles,
      { kettles: [2] },
      { settlementId: text('settlement-2'), leg: { legId: text('leg-2'), refundId: refundId(2) } },
    )
    expect(inShort(second.components)).toStrictEqual(['goods kettles 3000', 'goods-tax kettles 570'])
  })

  it('is a fee on the return as a whole once, however many parcels it came in', () => {
    const perReturn = {
      ...shop,
      policy: {
        ...shop.policy,
        restockingFees: [
          {
            kinds: ['policy-return' as const],
            amounts: [{ amountMinor: 1000n, currency: eur }],
            per: 'return' as const,
          },
        ],
      },
    }
    const asked = askedBack(threeKettles, { asked: { terms: perReturn } })
    const first = followedBy(
      asked,
      arrived('parcel-1', { kettle: 1 }),
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles], terms: perReturn }),
      approve(),
      arrived('parcel-2', { kettle: 2 }),
    )
    const one = refundFor(
      followedBy(asked, arrived('parcel-1', { kettle: 1 })),
      threeKettles,
      { kettles: [1] },
      { terms: perReturn },
    )
    const rest = refundFor(
      first,
      threeKettles,
      { kettles: [2, 3] },
      { terms: perReturn, settlementId: text('settlement-2'), leg: { legId: text('leg-2'), refundId: refundId(2) } },
    )
    expect([one.minor, rest.minor]).toStrictEqual([3570n - 1190n, 7140n])
  })
})

describe('delivery and one-off fees', () => {
  const withDelivery = purchase({
    fees: [
      { feeId: text('gift-wrap'), netLeftMinor: 300n, taxLeftMinor: 57n, refundableOnce: true },
      { feeId: text('card-surcharge'), netLeftMinor: 100n, taxLeftMinor: 0n, refundableOnce: false },
    ],
    payments: [{ paymentId: text('card-1'), tender: text('card'), refundableMinor: 99999n, disputed: false }],
  })
  const withdrawal = { asked: { kind: 'withdrawal' as const, terms: shopInGermany, requestedAt: may(15) } }
  const terms = shopInGermany

  it('go back with the last of the goods of a withdrawal', () => {
    const leg = refundFor(cameBack(withDelivery, withdrawal), withDelivery, { kettles: [1, 2, 3] }, { terms })
    expect(inShort(leg.components)).toStrictEqual([
      'goods kettles 9000',
      'goods-tax kettles 1710',
      'shipping shipping-1 500',
      'shipping-tax shipping-1 95',
      'fee gift-wrap 300',
      'fee-tax gift-wrap 57',
    ])
  })

  it('go back once, in the round that brings the last unit', () => {
    const asked = askedBack(withDelivery, withdrawal)
    const first = followedBy(
      asked,
      arrived('parcel-1', { kettle: 2 }),
      propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [withDelivery], terms }),
    )
    expect(
      toldBy(
        first.slice(0, -1),
        propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [withDelivery], terms }),
        'SettlementProposed',
      ).toCustomerMinor,
    ).toBe(7140n)
    const last = refundFor(
      followedBy(first, approve(), arrived('parcel-2', { kettle: 1 })),
      withDelivery,
      { kettles: [3] },
      { terms, settlementId: text('settlement-2'), leg: { legId: text('leg-2'), refundId: refundId(2) } },
    )
    expect(last.minor).toBe(3570n + 595n + 357n)
  })

  it('go back once, though units come that everything was given back on before', () => {
    const asked = askedBack(withDelivery, withdrawal)
    const lastMoney = { ...withDelivery, lines: [kettles({ netLeftMinor: 6000n, taxLeftMinor: 1140n })] }
    const round = propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [lastMoney], terms })
    const first = followedBy(
      asked,
      arrived('parcel-1', { kettle: 2 }),
      round,
      approve(),
      arrived('parcel-2', { kettle: 1 }),
    )
    expect(first.filter(({ type }) => type === 'SettlementProposed')[0]?.data).toMatchObject({
      toCustomerMinor: 7140n + 595n + 357n,
    })
    const nothingLeft = { ...withDelivery, lines: [kettles({ netLeftMinor: 0n, taxLeftMinor: 0n })] }
    const last = refundFor(
      first,
      nothingLeft,
      { kettles: [3] },
      { terms, settlementId: text('settlement-2'), leg: { legId: text('leg-2'), refundId: refundId(2) } },
    )
    expect(last.minor).toBe(0n)
  })

  it('go back as far as the standard way would have cost, with the tax of that part', () => {
    const leg = refundFor(
      cameBack(withDelivery, withdrawal),
      withDelivery,
      { kettles: [1, 2, 3] },
      { terms, standardDelivery: { netMinor: 300n } },
    )
    expect(inShort(leg.components).slice(2, 4)).toStrictEqual(['shipping shipping-1 300', 'shipping-tax shipping-1 57'])
  })

  it('stay where the return is the shop’s own offer', () => {
    const leg = refundFor(cameBack(withDelivery), withDelivery, { kettles: [1, 2, 3] })
    expect(leg.minor).toBe(10710n)
  })

  it('go back where the seller is at fault with all of it', () => {
    const leg = refundFor(cameBack(withDelivery, { asked: { kind: 'damaged' } }), withDelivery, { kettles: [1, 2, 3] })
    expect(leg.minor).toBe(10710n + 595n + 357n)
  })
})

describe('the tenders of a refund', () => {
  const twice = purchaseOf([kettles()], {
    payments: [
      { paymentId: text('gift-card-1'), tender: text('gift-card'), refundableMinor: 2000n, disputed: false },
      { paymentId: text('card-1'), tender: text('card'), refundableMinor: 8710n, disputed: false },
    ],
  })
  const back = cameBack(twice)
  const all = { kettles: [1, 2, 3] }

  it('are filled in the order of their capture, each up to its cap', () => {
    expect(refundFor(back, twice, all).tenders).toStrictEqual([
      { paymentId: 'gift-card-1', minor: 2000n },
      { paymentId: 'card-1', minor: 8710n },
    ])
  })

  it('are filled as the plan has it first', () => {
    const leg = refundFor(back, twice, { kettles: [1] }, { leg: { tenderPlan: { first: [text('card-1')] } } })
    expect(leg.tenders).toStrictEqual([{ paymentId: 'card-1', minor: 3570n }])
  })

  it('are exactly those of the plan, where it says how much', () => {
    const tenders = [
      { paymentId: text('gift-card-1'), minor: 70n },
      { paymentId: text('card-1'), minor: 3500n },
    ]
    expect(refundFor(back, twice, { kettles: [1] }, { leg: { tenderPlan: { tenders } } }).tenders).toStrictEqual(
      tenders,
    )
  })

  it.each([
    [
      'above a cap',
      [
        ['gift-card-1', 2001n],
        ['card-1', 1569n],
      ],
      'TenderExceeded',
    ],
    ['short of the sum', [['card-1', 3569n]], 'TendersDifferFromSum'],
    ['above the sum', [['card-1', 3571n]], 'TendersDifferFromSum'],
    ['unknown', [['card-9', 3570n]], 'PaymentUnknown'],
    [
      'named twice',
      [
        ['card-1', 1785n],
        ['card-1', 1785n],
      ],
      'TenderRepeated',
    ],
  ] as const)('are refused %s', (_, plan, reason) => {
    const tenders = plan.map(([paymentId, minor]) => ({ paymentId: text(paymentId), minor }))
    const command = propose({ legs: [refundOf({ kettles: [1] }, { tenderPlan: { tenders } })], evidence: [twice] })
    expect(rejectedBy(back, command).reason).toBe(reason)
  })

  it('are none that is disputed', () => {
    const disputed = {
      ...twice,
      payments: twice.payments.map((each) => ({ ...each, disputed: each.tender === 'card' })),
    }
    const command = propose({ legs: [refundOf({ kettles: [1] })], evidence: [disputed] })
    expect(rejectedBy(back, command)).toMatchObject({
      reason: 'ExceedsRefundable',
      refundableMinor: 2000n,
      owedMinor: 3570n,
    })
    const named = { tenderPlan: { tenders: [{ paymentId: text('card-1'), minor: 3570n }] } }
    expect(rejectedBy(back, propose({ legs: [refundOf({ kettles: [1] }, named)], evidence: [disputed] })).reason).toBe(
      'PaymentInDispute',
    )
    const unknown = { tenderPlan: { first: [text('card-9')] } }
    expect(rejectedBy(back, propose({ legs: [refundOf({ kettles: [1] }, unknown)], evidence: [twice] })).reason).toBe(
      'PaymentUnknown',
    )
  })

  it('are shared by the legs of one proposal', () => {
    const legs = [
      refundOf({ kettles: [1] }),
      refundOf({ kettles: [2] }, { legId: text('leg-2'), refundId: refundId(2) }),
    ]
    expect(proposedLegs(back, twice, legs)).toMatchObject([
      {
        tenders: [
          { paymentId: 'gift-card-1', minor: 2000n },
          { paymentId: 'card-1', minor: 1570n },
        ],
      },
      { tenders: [{ paymentId: 'card-1', minor: 3570n }] },
    ])
  })
})

describe('store credit', () => {
  const credit = (customerAgreed: boolean) => ({ credit: { creditId: creditId(1), customerAgreed } })

  it('takes the place of money where the customer agrees, bounded by what was captured all the same', () => {
    expect(refundFor(oneBack, threeKettles, { kettles: [1] }, { leg: credit(true) })).toMatchObject({
      payout: 'store-credit',
      creditId: creditId(1),
      minor: 3570n,
      tenders: [{ paymentId: 'card-1', minor: 3570n }],
    })
  })

  it('is refused to who withdraws and did not agree to it', () => {
    const withdrawn = cameBack(threeKettles, {
      quantities: { kettles: 1 },
      asked: { kind: 'withdrawal', terms: shopInGermany, requestedAt: may(15) },
    })
    const command = propose({
      legs: [refundOf({ kettles: [1] }, credit(false))],
      evidence: [threeKettles],
      terms: shopInGermany,
    })
    expect(rejectedBy(withdrawn, command)).toStrictEqual({ reason: 'StoreCreditNotAgreed', legId: 'leg-1' })
    const agreed = propose({ ...command.data, legs: [refundOf({ kettles: [1] }, credit(true))] })
    expect(toldBy(withdrawn, agreed, 'SettlementProposed').toCustomerMinor).toBe(3570n)
  })

  it('needs no agreement where the policy offers nothing else', () => {
    const swapped = cameBack(threeKettles, { quantities: { kettles: 1 }, asked: { kind: 'exchange' } })
    expect(refundFor(swapped, threeKettles, { kettles: [1] }, { leg: credit(false) }).payout).toBe('store-credit')
  })

  it('is given by each id once', () => {
    const legs = [
      refundOf({ kettles: [1] }, credit(true)),
      refundOf({ kettles: [2] }, { ...credit(true), legId: text('leg-2'), refundId: refundId(2) }),
    ]
    const history = cameBack(threeKettles)
    expect(rejectedBy(history, propose({ legs, evidence: [threeKettles] })).reason).toBe('CreditIdReused')
  })
})

describe('an exchange', () => {
  it('is refused without a replacement, or with one of which some lines have a price', () => {
    const legOf = (...lines: ReadonlyArray<ReturnType<typeof offered>>) =>
      propose({ legs: [exchangeOf({ kettles: [1] }, lines)], evidence: [threeKettles] })
    expect(rejectedBy(oneBack, legOf()).reason).toBe('ReplacementMissing')
    expect(rejectedBy(oneBack, legOf(offered('kettle', 1), offered('mug', 1, [100n, 19n]))).reason).toBe(
      'ReplacementPricesMixed',
    )
    expect(rejectedBy(oneBack, legOf(offered('kettle', 2)))).toMatchObject({
      reason: 'ReplacementQuantityDiffers',
      unitsGivenBack: 1,
      unitsOffered: 2,
    })
  })

  it('is even where the same is given at the price that was paid', () => {
    const legs = [exchangeOf({ kettles: [1] }, [offered('kettle', 1)])]
    expect(proposedLegs(oneBack, threeKettles, legs)).toMatchObject([
      {
        valueMinor: 3570n,
        priceMinor: 3570n,
        dueFromCustomerMinor: 0n,
        dueToCustomerMinor: 0n,
        newLines: [{ netMinor: 3000n, taxMinor: 570n }],
      },
    ])
  })

  it('says how the customer gets the difference, where the replacement costs less', () => {
    const leg = exchangeOf({ kettles: [1] }, [offered('mug', 1, [1000n, 190n])])
    expect(rejectedBy(oneBack, propose({ legs: [leg], evidence: [threeKettles] }))).toStrictEqual({
      reason: 'DifferencePayoutMissing',
      legId: 'leg-1',
      dueToCustomerMinor: 2380n,
    })
    const legs = proposedLegs(oneBack, threeKettles, [{ ...leg, difference: { refundId: refundId(1) } }])
    expect(legs).toMatchObject([
      { kind: 'exchange', dueToCustomerMinor: 2380n },
      { kind: 'refund', legId: 'leg-1/difference', differenceOf: 'leg-1', minor: 2380n, lines: [] },
    ])
    expect(legs.flatMap((each) => (each.kind === 'refund' ? inShort(each.components) : []))).toStrictEqual([
      'goods kettles 2000',
      'goods-tax kettles 380',
    ])
  })
})

describe('what was given back before', () => {
  it('is not given back again: of a kettle of 30.00 that 10.00 were given back on, 20.00 are left', () => {
    const cheaper = purchaseOf([kettles({ netLeftMinor: 2000n, taxLeftMinor: 1710n })])
    const leg = refundFor(oneBack, cheaper, { kettles: [1] })
    expect(inShort(leg.components)).toStrictEqual(['goods kettles 2000', 'goods-tax kettles 570'])
  })
})

describe('a policy that would reprice', () => {
  const repricing = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }
  const proposedUnder = (terms: typeof shop) =>
    toldBy(
      oneBack,
      propose({ legs: [refundOf({ kettles: [1] })], evidence: [threeKettles], terms }),
      'SettlementProposed',
    )

  it('gives back what was paid where the purchase tells no promotions, and the trace says that nothing was repriced', () => {
    expect(proposedUnder(repricing).toCustomerMinor).toBe(proposedUnder(shop).toCustomerMinor)
    expect(proposedUnder(repricing).trace).toContainEqual(
      expect.objectContaining({ ruleId: 'promotions', outcome: 'not-repriced' }),
    )
    expect(proposedUnder(shop).trace.map(({ ruleId }) => ruleId)).not.toContain('promotions')
  })
})
