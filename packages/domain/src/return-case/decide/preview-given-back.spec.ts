import { percent } from '../../money/money.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { count, text, units } from '../return-case.fixtures.js'
import { cameBack, line, purchaseOf, refundFor, refundId } from '../settlement/settlement.fixtures.js'
import { componentsIn, previewIn } from './preview.fixtures.js'

describe('a preview of goods of which another return kept something back', () => {
  /** 20 % off from 100.00 on: 60.00, 50.00 and 10.00 for 48.00, 40.00 and 8.00, and 19 % tax. */
  const summer: SalePromotion = {
    promotionId: text('summer'),
    leastMinor: 10_000n,
    takes: { kind: 'percentage', basisPoints: percent(20) },
  }
  const coat = line('coat', { netMinor: 4800n, taxMinor: 912n, listMinor: 6000n })
  const boots = line('boots', { netMinor: 4000n, taxMinor: 760n, listMinor: 5000n })
  const scarf = line('scarf', { netMinor: 800n, taxMinor: 152n, listMinor: 1000n })
  // The boots came back before: 70.00 were kept of 96.00 that were paid, so 14.00 of their 40.00 are.
  const bootsGone: PurchaseEvidence = purchaseOf(
    [coat, { ...boots, available: units(), returned: units(1), netLeftMinor: 1400n, taxLeftMinor: 266n }, scarf],
    {
      promotions: [summer],
      keptBack: [{ refundId: refundId(77), lineId: boots.lineId, netMinor: 1400n, taxMinor: 266n }],
    },
  )
  const rest = { quantities: { coat: 1, boots: 0, scarf: 1 } }

  it('shows that it is given back, though the terms of this one reprice nothing: 83.30, as the settlement does', () => {
    const history = cameBack(bootsGone, rest)
    expect(previewIn(history)).toEqual({
      components: [
        'goods coat 4800',
        'goods-tax coat 912',
        'goods scarf 800',
        'goods-tax scarf 152',
        'promotion boots 1400',
        'promotion boots 266',
      ],
      totalMinor: 8330n,
    })
    expect(refundFor(history, bootsGone, { coat: [1], scarf: [1] }).minor).toBe(8330n)
  })

  it('tells it as goods, and their tax, of the line whose accounts have it', () => {
    const { purchaseId } = bootsGone
    expect(componentsIn(cameBack(bootsGone, rest)).filter(({ because }) => because === 'promotion')).toEqual([
      { component: 'goods', purchaseId, lineId: 'boots', minor: 1400n, because: 'promotion' },
      { component: 'goods-tax', purchaseId, lineId: 'boots', minor: 266n, because: 'promotion' },
    ])
  })

  it('shows no more of it than the purchase has left of the line beside the units that come', () => {
    // One of three bottles for two came back before, all its 6.67 kept; 1.00 and 0.19 were refunded by other means since.
    const bottles = line('bottles', {
      quantity: count(3),
      available: units(2, 3),
      returned: units(1),
      netMinor: 2000n,
      taxMinor: 380n,
      netLeftMinor: 1900n,
      taxLeftMinor: 361n,
      listMinor: 3000n,
    })
    const bought = purchaseOf([line('radio', { netMinor: 9000n, listMinor: 9000n }), bottles], {
      promotions: [
        {
          promotionId: text('three-for-two'),
          lineIds: [bottles.lineId],
          takes: { kind: 'free-units', every: count(3), free: count(1) },
        },
      ],
      keptBack: [{ refundId: refundId(77), lineId: bottles.lineId, netMinor: 667n, taxMinor: 127n }],
    })
    const history = cameBack(bought, { quantities: { radio: 0, bottles: 2 } })
    expect(previewIn(history)).toEqual({
      components: ['goods bottles 1333', 'goods-tax bottles 253', 'promotion bottles 567', 'promotion bottles 108'],
      totalMinor: 2261n,
    })
    expect(refundFor(history, bought, { bottles: [2, 3] }).minor).toBe(2261n)
  })

  it('keeps all lines of the sale for it, and of a sale of which nothing was kept back those alone that come back', () => {
    const linesKept = (evidence: PurchaseEvidence) => {
      const [requested] = cameBack(evidence, rest)
      if (requested?.type !== 'ReturnRequested') throw new Error('Nothing was requested')
      return requested.data.evidence.flatMap(({ lines }) => lines.map(({ lineId }) => lineId))
    }
    expect(linesKept(bootsGone)).toEqual(['coat', 'boots', 'scarf'])
    expect(linesKept({ ...bootsGone, keptBack: [] })).toEqual(['coat', 'scarf'])
  })
})
