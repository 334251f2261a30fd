import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import { count, lineId, shop, text } from '../return-case.fixtures.js'
import { nextRefund, refundLegOf, settledIn } from './rounds.fixtures.js'
import { cameBack, inShort, line, purchaseOf, refundFor } from './settlement.fixtures.js'

type Round = Readonly<Record<string, ReadonlyArray<number>>>

describe('what is kept back for a promotion on some lines', () => {
  const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }
  const book = line('book', { netMinor: 1000n, taxMinor: 70n, listMinor: 1000n })
  const bottles = line('bottles', { quantity: count(3), netMinor: 2000n, taxMinor: 380n, listMinor: 3000n })
  const threeForTwo: SalePromotion = {
    promotionId: text('three-for-two'),
    lineIds: [bottles.lineId],
    takes: { kind: 'free-units', every: count(3), free: count(1) },
  }
  const bought = purchaseOf([bottles, book], { promotions: [threeForTwo] })
  const history = cameBack(bought, { quantities: { bottles: 1, book: 1 }, asked: { terms } })

  it('is borne by those, whatever comes back with them: of a bottle and a book 10.70 at once', () => {
    // The two bottles that are kept cost 20.00 alone, as the three did.
    const together = refundFor(history, bought, { bottles: [1], book: [1] }, { terms })
    expect(together.minor).toBe(1070n)
    expect(inShort(together.components)).toEqual([
      'goods bottles 667',
      'goods-tax bottles 127',
      'promotion bottles 667',
      'promotion-tax bottles 127',
      'goods book 1000',
      'goods-tax book 70',
    ])
  })

  it.each<[Round, bigint, Round, bigint]>([
    [{ bottles: [1] }, 0n, { book: [1] }, 1070n],
    [{ book: [1] }, 1070n, { bottles: [1] }, 0n],
  ])('comes to the same one by one: of %j %s, and then of %j %s', (first, firstMinor, second, secondMinor) => {
    expect(refundFor(history, bought, first, { terms }).minor).toBe(firstMinor)
    const settled = settledIn(history, 1, [refundLegOf(1, first)], { evidence: [bought], terms })
    expect(nextRefund(settled, 2, bought, second, { terms }).minor).toBe(secondMinor)
  })

  it('falls on the others as far as those cannot bear it', () => {
    // 15.00 off three bottles of 10.00, 5.00 each: 25.00 were paid, and the two that are kept cost 20.00 alone.
    const cheap = purchaseOf(
      [
        { ...bottles, netMinor: 1500n, taxMinor: 0n, netLeftMinor: 1500n, taxLeftMinor: 0n },
        { ...book, taxMinor: 0n, taxLeftMinor: 0n },
      ],
      {
        promotions: [
          {
            promotionId: text('three'),
            lineIds: [bottles.lineId],
            leastQuantity: count(3),
            takes: { kind: 'amount', amountMinor: 1500n },
          },
        ],
      },
    )
    const back = cameBack(cheap, { quantities: { bottles: 1, book: 1 }, asked: { terms } })
    expect(inShort(refundFor(back, cheap, { bottles: [1], book: [1] }, { terms }).components)).toEqual([
      'goods bottles 500',
      'promotion bottles 500',
      'goods book 1000',
      'promotion book 500',
    ])
  })
  it('is borne by the lines of each promotion, where several are lost, and by none that is of neither', () => {
    // Three for two of each: 13.34 of a bottle, a glass and a book, of which 10.00 go back.
    const glasses = { ...bottles, lineId: lineId('glasses'), sku: text('glasses') }
    const threeGlasses = { ...threeForTwo, promotionId: text('three-glasses'), lineIds: [glasses.lineId] }
    const both = purchaseOf([bottles, glasses, book], { promotions: [threeForTwo, threeGlasses] })
    const back = cameBack(both, { quantities: { bottles: 1, glasses: 1, book: 1 }, asked: { terms } })
    const { components } = refundFor(back, both, { bottles: [1], glasses: [1], book: [1] }, { terms })
    expect(inShort(components)).toEqual([
      'goods bottles 667',
      'goods-tax bottles 127',
      'promotion bottles 667',
      'promotion-tax bottles 127',
      'goods glasses 667',
      'goods-tax glasses 127',
      'promotion glasses 667',
      'promotion-tax glasses 127',
      'goods book 1000',
      'goods-tax book 70',
    ])
  })

  it('is the same where goods that were no part of the sale were given in the place of others', () => {
    const given = line('cups', { netMinor: 500n, replaces: lineId('mugs') })
    const withGiven = { ...bought, lines: [given, ...bought.lines] }
    const back = cameBack(withGiven, { quantities: { cups: 1, bottles: 1, book: 0 }, asked: { terms } })
    expect(inShort(refundFor(back, withGiven, { cups: [1], bottles: [1] }, { terms }).components)).toEqual([
      'goods cups 500',
      'goods bottles 667',
      'goods-tax bottles 127',
      'promotion bottles 667',
      'promotion-tax bottles 127',
    ])
  })
})
