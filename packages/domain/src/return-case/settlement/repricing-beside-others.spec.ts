import { percent } from '../../money/money.fixtures.js'
import { inGermany } from '../../policy/return-policy/return-policy.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import {
  after,
  authorise,
  count,
  inspect,
  item,
  lineId,
  olderPurchaseId,
  receive,
  request,
  requestLine,
  shop,
  text,
  toldBy,
  units,
} from '../return-case.fixtures.js'
import {
  cameBack,
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
} from './settlement.fixtures.js'

const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }

/** Three bottles of 10.00 for two. */
const threeForTwo: SalePromotion = {
  promotionId: text('three-for-two'),
  takes: { kind: 'free-units', every: count(3), free: count(1) },
}
const bottles = line('bottles', { quantity: count(3), netMinor: 2000n, listMinor: 3000n })

/** 20 % off from 100.00 on: 60.00 and 50.00 for 48.00 and 40.00, and 19 % tax. */
const summer: SalePromotion = {
  promotionId: text('summer'),
  leastMinor: 10_000n,
  takes: { kind: 'percentage', basisPoints: percent(20) },
}
const coat = line('coat', { netMinor: 4800n, taxMinor: 912n, listMinor: 6000n })
const boots = line('boots', { netMinor: 4000n, taxMinor: 760n, listMinor: 5000n })

/** The boots came back before, and 12.00 of their 40.00 were kept back, with 2.28 tax. */
const bootsGone = purchaseOf(
  [coat, { ...boots, available: units(), returned: units(1), netLeftMinor: 1200n, taxLeftMinor: 228n }],
  {
    promotions: [summer],
    keptBack: [{ refundId: refundId(77), lineId: boots.lineId, netMinor: 1200n, taxMinor: 228n }],
    shipping: [{ shippingId: text('standard'), netLeftMinor: 400n, taxLeftMinor: 76n }],
  },
)
const coatAlone = { coat: 1, boots: 0 }

describe('what is kept back for promotions', () => {
  it('is borne by the refunds of its own purchase, each of several in one settlement', () => {
    const newer = purchaseOf([bottles], { promotions: [threeForTwo] })
    const older = purchaseOf([line('glasses', { quantity: count(3), netMinor: 2700n, listMinor: 2700n })], {
      purchaseId: olderPurchaseId,
      promotions: [threeForTwo],
    })
    const lineOf = (of: typeof newer, name: string) =>
      requestLine({ requestLineId: text(name), purchaseId: of.purchaseId, lineId: lineId(name), quantity: count(1) })
    const back = after(
      request({ terms, evidence: [newer, older], lines: [lineOf(newer, 'bottles'), lineOf(older, 'glasses')] }),
      'reserve',
      authorise({ terms }),
      receive({ items: [item('bottles', 1), item('glasses', 1)] }),
    )
    const legs = [
      refundOf({ glasses: [1] }, { purchaseId: olderPurchaseId }),
      refundOf({ bottles: [1] }, { legId: text('leg-2'), refundId: refundId(2) }),
    ]
    const made = toldBy(back, propose({ legs, evidence: [newer, older], terms }), 'SettlementProposed').legs
    expect(made.map((leg) => leg.kind === 'refund' && inShort(leg.components))).toEqual([
      ['goods glasses 900'],
      ['goods bottles 667', 'promotion bottles 667'],
    ])
  })

  it('is borne by refunds alone, and no exchange beside them', () => {
    // The second bottle is exchanged, and counts as if it had never been sold: of 13.34 the third costs 10.00 alone.
    const bought = purchaseOf([bottles], { promotions: [threeForTwo] })
    const back = cameBack(bought, { quantities: { bottles: 2 }, asked: { terms } })
    const legs = [
      exchangeOf({ bottles: [2] }, [offered('bottles', 1)], { legId: text('leg-2') }),
      refundOf({ bottles: [1] }),
    ]
    const [exchange, refund] = proposedLegs(back, bought, legs, { terms })
    expect(exchange).toMatchObject({ kind: 'exchange', valueMinor: 666n })
    expect(refund?.kind === 'refund' && inShort(refund.components)).toEqual([
      'goods bottles 667',
      'promotion bottles 333',
    ])
  })

  it('rounds the tax once more: of 7.60 on 40.00, 5.89 after the loss, 3.61 after that and 2.47 after the fee', () => {
    const electric = purchaseOf([coat, { ...boots, category: text('electronics') }], { promotions: [summer] })
    const worn = followedBy(
      cameBack(electric, { quantities: { coat: 0, boots: 1 }, asked: { terms } }),
      inspect({
        itemId: text('parcel-1-boots'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 900n,
        legalBasis: 'policy-terms',
        terms,
      }),
    )
    const command = propose({ legs: [refundOf({ boots: [1] })], evidence: [electric], terms })
    const { roundingTrace } = toldBy(worn, command, 'SettlementProposed')
    const rounding = { lineId: 'boots', by: 'cumulative-half-up', totalMinor: 760n, whole: 4000n }
    expect(roundingTrace.slice(2)).toStrictEqual([
      { ...rounding, what: 'goods-tax-after-loss', part: 3100n, minor: 589n },
      { ...rounding, what: 'goods-tax-after-promotion', part: 1900n, minor: 361n },
      { ...rounding, what: 'goods-tax-after-fee', part: 1300n, minor: 247n },
    ])
  })
})

describe('what was kept back before', () => {
  it('is given back as goods, and their tax, out of the accounts that have it', () => {
    const back = cameBack(bootsGone, { quantities: coatAlone, asked: { terms } })
    expect(refundFor(back, bootsGone, { coat: [1] }, { terms }).components.slice(2)).toEqual([
      { component: 'goods', lineId: 'boots', minor: 1200n, because: 'promotion', keptBack: 'goods' },
      { component: 'goods-tax', lineId: 'boots', minor: 228n, because: 'promotion-tax', keptBack: 'goods-tax' },
    ])
  })

  it('is given back by no exchange', () => {
    const back = cameBack(bootsGone, { quantities: coatAlone, asked: { terms } })
    const legs = proposedLegs(back, bootsGone, [exchangeOf({ coat: [1] }, [offered('coat', 1)])], { terms })
    expect(legs).toMatchObject([{ kind: 'exchange', valueMinor: 5712n, priceMinor: 5712n }])
  })

  it('keeps no delivery back once it is given back with the last of a purchase that is withdrawn from', () => {
    const byLaw = { ...inGermany, policy: terms.policy }
    const back = cameBack(bootsGone, { quantities: coatAlone, asked: { terms: byLaw, kind: 'withdrawal' } })
    expect(inShort(refundFor(back, bootsGone, { coat: [1] }, { terms: byLaw }).components)).toEqual([
      'goods coat 4800',
      'goods-tax coat 912',
      'promotion boots 1200',
      'promotion-tax boots 228',
      'shipping standard 400',
      'shipping-tax standard 76',
    ])
  })
})
