import { count, inspect, kettles, may, olderPurchaseId, shop, text, toldBy } from '../return-case.fixtures.js'
import {
  bothBack,
  electronics,
  newer,
  nextRefund,
  older,
  refundLegOf,
  settledIn,
  takenOff,
  termsWith,
} from './rounds.fixtures.js'
import { backToCustomer, cameBack, followedBy, line, propose, purchaseOf, refundFor } from './settlement.fixtures.js'

describe('the label that the customer pays for', () => {
  const camera = purchaseOf([electronics('camera', 1, 10000n)])
  const post = { carrier: text('post'), ref: text('label-1') }
  const labelled = (costMinor?: bigint) =>
    cameBack(camera, { authorised: { label: costMinor === undefined ? post : { ...post, costMinor } } })

  it('is taken off beside the restocking fee, and is no part of it', () => {
    expect(takenOff(refundFor(labelled(), camera, { camera: [1] }))).toStrictEqual([
      'restocking camera 1500',
      'label 490',
    ])
  })

  it.each([
    ['what it cost the shop, where that is less than the policy asks', 300n, 'label 300'],
    ['what the policy asks, where it cost the shop more', 600n, 'label 490'],
  ])('is %s', (_, costMinor, label) => {
    expect(takenOff(refundFor(labelled(costMinor), camera, { camera: [1] }))).toContain(label)
  })

  it('is taken off once, though the return is of two purchases', () => {
    const legs = [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [1] }, { purchaseId: olderPurchaseId })]
    const command = propose({ legs, evidence: [newer, older] })
    const proposed = toldBy(bothBack({ label: post }), command, 'SettlementProposed').legs
    expect(proposed.map((leg) => leg.kind === 'refund' && takenOff(leg))).toStrictEqual([
      ['restocking camera 1500', 'label 490'],
      ['restocking camera 1500'],
    ])
  })

  it('is taken off what is refunded after other units went back to the customer', () => {
    const bought = purchaseOf([kettles()])
    const back = cameBack(bought, { authorised: { label: post } })
    const first = settledIn(back, 1, [backToCustomer({ kettles: [1] })], { evidence: [bought] })
    expect(takenOff(nextRefund(first, 2, bought, { kettles: [2] }))).toStrictEqual(['label 490'])
  })

  it('is left to a later round, where nothing of the first one was left to take it from', () => {
    const bought = purchaseOf([line('cup', { netMinor: 300n }), kettles()])
    const back = cameBack(bought, { authorised: { label: post } })
    const worn = followedBy(
      back,
      inspect({
        itemId: text('parcel-1-cup'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 300n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    expect(refundFor(worn, bought, { cup: [1] })).toMatchObject({ minor: 0n, tenders: [] })
    const first = settledIn(worn, 1, [refundLegOf(1, { cup: [1] })], { evidence: [bought] })
    expect(takenOff(nextRefund(first, 2, bought, { kettles: [1] }))).toStrictEqual(['label 490'])
  })
})

describe('a satisfaction guarantee of 10 days that waives fees', () => {
  // Asked back on 20 May: open for what was delivered on 12 May, over for what was delivered on 6 May.
  const terms = termsWith({
    satisfactionGuarantee: {
      anchor: 'delivery-of-unit',
      period: 'P10D',
      rule: 'event-day-excluded-no-roll',
      zone: 'Europe/Berlin',
      waives: [],
      waivesFees: true,
    },
  })
  const bought = purchaseOf([
    electronics('lens', 1, 5000n, { deliveredAt: may(12) }),
    electronics('camera', 1, 10000n),
    electronics('tripod', 1, 1000n),
  ])
  const back = cameBack(bought, { asked: { terms } })
  const fees = (...names: ReadonlyArray<string>) =>
    takenOff(refundFor(back, bought, Object.fromEntries(names.map((name) => [name, [1]])), { terms }))

  it('counts from the delivery of what comes back, whatever else was delivered later', () => {
    expect(fees('camera')).toStrictEqual(['restocking camera 1500'])
    expect(fees('lens')).toStrictEqual([])
  })

  it('counts from the last delivery of all that comes back, in whatever order it was bought', () => {
    expect(fees('lens', 'camera')).toStrictEqual([])
    const reversed = { ...bought, lines: [...bought.lines].reverse() }
    expect(takenOff(refundFor(back, reversed, { lens: [1], camera: [1] }, { terms }))).toStrictEqual([])
    expect(fees('lens', 'camera', 'tripod')).toStrictEqual([])
  })

  it('counts from the deliveries that are known, where one is not', () => {
    const { deliveredAt: _, ...untold } = electronics('tripod', 1, 1000n)
    const known = { ...bought, lines: bought.lines.map((each) => (each.sku === 'tripod' ? untold : each)) }
    expect(takenOff(refundFor(back, known, { lens: [1], tripod: [1] }, { terms }))).toStrictEqual([])
  })
})
