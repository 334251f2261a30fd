import {
  count,
  inspect,
  kettles,
  may,
  olderPurchaseId,
  shop,
  shopInGermany,
  text,
  toldBy,
} from '../return-case.fixtures.js'
import {
  bothBack,
  electronics,
  newer,
  nextRefund,
  ofReturns,
  older,
  refundLegOf,
  settledIn,
  takenOff,
  tenPer,
  termsWith,
} from './rounds.fixtures.js'
import {
  backToCustomer,
  cameBack,
  exchangeFor,
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
  rejectProposal,
} from './settlement.fixtures.js'

const twoAndTwo = purchaseOf([electronics('camera', 2, 20000n), electronics('lens', 2, 10000n)])

describe('the restocking fee of a round', () => {
  it('is 15 % of each line by itself: of 100.00 and 50.00, 15.00 and 7.50', () => {
    const leg = refundFor(cameBack(twoAndTwo), twoAndTwo, { camera: [1], lens: [1] })
    expect(takenOff(leg)).toStrictEqual(['restocking camera 1500', 'restocking lens 750'])
  })

  it('is on the lines that the policy names, though others come back with them', () => {
    const bought = purchaseOf([kettles(), electronics('camera', 1, 10000n)])
    const leg = refundFor(cameBack(bought), bought, { kettles: [1, 2, 3], camera: [1] })
    expect(takenOff(leg)).toStrictEqual(['restocking camera 1500'])
  })

  it('is each line’s own where the policy keeps more of one: 15 % of the camera, 5 % of the book, with their own tax', () => {
    const terms = termsWith({
      restockingFees: [
        ofReturns({ categories: ['electronics'], rate: 1500, per: 'line' }),
        ofReturns({ categories: ['books'], rate: 500, per: 'line' }),
      ],
    })
    const bought = purchaseOf([
      electronics('camera', 1, 10000n),
      line('book', { category: text('books'), netMinor: 10000n, taxMinor: 700n }),
    ])
    const leg = refundFor(cameBack(bought, { asked: { terms } }), bought, { camera: [1], book: [1] }, { terms })
    expect(inShort(leg.components).filter((part) => part.startsWith('restocking'))).toStrictEqual([
      'restocking camera 1500',
      'restocking-tax camera 285',
      'restocking book 500',
      'restocking-tax book 35',
    ])
  })

  it('is 15.00 of each of two units, whether one leg has both or each has its own', () => {
    const back = cameBack(twoAndTwo)
    expect(takenOff(refundFor(back, twoAndTwo, { camera: [1, 2] }))).toStrictEqual(['restocking camera 3000'])
    const apart = proposedLegs(back, twoAndTwo, [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [2] })])
    expect(apart.map((leg) => leg.kind === 'refund' && takenOff(leg))).toStrictEqual([
      ['restocking camera 1500'],
      ['restocking camera 1500'],
    ])
  })

  it('is at most what lost value leaves of the goods: of 100.00 that lost 90.00, 10.00', () => {
    const worn = followedBy(cameBack(twoAndTwo), worse('camera', 9000n))
    expect(takenOff(refundFor(worn, twoAndTwo, { camera: [1] }))).toStrictEqual([
      'diminished-value camera 9000',
      'restocking camera 1000',
    ])
  })

  it('falls on no line that owes none, though another cannot bear it', () => {
    const bought = purchaseOf([kettles(), electronics('camera', 1, 10000n)])
    const worn = followedBy(cameBack(bought), worse('camera', 9000n))
    expect(takenOff(refundFor(worn, bought, { kettles: [1], camera: [1] }))).toStrictEqual([
      'diminished-value camera 9000',
      'restocking camera 1000',
    ])
  })

  it('falls on the other lines, as far as one that lost value cannot bear it', () => {
    const worn = followedBy(cameBack(twoAndTwo), worse('camera', 9000n))
    expect(takenOff(refundFor(worn, twoAndTwo, { camera: [1], lens: [1] }))).toStrictEqual([
      'diminished-value camera 9000',
      'restocking camera 1000',
      'restocking lens 1250',
    ])
  })
})

const worse = (name: string, deductionMinor: bigint) =>
  inspect({
    itemId: text(`parcel-1-${name}`),
    quantity: count(1),
    grade: 'C-damaged',
    deductionMinor,
    legalBasis: 'policy-terms',
    terms: shop,
  })

describe('the restocking fee of several rounds', () => {
  it('is that of all of them, less what each line bore before', () => {
    const evidence = [twoAndTwo]
    const first = settledIn(cameBack(twoAndTwo), 1, [refundLegOf(1, { camera: [1], lens: [1] })], { evidence })
    const second = nextRefund(first, 2, twoAndTwo, { camera: [2], lens: [2] })
    expect(takenOff(second)).toStrictEqual(['restocking camera 1500', 'restocking lens 750'])
  })

  const terms = tenPer('return')
  const little = purchaseOf([
    line('pen', { netMinor: 200n }),
    line('cup', { netMinor: 300n }),
    line('pin', { netMinor: 100n }),
    line('pot', { netMinor: 3000n }),
    line('lid', { netMinor: 900n }),
  ])
  const back = cameBack(little, { asked: { terms } })
  const firstLegs = [refundLegOf(1, { pen: [1], cup: [1] }), refundLegOf(2, { pin: [1] })]
  const first = settledIn(back, 1, firstLegs, { evidence: [little], terms })

  it('is 10.00 once on the return as a whole, of which the first 6.00 of goods bore 6.00', () => {
    const legs = proposedLegs(back, little, firstLegs, { terms })
    expect(legs.map((leg) => leg.kind === 'refund' && takenOff(leg))).toStrictEqual([
      ['restocking pen 200', 'restocking cup 300'],
      ['restocking pin 100'],
    ])
    expect(takenOff(nextRefund(first, 3, little, { pot: [1] }, { terms }))).toStrictEqual(['restocking pot 400'])
  })

  it('is still 1.00 once where nothing of it falls any more on the goods that bore a part before', () => {
    // The first 0.50 bore 0.50; beside 200.00 they bear none of the 1.00 any more, and 0.50 are still to come.
    const onePer = termsWith({
      restockingFees: [ofReturns({ amounts: [{ amountMinor: '100', currency: 'EUR' }], per: 'return' })],
    })
    const unequal = purchaseOf([line('pin', { netMinor: 50n }), line('pot', { netMinor: 20_000n })])
    const options = { evidence: [unequal], terms: onePer }
    const pinGone = settledIn(
      cameBack(unequal, { asked: { terms: onePer } }),
      1,
      [refundLegOf(1, { pin: [1] })],
      options,
    )
    expect(takenOff(nextRefund(pinGone, 2, unequal, { pot: [1] }, { terms: onePer }))).toStrictEqual([
      'restocking pot 50',
    ])
  })

  it('is told once, with how many lines came back so far, and no other line of the purchase', () => {
    const linesOf = (history: typeof back, settlementId: string, legs: Parameters<typeof proposedLegs>[2]) => {
      const command = propose({ settlementId: text(settlementId), legs, evidence: [little], terms })
      const { trace } = toldBy(history, command, 'SettlementProposed')
      return trace.filter(({ ruleId }) => ruleId === 'restocking-fee').map(({ facts }) => facts['lines'])
    }
    expect(linesOf(back, 'settlement-1', firstLegs)).toStrictEqual([3])
    expect(linesOf(first, 'settlement-3', [refundLegOf(3, { pot: [1] })])).toStrictEqual([4])
  })

  it('counts nothing of a proposal that was rejected', () => {
    const rejected = followedBy(back, propose({ legs: [refundLegOf(1, { pot: [1] })], evidence: [little], terms }))
    const again = followedBy(rejected, rejectProposal())
    expect(takenOff(nextRefund(again, 2, little, { lid: [1] }, { terms }))).toStrictEqual(['restocking lid 900'])
  })

  it('counts nothing of units that went back to the customer', () => {
    const sentBack = settledIn(back, 1, [backToCustomer({ pot: [1] })], { evidence: [little], terms })
    expect(takenOff(nextRefund(sentBack, 2, little, { lid: [1] }, { terms }))).toStrictEqual(['restocking lid 900'])
  })

  it('counts an exchange once, though a difference was refunded beside it', () => {
    const evidence = [twoAndTwo]
    const leg = exchangeOf({ camera: [1] }, [offered('compact', 1, [5000n, 950n])], {
      difference: { refundId: refundId(1) },
    })
    const { exchange } = exchangeFor(cameBack(twoAndTwo), twoAndTwo, leg)
    expect(inShort(exchange.components)).toContain('restocking camera 1500')
    const exchanged = settledIn(cameBack(twoAndTwo), 1, [leg], { evidence })
    expect(takenOff(nextRefund(exchanged, 2, twoAndTwo, { camera: [2] }))).toStrictEqual(['restocking camera 1500'])
  })
})

describe('the fees of several purchases', () => {
  const legs = [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [1] }, { purchaseId: olderPurchaseId })]
  const terms = tenPer('return')
  const takenOfEach = (evidence: ReadonlyArray<typeof newer>) => {
    const command = propose({ legs, evidence, terms })
    return toldBy(bothBack({ terms, evidence }), command, 'SettlementProposed').legs.map(
      (leg) => leg.kind === 'refund' && takenOff(leg),
    )
  }

  it('are reckoned apart: 10.00 on the return of each', () => {
    expect(takenOfEach([newer, older])).toStrictEqual([['restocking camera 1000'], ['restocking camera 1000']])
  })

  it('are taken only where the fee was shown before that purchase', () => {
    expect(takenOfEach([newer, { ...older, disclosures: [] }])).toStrictEqual([['restocking camera 1000'], []])
  })

  it('are reckoned apart from round to round, whatever came of the other before', () => {
    const evidence = [newer, older]
    const perReturn = settledIn(bothBack({ terms }), 1, [refundLegOf(1, { camera: [1] })], { evidence, terms })
    const ofOlder = { purchaseId: olderPurchaseId }
    expect(takenOff(nextRefund(perReturn, 2, older, { camera: [1] }, { terms, ...ofOlder }))).toStrictEqual([
      'restocking camera 1000',
    ])
    const perLine = settledIn(bothBack(), 1, [refundLegOf(1, { camera: [1] })], { evidence })
    expect(takenOff(nextRefund(perLine, 2, older, { camera: [1] }, ofOlder))).toStrictEqual(['restocking camera 1500'])
  })
})

describe('the fees of several rights', () => {
  // A camera that the law lets the customer withdraw from, and a lens made to order that the shop takes back all the same.
  const terms = { ...shopInGermany, policy: { ...shopInGermany.policy, exceptions: [] } }
  const bought = purchaseOf([electronics('camera', 1, 10000n), electronics('lens', 1, 5000n, { madeToOrder: true })])
  const back = cameBack(bought, { asked: { terms, requestedAt: may(15) } })

  it('are none on what is withdrawn from by law, and 15 % of what the shop takes back beside it', () => {
    expect(takenOff(refundFor(back, bought, { camera: [1], lens: [1] }, { terms }))).toStrictEqual([
      'restocking lens 750',
    ])
  })

  it('are reckoned apart from round to round', () => {
    const first = settledIn(back, 1, [refundLegOf(1, { camera: [1] })], { evidence: [bought], terms })
    expect(takenOff(nextRefund(first, 2, bought, { lens: [1] }, { terms }))).toStrictEqual(['restocking lens 750'])
  })
})
