import * as fc from 'fast-check'
import { percent } from '../../money/money.fixtures.js'
import { repriceAfterReturn } from '../../policy/return-policy/reprice-after-return.js'
import { discountOf, type SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { caseOf, count, lineId, shop, text, units } from '../return-case.fixtures.js'
import { anyRounds } from './any-settlement.fixtures.js'
import { sumOfComponents } from './money-of-legs.js'
import { approve, cameBack, followedBy, line, propose, purchaseOf, refundId, refundOf } from './settlement.fixtures.js'
import { isRefund } from './settlement-state.js'

const reprice = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }

const anyPromotion: fc.Arbitrary<SalePromotion> = fc
  .record({
    leastMinor: fc.bigInt({ min: 0n, max: 9000n }),
    leastQuantity: fc.integer({ min: 1, max: 5 }).map(count),
    takes: fc.oneof(
      fc.integer({ min: 1, max: 60 }).map((rate) => ({ kind: 'percentage' as const, basisPoints: percent(rate) })),
      fc.bigInt({ min: 1n, max: 3000n }).map((amountMinor) => ({ kind: 'amount' as const, amountMinor })),
      fc.constantFrom(2, 3).map((every) => ({ kind: 'free-units' as const, every: count(every), free: count(1) })),
    ),
  })
  .map((rule) => ({ promotionId: text('any'), ...rule }))

/** A sale whose lines were discounted by a promotion, each by its part, with 19 % tax. */
const anySale: fc.Arbitrary<PurchaseEvidence> = fc
  .tuple(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.bigInt({ min: 1n, max: 2500n })), {
      minLength: 1,
      maxLength: 3,
    }),
    anyPromotion,
  )
  .map(([several, promotion]) => {
    const priced = several.map(([quantity, each], index) => ({
      lineId: lineId(`line-${index}`),
      quantity,
      listMinor: each * BigInt(quantity),
    }))
    const all = priced.reduce((sum, { listMinor }) => sum + listMinor, 0n)
    const off = discountOf(promotion, priced)
    const lines = priced.map(({ lineId: name, quantity, listMinor }) => {
      const netMinor = listMinor - (off * listMinor) / all
      return line(name, { quantity: count(quantity), netMinor, taxMinor: (netMinor * 19n) / 100n, listMinor })
    })
    return purchaseOf(lines, { promotions: [promotion] })
  })

const roundOf = (names: ReadonlyArray<string>): Readonly<Record<string, ReadonlyArray<number>>> =>
  names.reduce<Record<string, ReadonlyArray<number>>>((round, name) => {
    const [of = '', unit = ''] = name.split(' ')
    return { ...round, [of]: [...(round[of] ?? []), Number(unit)] }
  }, {})

describe('repriced settlements, in whatever rounds', () => {
  const always = (
    law: (told: {
      readonly bought: PurchaseEvidence
      /** After each round, of all rounds so far: the units, and what was given back for them without tax and with it. */
      readonly soFar: ReadonlyArray<{
        readonly names: ReadonlyArray<string>
        readonly netMinor: bigint
        readonly minor: bigint
      }>
    }) => void,
  ): void =>
    fc.assert(
      fc.property(
        anySale.chain((bought) => fc.tuple(fc.constant(bought), anyRounds(bought.lines))),
        ([bought, rounds]) => {
          let history = cameBack(bought, { asked: { terms: reprice } })
          const soFar = rounds.map((names, index) => {
            const settlementId = text(`settlement-${index}`)
            const leg = refundOf(roundOf(names), { legId: text(`leg-${index}`), refundId: refundId(index) })
            history = followedBy(
              history,
              propose({ settlementId, legs: [leg], evidence: [bought], terms: reprice }),
              approve({ settlementId }),
            )
            const legs = caseOf(history).settlement.legs.filter(isRefund)
            const nets = legs.flatMap(({ leg: { components } }) =>
              components.filter(
                ({ component, keptBack }) =>
                  component === 'goods' || (component === 'deduction' && keptBack === 'goods'),
              ),
            )
            for (const { leg: made } of legs) expect(sumOfComponents(made.components)).toBeGreaterThanOrEqual(0n)
            return {
              names: rounds.slice(0, index + 1).flat(),
              netMinor: sumOfComponents(nets),
              minor: legs.reduce((sum, { leg: made }) => sum + made.minor, 0n),
            }
          })
          law({ bought, soFar })
        },
      ),
      { numRuns: 60 },
    )

  it('give back what all that came back so far would have in one, or what an earlier round gave more', () => {
    always(({ bought, soFar }) => {
      const lines = bought.lines.map(({ lineId: name, quantity, netMinor, listMinor = 0n }) => ({
        lineId: name,
        quantity,
        listMinor,
        paidMinor: netMinor,
      }))
      let most = 0n
      for (const { names, netMinor } of soFar) {
        const returnedNow = Object.entries(roundOf(names)).map(([name, numbers]) => ({
          lineId: lineId(name),
          units: units(...numbers),
        }))
        const { refundMinor } = repriceAfterReturn({
          lines,
          promotions: bought.promotions ?? [],
          returnedBefore: [],
          returnedNow,
          refundedBeforeMinor: 0n,
        })
        most = refundMinor > most ? refundMinor : most
        expect(netMinor).toBe(most)
      }
    })
  })

  it('give back all that was paid once all is back, tax and all, and never more', () => {
    always(({ bought, soFar }) => {
      const paid = bought.lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
      for (const { minor } of soFar) expect(minor).toBeLessThanOrEqual(paid)
      expect(soFar.at(-1)?.minor).toBe(paid)
    })
  })
})
