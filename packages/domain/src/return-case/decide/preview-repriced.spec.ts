import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import { count, shop, text } from '../return-case.fixtures.js'
import { askedBack, cameBack, line, purchaseOf, refundFor } from '../settlement/settlement.fixtures.js'
import { previewIn } from './preview.fixtures.js'

const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }

describe('the fees of a preview, beside what is kept back for a promotion', () => {
  /** Three bottles of 10.00 for two: 20.00 and 3.80 tax, with a restocking fee of 15 %. */
  const bottles = line('bottles', {
    category: text('electronics'),
    quantity: count(3),
    netMinor: 2000n,
    taxMinor: 380n,
    listMinor: 3000n,
  })
  const threeForTwo: SalePromotion = {
    promotionId: text('three-for-two'),
    lineIds: [bottles.lineId],
    takes: { kind: 'free-units', every: count(3), free: count(1) },
  }
  const radio = line('radio', { category: text('electronics'), netMinor: 1000n, listMinor: 1000n })
  const bought = purchaseOf([bottles, radio], { promotions: [threeForTwo] })

  it('are none where all is kept back, nor is the label', () => {
    const asked = { quantities: { bottles: 1, radio: 0 }, asked: { terms } }
    const label = { carrier: text('post'), ref: text('L-1') }
    for (const history of [askedBack(bought, asked), askedBack(bought, { ...asked, authorised: { label } })]) {
      expect(previewIn(history)).toEqual({
        components: ['goods bottles 667', 'goods-tax bottles 127', 'promotion bottles 794'],
        totalMinor: 0n,
      })
    }
    expect(refundFor(cameBack(bought, asked), bought, { bottles: [1] }, { terms }).minor).toBe(0n)
  })

  it('are taken of what is left, with the tax that goes with it', () => {
    // 10.00 of 13.33 are left, less 15 % of 13.33; of 2.53 tax 1.90 with 10.00, and 1.52 with 8.00.
    const history = cameBack(bought, { quantities: { bottles: 2, radio: 0 }, asked: { terms } })
    expect(previewIn(history)).toEqual({
      components: ['goods bottles 1333', 'goods-tax bottles 253', 'promotion bottles 396', 'restocking bottles 238'],
      totalMinor: 952n,
    })
    expect(refundFor(history, bought, { bottles: [1, 2] }, { terms }).minor).toBe(952n)
  })

  it('fall on the other lines that owe one, where a line has nothing left', () => {
    // 1.00 for the bottle and 1.50 for the radio.
    const history = cameBack(bought, { quantities: { bottles: 1, radio: 1 }, asked: { terms } })
    expect(previewIn(history)).toEqual({
      components: [
        'goods bottles 667',
        'goods-tax bottles 127',
        'goods radio 1000',
        'promotion bottles 794',
        'restocking radio 250',
      ],
      totalMinor: 750n,
    })
    expect(refundFor(history, bought, { bottles: [1], radio: [1] }, { terms }).minor).toBe(750n)
  })
})
