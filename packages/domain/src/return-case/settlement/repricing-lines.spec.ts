import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import { count, shop, text } from '../return-case.fixtures.js'
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
})
