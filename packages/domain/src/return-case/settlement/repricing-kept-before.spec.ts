import { percent } from '../../money/money.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import { shop, text, toldBy, units } from '../return-case.fixtures.js'
import { cameBack, inShort, line, propose, purchaseOf, refundFor, refundId, refundOf } from './settlement.fixtures.js'

describe('what other refunds kept back of a sale', () => {
  const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }
  /** 20 % off from 100.00 on: 60.00 and 50.00 for 48.00 and 40.00, and 19 % tax. */
  const summer: SalePromotion = {
    promotionId: text('summer'),
    leastMinor: 10_000n,
    takes: { kind: 'percentage', basisPoints: percent(20) },
  }
  const coat = line('coat', { netMinor: 4800n, taxMinor: 912n, listMinor: 6000n })
  const boots = line('boots', { netMinor: 4000n, taxMinor: 760n, listMinor: 5000n })
  const gone = { available: units(), returned: units(1) }

  it('is given back as far as it is still there', () => {
    // Of 12.00 and 2.28 that were kept of the boots 2.00 and 0.38 were refunded since by other means.
    const bought = purchaseOf([coat, { ...boots, ...gone, netLeftMinor: 1000n, taxLeftMinor: 190n }], {
      promotions: [summer],
      keptBack: [{ refundId: refundId(77), lineId: boots.lineId, netMinor: 1200n, taxMinor: 228n }],
    })
    const back = cameBack(bought, { quantities: { coat: 1, boots: 0 }, asked: { terms } })
    expect(inShort(refundFor(back, bought, { coat: [1] }, { terms }).components)).toEqual([
      'goods coat 4800',
      'goods-tax coat 912',
      'promotion boots 1000',
      'promotion-tax boots 190',
    ])
    const { trace } = toldBy(
      back,
      propose({ legs: [refundOf({ coat: [1] })], evidence: [bought], terms }),
      'SettlementProposed',
    )
    expect(trace.filter(({ ruleId }) => ruleId === 'promotions')).toMatchObject([{ outcome: 'given-back:1000' }])
  })

  it('is not kept back again of goods whose refund was given up after it was given back', () => {
    // The coat came back for all it cost, and gave back 12.00 of the boots, which are with the customer again.
    const bought = purchaseOf(
      [
        { ...coat, ...gone, netLeftMinor: 0n, taxLeftMinor: 0n },
        { ...boots, netLeftMinor: 2800n, taxLeftMinor: 532n },
      ],
      {
        promotions: [summer],
        keptBack: [{ refundId: refundId(78), lineId: boots.lineId, netMinor: -1200n, taxMinor: -228n }],
      },
    )
    const back = cameBack(bought, { quantities: { coat: 0, boots: 1 }, asked: { terms } })
    expect(inShort(refundFor(back, bought, { boots: [1] }, { terms }).components)).toEqual([
      'goods boots 2800',
      'goods-tax boots 532',
    ])
  })
})
