import { percent } from '../../money/money.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { caseOf, count, inspect, shop, text, toldBy } from '../return-case.fixtures.js'
import { heldUnits } from '../units-held.js'
import { repricingOf } from './repricing.js'
import { cameBack, followedBy, line, propose, purchaseOf, refundFor, refundOf } from './settlement.fixtures.js'

type History = ReturnType<typeof cameBack>
type Round = Readonly<Record<string, ReadonlyArray<number>>>

const terms = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }

const told = (history: History, bought: PurchaseEvidence, round: Round) =>
  toldBy(history, propose({ legs: [refundOf(round)], evidence: [bought], terms }), 'SettlementProposed').trace.filter(
    ({ ruleId }) => ruleId === 'promotions',
  )

describe('the trace of a settlement', () => {
  it('names each promotion that is lost, and what had to be bought for it, in their order', () => {
    // 5.00 off from 90.00 on and 3.00 off three: 92.00 of 100.00. Without the vase 80.00 are kept, and two.
    const bought = purchaseOf(
      [
        line('lamp', { netMinor: 4600n, listMinor: 5000n }),
        line('rug', { netMinor: 2760n, listMinor: 3000n }),
        line('vase', { netMinor: 1840n, listMinor: 2000n }),
      ],
      {
        promotions: [
          { promotionId: text('voucher'), leastMinor: 9000n, takes: { kind: 'amount', amountMinor: 500n } },
          { promotionId: text('three'), leastQuantity: count(3), takes: { kind: 'amount', amountMinor: 300n } },
        ],
      },
    )
    const history = cameBack(bought, { quantities: { lamp: 0, rug: 0 }, asked: { terms } })
    expect(told(history, bought, { vase: [1] })).toEqual([
      {
        ruleId: 'promotions',
        facts: {
          purchaseId: bought.purchaseId,
          promotionsLost: 'voucher three',
          leastMinor: '9000 0',
          leastQuantity: '0 3',
          keptPriceMinor: '8000',
          currency: 'EUR',
        },
        outcome: 'repriced:640',
        policyRef: { policyId: 'thirty-day-returns', version: 1 },
      },
    ])
  })

  /** 20 % off from 100.00 on: 60.00 and 50.00 for 48.00 and 40.00. */
  const summer: SalePromotion = {
    promotionId: text('summer'),
    leastMinor: 10_000n,
    takes: { kind: 'percentage', basisPoints: percent(20) },
  }
  const coat = line('coat', { netMinor: 4800n, listMinor: 6000n })
  const boots = line('boots', { netMinor: 4000n, listMinor: 5000n })
  const bought = purchaseOf([coat, boots], { promotions: [summer] })
  const history = cameBack(bought, { quantities: { coat: 0, boots: 1 }, asked: { terms } })

  it('says where nothing is left of the goods that could be kept back', () => {
    const ruined = followedBy(
      history,
      inspect({
        itemId: text('parcel-1-boots'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 4000n,
        legalBasis: 'policy-terms',
        terms,
      }),
    )
    expect(refundFor(ruined, bought, { boots: [1] }, { terms }).minor).toBe(0n)
    expect(told(ruined, bought, { boots: [1] })).toMatchObject([
      { outcome: 'nothing-left-to-keep-back', facts: { promotionsLost: 'summer' } },
    ])
  })

  it('names no promotion where none is lost', () => {
    const enough = { ...bought, promotions: [{ ...summer, leastMinor: 6000n }] }
    expect(told(history, enough, { boots: [1] }).map(({ facts }) => facts)).toEqual([
      { purchaseId: bought.purchaseId, keptPriceMinor: '4800', currency: 'EUR' },
    ])
  })

  it('is silent of a policy that reprices nothing, and nothing is kept back of each line', () => {
    const returnCase = caseOf(history)
    const [units] = heldUnits(returnCase)
    const [draw] = returnCase.draws
    if (units === undefined || draw === undefined) throw new Error('Nothing is held')
    const lines = [{ units, draw, netMinor: 4000n, taxMinor: 0n, lossMinor: 0n, keptBackMinor: 0n }]
    const leftOf = () => ({ netMinor: 0n, taxMinor: 0n })
    expect(repricingOf(returnCase, bought, { lines, termsOf: () => shop, leftOf })).toEqual({
      keptBackMinor: [0n],
      givenBack: [],
      trace: [],
    })
  })
})
