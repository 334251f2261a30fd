import { percent } from '../../money/money.fixtures.js'
import { everyCondition, inGermany, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import type { SalePromotion } from '../../policy/return-policy/sale-promotion.js'
import type { ReturnCaseEvent } from '../events.js'
import type { EvidenceLine, PurchaseEvidence } from '../purchase-evidence.js'
import { count, inspect, lineId, recordedBy, shop, text, toldBy, units } from '../return-case.fixtures.js'
import {
  approve,
  type askedBack,
  cameBack,
  exchangeOf,
  followedBy,
  inShort,
  line,
  offered,
  propose,
  proposedLegs,
  purchaseOf,
  refundFor,
  refundId,
  refundOf,
  rejectProposal,
} from './settlement.fixtures.js'

const reprice = { ...shop, policy: { ...shop.policy, promotions: 'reprice' as const } }

/** 20 % off from 100.00 on, without tax: 60.00 and 50.00 for 48.00 and 40.00, with 19 % tax 57.12 and 47.60. */
const summer: SalePromotion = {
  promotionId: text('summer'),
  leastMinor: 10_000n,
  takes: { kind: 'percentage', basisPoints: percent(20) },
}
const coat = line('coat', { netMinor: 4800n, taxMinor: 912n, listMinor: 6000n })
const boots = line('boots', { netMinor: 4000n, taxMinor: 760n, listMinor: 5000n })
const bought = purchaseOf([coat, boots], { promotions: [summer] })

/** Three bottles of 10.00 for two: 20.00 and 3.80 tax. */
const threeForTwo: SalePromotion = {
  promotionId: text('three-for-two'),
  takes: { kind: 'free-units', every: count(3), free: count(1) },
}
const bottles = line('bottles', { quantity: count(3), netMinor: 2000n, taxMinor: 380n, listMinor: 3000n })
const boughtBottles = purchaseOf([bottles], { promotions: [threeForTwo] })

type Quantities = Readonly<Record<string, number>>

const back = (purchase: PurchaseEvidence, quantities: Quantities, asked: Parameters<typeof askedBack>[1] = {}) =>
  cameBack(purchase, { ...asked, quantities, asked: { terms: reprice, ...asked.asked } })

type Round = Readonly<Record<string, ReadonlyArray<number>>>

/** Proposed and approved, round after round; of each round what the components come to. */
const rounds = (history: ReadonlyArray<ReturnCaseEvent>, purchase: PurchaseEvidence, several: ReadonlyArray<Round>) => {
  const told: Array<{ readonly components: ReadonlyArray<string>; readonly minor: bigint }> = []
  let so = history
  for (const [index, round] of several.entries()) {
    const settlementId = text(`settlement-${index}`)
    const leg = refundOf(round, { legId: text(`leg-${index}`), refundId: refundId(index) })
    so = followedBy(so, propose({ settlementId, legs: [leg], evidence: [purchase], terms: reprice }))
    const proposed = so.at(-1)
    if (proposed?.type !== 'SettlementProposed') throw new Error('Nothing is proposed')
    const [made] = proposed.data.legs
    if (made?.kind !== 'refund') throw new Error('No refund is proposed')
    told.push({ components: inShort(made.components), minor: made.minor })
    so = followedBy(so, approve({ settlementId }))
  }
  return told
}

/** The purchase once such units were refunded elsewhere, and that much was kept back of them. */
const after = (
  purchase: PurchaseEvidence,
  gone: Readonly<Record<string, Partial<EvidenceLine> & { readonly kept: readonly [bigint, bigint] }>>,
): PurchaseEvidence => ({
  ...purchase,
  lines: purchase.lines.map((each) => {
    const { kept: _, ...differing } = gone[each.lineId] ?? { kept: undefined }
    return { ...each, ...differing }
  }),
  keptBack: Object.entries(gone).map(
    ([
      name,
      {
        kept: [netMinor, taxMinor],
      },
    ]) => ({
      refundId: refundId(77),
      lineId: lineId(name),
      netMinor,
      taxMinor,
    }),
  ),
})

const traceOf = (history: ReadonlyArray<ReturnCaseEvent>, purchase: PurchaseEvidence, round: Round, terms = reprice) =>
  toldBy(history, propose({ legs: [refundOf(round)], evidence: [purchase], terms }), 'SettlementProposed').trace.filter(
    ({ ruleId }) => ruleId === 'promotions',
  )

describe('of what kept goods lose of a promotion', () => {
  it('is kept back what they cost alone more than was paid for them, tax after it, and the trace says why', () => {
    const history = back(bought, { coat: 0, boots: 1 })
    // 88.00 were paid, the coat costs 60.00 alone: 28.00 of 40.00 are given back, and of 7.60 tax 5.32.
    expect(refundFor(history, bought, { boots: [1] }, { terms: reprice })).toMatchObject({ minor: 3332n })
    expect(inShort(refundFor(history, bought, { boots: [1] }, { terms: reprice }).components)).toEqual([
      'goods boots 4000',
      'goods-tax boots 760',
      'promotion boots 1200',
      'promotion-tax boots 228',
    ])
    expect(refundFor(history, bought, { boots: [1] }, { terms: reprice }).components.slice(2)).toMatchObject([
      { component: 'deduction', keptBack: 'goods' },
      { component: 'deduction', keptBack: 'goods-tax' },
    ])
    expect(traceOf(history, bought, { boots: [1] })).toEqual([
      {
        ruleId: 'promotions',
        facts: {
          purchaseId: bought.purchaseId,
          promotionsLost: 'summer',
          leastMinor: '10000',
          keptPriceMinor: '6000',
          currency: 'EUR',
        },
        outcome: 'repriced:1200',
        policyRef: { policyId: 'thirty-day-returns', version: 1 },
      },
    ])
  })

  it('is given back once all has come back, in whatever order: 104.72 in all', () => {
    const history = back(bought, { coat: 1, boots: 1 })
    expect(rounds(history, bought, [{ boots: [1] }, { coat: [1] }])).toEqual([
      { components: expect.any(Array), minor: 3332n },
      {
        components: ['goods coat 4800', 'goods-tax coat 912', 'promotion boots 1200', 'promotion-tax boots 228'],
        minor: 7140n,
      },
    ])
    // 88.00 less 50.00 for the boots: 38.00 of the coat's 48.00.
    expect(rounds(history, bought, [{ coat: [1] }, { boots: [1] }])).toEqual([
      {
        components: ['goods coat 4800', 'goods-tax coat 912', 'promotion coat 1000', 'promotion-tax coat 190'],
        minor: 4522n,
      },
      {
        components: ['goods boots 4000', 'goods-tax boots 760', 'promotion coat 1000', 'promotion-tax coat 190'],
        minor: 5950n,
      },
    ])
    expect(rounds(history, bought, [{ coat: [1], boots: [1] }])).toMatchObject([{ minor: 10_472n }])
  })

  it('is the same where the others came back in another case, which the purchase tells of', () => {
    const bootsGone = after(bought, {
      boots: {
        available: units(),
        returned: units(1),
        netLeftMinor: 1200n,
        taxLeftMinor: 228n,
        kept: [1200n, 228n],
      },
    })
    const coatComes = back(bootsGone, { coat: 1, boots: 0 })
    expect(refundFor(coatComes, bootsGone, { coat: [1] }, { terms: reprice }).minor).toBe(7140n)
    const [given] = traceOf(coatComes, bootsGone, { coat: [1] })
    expect(given).toMatchObject({
      outcome: 'given-back:1200',
      facts: { keptPriceMinor: '0', keptBackBeforeMinor: '1200' },
    })

    const coatGone = after(bought, {
      coat: { available: units(), returned: units(1), netLeftMinor: 1000n, taxLeftMinor: 190n, kept: [1000n, 190n] },
    })
    const bootsCome = back(coatGone, { coat: 0, boots: 1 })
    expect(refundFor(bootsCome, coatGone, { boots: [1] }, { terms: reprice }).minor).toBe(5950n)
  })

  it('counts what the case settled before once, whether or not the purchase has heard of it', () => {
    const history = back(bought, { coat: 1, boots: 1 })
    const first = propose({
      settlementId: text('first'),
      legs: [refundOf({ boots: [1] })],
      evidence: [bought],
      terms: reprice,
    })
    const settled = followedBy(history, first, approve({ settlementId: text('first') }))
    const heard: PurchaseEvidence = {
      ...after(bought, {
        boots: { available: units(), returned: units(1), netLeftMinor: 1200n, taxLeftMinor: 228n, kept: [0n, 0n] },
      }),
      keptBack: [{ refundId: refundId(1), lineId: lineId('boots'), netMinor: 1200n, taxMinor: 228n }],
    }
    for (const evidence of [bought, heard]) {
      const leg = { legId: text('leg-2'), refundId: refundId(2) }
      expect(refundFor(settled, evidence, { coat: [1] }, { terms: reprice, leg }).minor).toBe(7140n)
    }
  })

  it('counts it once where the goods that are kept go on losing it, too', () => {
    const history = back(boughtBottles, { bottles: 3 })
    const legs = [refundOf({ bottles: [1] })]
    const first = propose({ settlementId: text('first'), legs, evidence: [boughtBottles], terms: reprice })
    const settled = followedBy(history, first, approve({ settlementId: text('first') }))
    const heard: PurchaseEvidence = {
      ...boughtBottles,
      lines: [{ ...bottles, available: units(2, 3), returned: units(1) }],
      keptBack: [{ refundId: refundId(1), lineId: bottles.lineId, netMinor: 667n, taxMinor: 127n }],
    }
    for (const evidence of [boughtBottles, heard]) {
      const leg = { legId: text('leg-2'), refundId: refundId(2) }
      expect(refundFor(settled, evidence, { bottles: [2] }, { terms: reprice, leg }).minor).toBe(1190n)
    }
  })

  it('is none of a proposal that was rejected', () => {
    const history = back(bought, { coat: 1, boots: 1 })
    const first = propose({
      settlementId: text('first'),
      legs: [refundOf({ boots: [1] })],
      evidence: [bought],
      terms: reprice,
    })
    const dropped = followedBy(history, first, rejectProposal({ settlementId: text('first') }))
    const leg = { legId: text('leg-2'), refundId: refundId(2) }
    expect(refundFor(dropped, bought, { coat: [1] }, { terms: reprice, leg }).minor).toBe(4522n)
  })

  it('never asks for money: of three for two the first that comes back is the one that was free', () => {
    const history = back(boughtBottles, { bottles: 3 })
    // 20.00 for three, 20.00 for two, 10.00 for one, and 19 % of it.
    expect(rounds(history, boughtBottles, [{ bottles: [1] }, { bottles: [2] }, { bottles: [3] }])).toEqual([
      {
        components: [
          'goods bottles 667',
          'goods-tax bottles 127',
          'promotion bottles 667',
          'promotion-tax bottles 127',
        ],
        minor: 0n,
      },
      {
        components: ['goods bottles 666', 'goods-tax bottles 126', 'promotion bottles 334', 'promotion-tax bottles 64'],
        minor: 1190n,
      },
      {
        components: ['goods bottles 667', 'goods-tax bottles 127', 'promotion bottles 333', 'promotion-tax bottles 63'],
        minor: 1190n,
      },
    ])
    expect(rounds(history, boughtBottles, [{ bottles: [2, 3] }, { bottles: [1] }])).toMatchObject([
      { minor: 1190n },
      { minor: 1190n },
    ])
  })

  it('is a voucher of so much from so much on: 15.00 off from 90.00 are lost with what falls below', () => {
    const voucher: SalePromotion = {
      promotionId: text('voucher'),
      leastMinor: 9000n,
      takes: { kind: 'amount', amountMinor: 1500n },
    }
    const withVoucher = purchaseOf(
      [
        line('lamp', { netMinor: 4200n, listMinor: 5000n }),
        line('rug', { netMinor: 2500n, listMinor: 3000n }),
        line('vase', { netMinor: 1800n, listMinor: 2000n }),
      ],
      { promotions: [voucher] },
    )
    const history = back(withVoucher, { lamp: 1, rug: 1, vase: 1 })
    // 85.00 were paid. Without the vase 80.00 are kept: 5.00 of 18.00. Without the rug, too, 50.00: 35.00 less 5.00.
    expect(
      rounds(history, withVoucher, [{ vase: [1] }, { rug: [1] }, { lamp: [1] }]).map(({ minor }) => minor),
    ).toEqual([500n, 3000n, 5000n])
    expect(
      rounds(history, withVoucher, [{ lamp: [1] }, { vase: [1] }, { rug: [1] }]).map(({ minor }) => minor),
    ).toEqual([3500n, 2000n, 3000n])
  })
})

describe('nothing is kept back', () => {
  const history = back(bought, { coat: 0, boots: 1 })

  it('where the policy is proportional, and no rule of promotions is told', () => {
    const asEver = cameBack(bought, { quantities: { coat: 0, boots: 1 } })
    expect(refundFor(asEver, bought, { boots: [1] }).minor).toBe(4760n)
    expect(traceOf(asEver, bought, { boots: [1] }, { ...reprice, policy: shop.policy } as typeof reprice)).toEqual([])
  })

  it('where the purchase does not tell its promotions, and the trace says so', () => {
    const { promotions: _, ...silent } = bought
    expect(refundFor(history, silent, { boots: [1] }, { terms: reprice }).minor).toBe(4760n)
    expect(traceOf(history, silent, { boots: [1] })).toMatchObject([{ outcome: 'not-repriced' }])
  })

  it('where the kept goods lose nothing', () => {
    const enough = { ...bought, promotions: [{ ...summer, leastMinor: 6000n }] }
    expect(refundFor(history, enough, { boots: [1] }, { terms: reprice }).minor).toBe(4760n)
    expect(traceOf(history, enough, { boots: [1] })).toMatchObject([{ outcome: 'nothing-to-reprice' }])
  })

  it('that was not shown before purchase', () => {
    const conditions = everyCondition.filter((name) => (name as string) !== 'promotion-repricing')
    const untold = { ...bought, disclosures: [shown(conditions)] }
    expect(refundFor(history, untold, { boots: [1] }, { terms: reprice }).minor).toBe(4760n)
    expect(traceOf(history, untold, { boots: [1] })).toMatchObject([{ outcome: 'ConditionNotDisclosed' }])
  })

  it('of kinds that the policy does not name', () => {
    const others = { ...reprice, policy: { ...reprice.policy, repricedKinds: ['withdrawal' as const] } }
    expect(refundFor(history, bought, { boots: [1] }, { terms: others }).minor).toBe(4760n)
    expect(traceOf(history, bought, { boots: [1] }, others)).toMatchObject([{ outcome: 'none-on-this-right' }])
  })

  it('of what the seller did not deliver as owed', () => {
    const broken = back(bought, { coat: 0, boots: 1 }, { asked: { kind: 'damaged' } })
    expect(refundFor(broken, bought, { boots: [1] }, { terms: reprice }).minor).toBe(4760n)
  })

  it('of what is exchanged, nor for it, in the same settlement or one before', () => {
    const exchange = exchangeOf({ boots: [1] }, [offered('boots', 1)])
    const legs = proposedLegs(history, bought, [exchange], { terms: reprice })
    expect(legs).toMatchObject([{ kind: 'exchange', valueMinor: 4760n, priceMinor: 4760n }])

    const both = back(bought, { coat: 1, boots: 1 })
    const refund = refundOf({ coat: [1] }, { legId: text('leg-2'), refundId: refundId(2) })
    const together = proposedLegs(both, bought, [exchange, refund], { terms: reprice })
    expect(together[1]).toMatchObject({ kind: 'refund', minor: 5712n })

    const first = propose({ legs: [exchange], evidence: [bought], terms: reprice })
    const after = followedBy(both, first, approve())
    const [later] = proposedLegs(after, bought, [refund], { terms: reprice, settlementId: text('settlement-2') })
    expect(later).toMatchObject({ kind: 'refund', minor: 5712n })
  })

  it('for goods that the seller failed to deliver, or gave others in the place of', () => {
    const third = line('scarf', { netMinor: 800n, listMinor: 1000n })
    const more = purchaseOf([coat, boots, third], { promotions: [summer] })
    const gone = (differing: Partial<EvidenceLine>): PurchaseEvidence => ({
      ...more,
      lines: more.lines.map((each) => (each.lineId === coat.lineId ? { ...each, ...differing } : each)),
    })
    const scarfComes = back(more, { coat: 0, boots: 0, scarf: 1 })
    const refund = (evidence: PurchaseEvidence) =>
      refundFor(scarfComes, evidence, { scarf: [1] }, { terms: reprice }).minor
    expect(refund(gone({ setAside: units(1) }))).toBe(800n)
    expect(refund(gone({ returned: units(1) }))).toBe(0n)
  })
})

describe('a withdrawal by law', () => {
  const terms = { ...inGermany, policy: reprice.policy }
  const withdrawn = (quantities: Quantities) => cameBack(bought, { quantities, asked: { terms, kind: 'withdrawal' } })

  it('from a part leaves the rest at the price that it has alone', () => {
    expect(refundFor(withdrawn({ coat: 0, boots: 1 }), bought, { boots: [1] }, { terms }).minor).toBe(3332n)
  })

  it('from all of it gives back all that was paid', () => {
    const history = withdrawn({ coat: 1, boots: 1 })
    expect(refundFor(history, bought, { coat: [1], boots: [1] }, { terms }).minor).toBe(10_472n)
  })

  it('gives back what was paid where the policy reprices other returns alone', () => {
    const others = { ...terms, policy: { ...terms.policy, repricedKinds: ['policy-return' as const] } }
    expect(refundFor(withdrawn({ coat: 0, boots: 1 }), bought, { boots: [1] }, { terms: others }).minor).toBe(4760n)
  })
})

describe('beside what else is taken off', () => {
  const electric = purchaseOf([coat, { ...boots, category: text('electronics') }], { promotions: [summer] })
  const worn = (deductionMinor: bigint) =>
    followedBy(
      back(electric, { coat: 0, boots: 1 }),
      inspect({
        itemId: text('parcel-1-boots'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor,
        legalBasis: 'policy-terms',
        terms: reprice,
      }),
    )
  const components = (deductionMinor: bigint) =>
    inShort(refundFor(worn(deductionMinor), electric, { boots: [1] }, { terms: reprice }).components)

  it('comes after lost value and before the fee, each with the tax that goes with it', () => {
    // Of 7.60 tax 5.89 are left with 31.00, 3.61 with 19.00, and 2.47 with 13.00.
    expect(components(900n)).toEqual([
      'goods boots 4000',
      'goods-tax boots 760',
      'diminished-value boots 900',
      'diminished-value-tax boots 171',
      'promotion boots 1200',
      'promotion-tax boots 228',
      'restocking boots 600',
      'restocking-tax boots 114',
    ])
  })

  it('is no more than what they are still worth', () => {
    expect(components(3500n)).toEqual([
      'goods boots 4000',
      'goods-tax boots 760',
      'diminished-value boots 3500',
      'diminished-value-tax boots 665',
      'promotion boots 500',
      'promotion-tax boots 95',
    ])
  })

  it('leaves the fee as it is: what is given back was counted when it was kept', () => {
    const charged = purchaseOf([{ ...bottles, category: text('electronics') }], { promotions: [threeForTwo] })
    const told = rounds(back(charged, { bottles: 3 }), charged, [{ bottles: [1] }, { bottles: [2] }, { bottles: [3] }])
    // 15 % of 6.67, of 13.33 and of 20.00; of the first nothing is left to take it from.
    expect(told.map(({ components }) => components.filter((part) => part.startsWith('restocking bottles')))).toEqual([
      [],
      ['restocking bottles 200'],
      ['restocking bottles 100'],
    ])
  })

  it('takes the fee of a later round of what is left of its own goods', () => {
    const both = purchaseOf(
      [
        { ...coat, category: text('electronics') },
        { ...boots, category: text('electronics') },
      ],
      { promotions: [summer] },
    )
    const [, last] = rounds(back(both, { coat: 1, boots: 1 }), both, [{ boots: [1] }, { coat: [1] }])
    // 15 % of 48.00.
    expect(last?.components).toContain('restocking coat 720')
  })
})

it('is settled by its approval where all is kept back', () => {
  const history = followedBy(
    back(boughtBottles, { bottles: 1 }),
    propose({ legs: [refundOf({ bottles: [1] })], evidence: [boughtBottles], terms: reprice }),
  )
  expect(recordedBy(history, approve()).map(({ type }) => type)).toEqual([
    'SettlementApproved',
    'RefundRequested',
    'RefundLegSettled',
  ])
})
