import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import {
  after,
  authorise,
  count,
  lineId,
  olderPurchaseId,
  request,
  requestLine,
  shop,
  text,
} from '../return-case.fixtures.js'
import { tenPer } from '../settlement/rounds.fixtures.js'
import { askedBack, cameBack, line, purchaseOf, refundFor } from '../settlement/settlement.fixtures.js'
import { componentsIn, previewIn } from './preview.fixtures.js'

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
  it('fall on no line that owes none', () => {
    const book = line('book', { netMinor: 1000n, listMinor: 1000n })
    const withBook = purchaseOf([bottles, book], { promotions: [threeForTwo] })
    const history = cameBack(withBook, { quantities: { bottles: 1, book: 1 }, asked: { terms } })
    expect(previewIn(history)).toEqual({
      components: ['goods bottles 667', 'goods-tax bottles 127', 'goods book 1000', 'promotion bottles 794'],
      totalMinor: 1000n,
    })
    expect(refundFor(history, withBook, { bottles: [1], book: [1] }, { terms }).minor).toBe(1000n)
  })

  it('are each line’s own, not split by what the lines are worth', () => {
    const fixed = tenPer('line')
    const twoLines = purchaseOf([line('pot', { netMinor: 2000n }), line('pan', { netMinor: 9000n })])
    const history = cameBack(twoLines, { asked: { terms: fixed } })
    expect(previewIn(history)).toEqual({
      components: ['goods pot 2000', 'goods pan 9000', 'restocking pot 1000', 'restocking pan 1000'],
      totalMinor: 9000n,
    })
    expect(refundFor(history, twoLines, { pot: [1], pan: [1] }, { terms: fixed }).minor).toBe(9000n)
  })
})

describe('what a preview keeps back for promotions', () => {
  /** Three for two, whose kept bottles cost alone what the three did. */
  const threeForTwo: SalePromotion = {
    promotionId: text('three-for-two'),
    takes: { kind: 'free-units', every: count(3), free: count(1) },
  }
  const bottles = line('bottles', { quantity: count(3), netMinor: 2000n, taxMinor: 380n, listMinor: 3000n })

  it('is reckoned purchase by purchase, each by the promotions of its own sale', () => {
    // The two bottles that are kept cost 20.00 alone, as the three did. Nothing was taken off the glasses: 27.00 for three.
    const newer = purchaseOf([bottles], { promotions: [threeForTwo] })
    const older = purchaseOf([line('glasses', { quantity: count(3), netMinor: 2700n, listMinor: 2700n })], {
      purchaseId: olderPurchaseId,
      promotions: [threeForTwo],
    })
    const lineOf = (of: typeof newer, name: string) =>
      requestLine({
        requestLineId: text(name),
        purchaseId: of.purchaseId,
        lineId: lineId(name),
        quantity: count(1),
      })
    const history = after(
      request({ terms, evidence: [newer, older], lines: [lineOf(newer, 'bottles'), lineOf(older, 'glasses')] }),
      'reserve',
      authorise({ terms }),
    )
    expect(previewIn(history).components).toEqual([
      'goods bottles 667',
      'goods-tax bottles 127',
      'goods glasses 900',
      'promotion bottles 794',
    ])
  })

  it('is told as a deduction from its line', () => {
    const bought = purchaseOf([bottles], { promotions: [threeForTwo] })
    const history = askedBack(bought, { quantities: { bottles: 1 }, asked: { terms } })
    expect(componentsIn(history)).toContainEqual({
      component: 'deduction',
      purchaseId: bought.purchaseId,
      lineId: 'bottles',
      minor: 794n,
      because: 'promotion',
    })
  })

  it('is nothing of the tax that is left of a line whose net value was refunded before', () => {
    const bought = purchaseOf([line('pot', { netMinor: 1000n, taxMinor: 190n, netLeftMinor: 0n })])
    const history = cameBack(bought)
    expect(previewIn(history)).toEqual({ components: ['goods-tax pot 190'], totalMinor: 190n })
    expect(refundFor(history, bought, { pot: [1] }).minor).toBe(190n)
  })
})
