import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { allocate } from '../../money/allocation.js'
import { type LineId, unitsOf, valueOf } from '../../units/index.js'
import type { PurchaseCommand } from '../commands.js'
import { goodsOf, goodsTaxOf } from '../money/account-key.js'
import { leftOf } from '../money/money-ledger.js'
import {
  buy,
  card,
  count,
  ebook,
  fulfil,
  kettle,
  line,
  monday,
  newKettle,
  purchaseAfter,
  refund,
  replace,
  reserve,
} from '../purchase.fixtures.js'

const anyAmounts = fc.record(
  {
    quantity: fc.integer({ min: 1, max: 3 }),
    netMinor: fc.bigInt({ min: 1n, max: 5000n }),
    taxMinor: fc.bigInt({ min: 0n, max: 1000n }),
  },
  { noNullPrototype: true },
)

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, minor) => sum + minor, 0n)

const split = (minor: bigint, over: ReadonlyArray<bigint>): ReadonlyArray<bigint> => {
  const shares = allocate(minor, over)
  return E.isRight(shares) ? shares.right : over.map(() => 0n)
}

it('of one unit of each of two lines leaves to the others what was paid for them, whatever the tax, in either order', () => {
  fc.assert(
    fc.property(
      fc.tuple(anyAmounts, anyAmounts),
      fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 })),
      fc.boolean(),
      (amounts, [ofWorth, ofTax], refundFirst) => {
        const lineIds: ReadonlyArray<LineId> = [kettle, ebook]
        const lines = amounts.map(({ quantity, ...paid }, index) =>
          line({ lineId: lineIds[index] ?? kettle, quantity: count(quantity), ...paid }),
        )
        const shareOf = (totalMinor: bigint, quantity: number) => valueOf({ totalMinor, quantity }, unitsOf([1]))
        const nets = lines.map(({ netMinor, quantity }) => shareOf(netMinor, quantity))
        const taxes = lines.map(({ taxMinor, quantity }) => shareOf(taxMinor, quantity))
        const [net, tax] = [sumOf(nets), sumOf(taxes)]

        // The new one is worth some of that, and some of its worth is tax. Less tax goes back first, then net.
        const worth = ((net + tax) * BigInt(ofWorth)) / 100n
        const newTax = (worth * BigInt(ofTax)) / 100n
        const back = net + tax - worth
        const lessTax = tax > newTax ? tax - newTax : 0n
        const backTax = lessTax < back ? lessTax : back
        const [backNets, backTaxes] = [split(back - backTax, nets), split(backTax, taxes)]

        const all = lineIds.map((lineId) => ({ lineId, quantity: count(1) }))
        const history: ReadonlyArray<PurchaseCommand> = [
          buy({
            lines,
            shipping: [],
            fees: [],
            payments: [{ paymentId: card, tender: 'card', capturedMinor: 100_000n, capturedAt: monday('09:00') }],
            totalMinor: sumOf(lines.map(({ grossMinor }) => grossMinor)),
          }),
          fulfil({ lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })) }),
          reserve({ purpose: 'exchange', lines: all }),
        ]
        const added = replace({
          lineageOf: lineIds.map((lineId) => ({ lineId, units: unitsOf([1]) })),
          newLines: [{ ...newKettle, netMinor: worth - newTax, taxMinor: newTax }],
        })
        const components = lineIds.flatMap((lineId, index) => [
          { component: 'goods' as const, lineId, minor: backNets[index] ?? 0n },
          { component: 'goods-tax' as const, lineId, minor: backTaxes[index] ?? 0n },
        ])
        const difference = refund({ components, tenders: [{ paymentId: card, minor: back }] })
        const both = back === 0n ? [added] : refundFirst ? [difference, added] : [added, difference]
        const { money } = purchaseAfter(...history, ...both)
        for (const [index, { lineId, netMinor, taxMinor }] of lines.entries()) {
          expect(leftOf(money, goodsOf(lineId))).toBe(netMinor - (nets[index] ?? 0n))
          expect(leftOf(money, goodsTaxOf(lineId))).toBe(taxMinor - (taxes[index] ?? 0n))
        }
      },
    ),
    { numRuns: 150 },
  )
})
