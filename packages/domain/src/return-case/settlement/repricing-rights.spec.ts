import { percent } from '../../money/money.fixtures.js'
import { inGermany } from '../../policy/return-policy/return-policy.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { shop, text, toldBy, units } from '../return-case.fixtures.js'
import { nextRefund, refundLegOf, settledIn } from './rounds.fixtures.js'
import { cameBack, inShort, line, propose, purchaseOf, refundFor } from './settlement.fixtures.js'

type Round = Readonly<Record<string, ReadonlyArray<number>>>

describe('goods that come back under a right that is not repriced', () => {
  // 20 % off from 100.00 on: 60.00, 50.00 and 10.00 for 48.00, 40.00 and 8.00. The law does not take the scarf back.
  const summer: SalePromotion = {
    promotionId: text('summer'),
    leastMinor: 10_000n,
    takes: { kind: 'percentage', basisPoints: percent(20) },
  }
  const coat = line('coat', { netMinor: 4800n, listMinor: 6000n })
  const boots = line('boots', { netMinor: 4000n, listMinor: 5000n })
  const scarf = line('scarf', { netMinor: 800n, listMinor: 1000n, madeToOrder: true })
  const bought = purchaseOf([coat, boots, scarf], { promotions: [summer] })
  const repriced = { ...inGermany, policy: { ...inGermany.policy, exceptions: [], promotions: 'reprice' as const } }
  const terms = { ...repriced, policy: { ...repriced.policy, repricedKinds: ['policy-return' as const] } }
  const history = cameBack(bought, { quantities: { coat: 0, boots: 1, scarf: 1 }, asked: { terms } })
  const both: Round = { boots: [1], scarf: [1] }

  it('lose no promotion for the others: of the scarf 8.00 are given back beside the boots', () => {
    expect(inShort(refundFor(history, bought, both, { terms }).components)).toEqual([
      'goods boots 4000',
      'goods scarf 800',
    ])
    const { trace } = toldBy(
      history,
      propose({ legs: [refundLegOf(1, both)], evidence: [bought], terms }),
      'SettlementProposed',
    )
    // Of the scarf something could be kept back; of the boots alone it would be `none-on-this-right`.
    expect(trace.filter(({ ruleId }) => ruleId === 'promotions')).toMatchObject([{ outcome: 'nothing-to-reprice' }])
  })

  it.each<[Round, Round, bigint]>([
    [{ boots: [1] }, { scarf: [1] }, 800n],
    [{ scarf: [1] }, { boots: [1] }, 4000n],
  ])('lose none in rounds, either: after %j, of %j %s', (first, second, minor) => {
    const settled = settledIn(history, 1, [refundLegOf(1, first)], { evidence: [bought], terms })
    const heard: PurchaseEvidence = {
      ...bought,
      lines: bought.lines.map((each) =>
        first[each.lineId] === undefined ? each : { ...each, available: units(), returned: units(1) },
      ),
    }
    for (const evidence of [bought, heard]) {
      expect(nextRefund(settled, 2, evidence, second, { terms }).minor).toBe(minor)
    }
  })

  it('bear nothing of what the others lose: the boots are 40.00 beside a scarf of which nothing is left', () => {
    // From 115.00 on: 120.00 without the scarf are 110.00, whether the boots count as kept or not.
    const dear = { ...bought, promotions: [{ ...summer, leastMinor: 11_500n }] }
    expect(inShort(refundFor(history, dear, both, { terms }).components)).toEqual([
      'goods boots 4000',
      'goods scarf 800',
      'promotion scarf 800',
    ])
  })

  it('lose it where their right is repriced, too', () => {
    // 96.00 were paid, and the coat costs 60.00 alone.
    expect(refundFor(history, bought, both, { terms: repriced }).minor).toBe(3600n)
  })
})

describe('goods that were asked to be exchanged', () => {
  it('lose what returned ones would, where the customer takes the money', () => {
    const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }
    const bought = purchaseOf(
      [line('coat', { netMinor: 4800n, listMinor: 6000n }), line('boots', { netMinor: 4000n, listMinor: 5000n })],
      {
        promotions: [
          {
            promotionId: text('summer'),
            leastMinor: 10_000n,
            takes: { kind: 'percentage', basisPoints: percent(20) },
          },
        ],
      },
    )
    const back = cameBack(bought, { quantities: { coat: 0, boots: 1 }, asked: { terms, kind: 'exchange' } })
    expect(refundFor(back, bought, { boots: [1] }, { terms }).minor).toBe(2800n)
  })
})
