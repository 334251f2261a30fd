import { caseOf, count, inspect, kettles, olderPurchaseId, shop, text, toldBy } from '../return-case.fixtures.js'
import type { ProposedLeg } from './proposed-leg.js'
import { bothBack, electronics, newer, refundLegOf, takenOff } from './rounds.fixtures.js'
import {
  backToCustomer,
  cameBack,
  followedBy,
  inShort,
  line,
  propose,
  proposedLegs,
  purchaseOf,
  refundFor,
} from './settlement.fixtures.js'

describe('what units are worth', () => {
  it('is what was paid for them in their own purchase, though two call their lines alike', () => {
    const cheaper = purchaseOf([electronics('camera', 2, 10000n)], { purchaseId: olderPurchaseId })
    const evidence = [newer, cheaper]
    const legs = [refundLegOf(1, { camera: [1] }), refundLegOf(2, { camera: [1] }, { purchaseId: olderPurchaseId })]
    const proposed = toldBy(bothBack({ evidence }), propose({ legs, evidence }), 'SettlementProposed').legs
    // Of 9.50 tax 8.08 stay with 42.50 of 50.00, half a cent rounded up, and the rest goes with the fee.
    expect(proposed.map((leg) => leg.kind === 'refund' && inShort(leg.components))).toStrictEqual([
      ['goods camera 10000', 'goods-tax camera 1900', 'restocking camera 1500', 'restocking-tax camera 285'],
      ['goods camera 5000', 'goods-tax camera 950', 'restocking camera 750', 'restocking-tax camera 142'],
    ])
  })

  it('is their tax alone, where nothing else was paid for them', () => {
    const bought = purchaseOf([line('sample', { netMinor: 0n, taxMinor: 190n })])
    const leg = refundFor(cameBack(bought), bought, { sample: [1] })
    expect(inShort(leg.components)).toStrictEqual(['goods-tax sample 190'])
  })
})

describe('the roundings of what is taken off', () => {
  it('are of the tax that is left after the loss, then after the fee: of 19.00 on 100.00, 11.40 and 8.55', () => {
    const bought = purchaseOf([electronics('camera', 1, 10000n)])
    const worn = followedBy(
      cameBack(bought),
      inspect({
        itemId: text('parcel-1-camera'),
        quantity: count(1),
        grade: 'C-damaged',
        deductionMinor: 4000n,
        legalBasis: 'policy-terms',
        terms: shop,
      }),
    )
    const command = propose({ legs: [refundLegOf(1, { camera: [1] })], evidence: [bought] })
    const { roundingTrace, trace } = toldBy(worn, command, 'SettlementProposed')
    const rounding = { lineId: 'camera', by: 'cumulative-half-up', totalMinor: 1900n, whole: 10000n }
    expect(roundingTrace.slice(2)).toStrictEqual([
      { ...rounding, what: 'goods-tax-after-loss', part: 6000n, minor: 1140n },
      { ...rounding, what: 'goods-tax-after-fee', part: 4500n, minor: 855n },
    ])
    expect(trace.map(({ ruleId, outcome }) => [ruleId, outcome])).toContainEqual(['diminished-value', 'deducted'])
  })
})

describe('the label of 4.90', () => {
  const label = { carrier: text('post'), ref: text('label-1') }
  const bought = purchaseOf([
    line('pen', { netMinor: 200n }),
    line('cup', { netMinor: 300n }),
    line('pin', { netMinor: 100n }),
    line('bag', { netMinor: 490n }),
    kettles(),
  ])
  const back = cameBack(bought, { authorised: { label } })
  const takenOfEach = (legs: ReadonlyArray<ProposedLeg>) =>
    proposedLegs(back, bought, legs).map((leg) => leg.kind === 'refund' && takenOff(leg))

  it('is taken off the first leg that can bear it whole, were it to the last cent', () => {
    expect(takenOfEach([refundLegOf(1, { pen: [1] }), refundLegOf(2, { kettles: [1] })])).toStrictEqual([
      [],
      ['label 490'],
    ])
    expect(takenOfEach([refundLegOf(1, { bag: [1] }), refundLegOf(2, { kettles: [1] })])).toStrictEqual([
      ['label 490'],
      [],
    ])
  })

  it('is taken off the leg that can bear most of it, where none can bear it whole', () => {
    const legs = [refundLegOf(1, { pen: [1] }), refundLegOf(2, { cup: [1] }), refundLegOf(3, { pin: [1] })]
    expect(takenOfEach(legs)).toStrictEqual([[], ['label 300'], []])
  })

  it('is not taken off where no leg turns units to money', () => {
    expect(proposedLegs(back, bought, [backToCustomer({ pen: [1] })])).toStrictEqual([
      {
        kind: 'return-to-customer',
        legId: 'leg-1',
        purchaseId: bought.purchaseId,
        lines: [
          {
            purchaseId: bought.purchaseId,
            lineId: 'pen',
            reservationId: caseOf(back).reservations[0]?.reservationId,
            units: [{ first: 1, last: 1 }],
          },
        ],
        currency: 'EUR',
        because: 'no-defect-found',
      },
    ])
  })
})
