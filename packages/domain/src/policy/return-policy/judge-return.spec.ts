import { at } from '../../calendar/calendar.fixtures.js'
import { germanConsumerLaw2026, ukConsumerLaw, usConsumerLaw } from '../legal/index.js'
import { judgeReturn } from './judge-return.js'
import { conditionBehind } from './refusal-causes.js'
import type { ReturnFacts, ReturnTerms } from './return-facts.js'
import {
  bought,
  delivered,
  everyCondition,
  inGermany,
  kettle,
  policyWith,
  shopAlone,
  shown,
} from './return-policy.fixtures.js'

const judged = (facts: Partial<ReturnFacts>, terms: ReturnTerms = shopAlone) =>
  judgeReturn(terms, { ...kettle, ...facts })

const outcomesOf = ({ trace }: ReturnType<typeof judgeReturn>, ruleId: string): ReadonlyArray<string> =>
  trace.filter((rule) => rule.ruleId === ruleId).map(({ outcome }) => outcome)

/** 6 May 2025 + 30 days is Thursday 5 June. */
const windowEnd = at('2025-06-06T00:00+02:00')

describe('a return under the policy', () => {
  it('is accepted until the last instant of its window, and tells when it would not have been', () => {
    expect(judged({ requestedAt: at('2025-06-05T23:59:59.999+02:00') })).toMatchObject({
      outcome: 'accepted',
      judgedAs: 'policy-return',
      by: 'policy',
      reasons: [],
      windowEndsAtExclusive: windowEnd,
      wouldHaveTurned: { requestedFrom: windowEnd },
    })
  })

  it('is refused from the end of its window on, and tells until when it would have been accepted', () => {
    expect(judged({ requestedAt: windowEnd })).toMatchObject({
      outcome: 'refused',
      reasons: ['OutsideWindow'],
      windowEndsAtExclusive: windowEnd,
      wouldHaveTurned: { requestedBefore: windowEnd },
    })
  })

  it('leaves each rule in the trace, with its facts and the version of the policy', () => {
    const policyRef = { policyId: 'thirty-day-returns', version: 1 }
    expect(judged({ requestedAt: windowEnd }).trace).toEqual([
      { ruleId: 'units-available', facts: { quantity: 1, availableQuantity: 2 }, outcome: 'enough' },
      {
        ruleId: 'window',
        facts: {
          kind: 'policy-return',
          anchor: 'delivery-of-unit',
          anchoredOn: '2025-05-06',
          period: 'P30D',
          rule: 'event-day-excluded',
          zone: 'Europe/Berlin',
          requestedAt: windowEnd,
          endsAtExclusive: windowEnd,
        },
        outcome: 'OutsideWindow',
        policyRef,
      },
      { ruleId: 'condition', facts: { condition: 'receipt' }, outcome: 'met', policyRef },
      { ruleId: 'condition', facts: { condition: 'original-packaging' }, outcome: 'seen-on-receipt', policyRef },
    ])
  })

  it('goes by the window of its category where there is one', () => {
    // 14 days from 6 May end on 20 May.
    expect(judged({ category: 'electronics', requestedAt: at('2025-05-20T23:59+02:00') }).outcome).toBe('accepted')
    expect(judged({ category: 'electronics', requestedAt: at('2025-05-21T00:00+02:00') }).reasons).toEqual([
      'OutsideWindow',
    ])
    expect(judged({ category: 'garden', requestedAt: at('2025-05-21T00:00+02:00') }).outcome).toBe('accepted')
  })

  it('is refused for a missing receipt, and would have been accepted with one', () => {
    expect(judged({ proofs: [] })).toMatchObject({
      outcome: 'refused',
      reasons: ['ReceiptRequired'],
      wouldHaveTurned: { missing: ['receipt'] },
    })
  })

  it('takes only what the policy names for a proof', () => {
    const invoicesOnly = {
      ...shopAlone,
      policy: policyWith({ conditions: [{ condition: 'receipt', kinds: ['policy-return'], proofs: ['invoice'] }] }),
    }
    expect(judged({}, invoicesOnly).reasons).toEqual(['ReceiptRequired'])
    expect(judged({ proofs: [{ kind: 'invoice', verified: true }] }, invoicesOnly).outcome).toBe('accepted')
  })

  it('is refused for a label that is missing, of the categories that need one', () => {
    const unlabelled = { meets: { label: false } }
    expect(judged({ ...unlabelled, category: 'clothing' }).reasons).toEqual(['LabelMissing'])
    expect(judged({ ...unlabelled, category: 'garden' }).outcome).toBe('accepted')
  })

  it('waits for the goods where nothing is said of a condition', () => {
    expect(outcomesOf(judged({ category: 'clothing' }), 'condition')).toEqual([
      'met',
      'seen-on-receipt',
      'seen-on-receipt',
    ])
  })

  it('names all that would have to be otherwise, together', () => {
    expect(judged({ requestedAt: windowEnd, proofs: [], quantity: 3 })).toMatchObject({
      reasons: ['QuantityExceedsAvailable', 'OutsideWindow', 'ReceiptRequired'],
      wouldHaveTurned: { quantityAtMost: 2, requestedBefore: windowEnd, missing: ['receipt'] },
    })
  })

  it('is refused for more units than there are, and would have been accepted for as many', () => {
    expect(judged({ quantity: 3 })).toMatchObject({
      reasons: ['QuantityExceedsAvailable'],
      wouldHaveTurned: { quantityAtMost: 2 },
    })
    const nothingLeft = judged({ availableQuantity: 0 })
    expect(nothingLeft.reasons).toEqual(['QuantityExceedsAvailable'])
    expect('wouldHaveTurned' in nothingLeft).toBe(false)
  })

  it('is refused before delivery', () => {
    const onItsWay = { deliveredAt: undefined, lastGoodDeliveredAt: undefined, availableQuantity: 0 }
    expect(judged(onItsWay)).toMatchObject({ reasons: ['NotDelivered'], wouldHaveTurned: { delivered: true } })
    expect('windowEndsAtExclusive' in judged(onItsWay)).toBe(false)
  })

  it('is refused as a final sale, and for a category that is excluded', () => {
    expect(judged({ finalSale: true })).toMatchObject({
      reasons: ['FinalSale'],
      wouldHaveTurned: { without: ['final-sale'] },
    })
    expect(judged({ category: 'gift-cards' }).reasons).toEqual(['ExcludedCategory'])
  })

  it.each([
    [{ perishable: true }, 'Perishable'],
    [{ madeToOrder: true }, 'MadeToOrder'],
    [{ sealedHygiene: true, isUnsealed: true }, 'UnsealedHygiene'],
  ])('is refused for %j', (facts, reason) => {
    expect(judged(facts).reasons).toEqual([reason])
  })

  it('is accepted while a seal is whole', () => {
    expect(judged({ sealedHygiene: true }).outcome).toBe('accepted')
  })

  it('is refused where the shop offers nothing of the kind', () => {
    const tradeIn = judged({ kind: 'trade-in' })
    expect(tradeIn.reasons).toEqual(['NotOffered'])
    expect('wouldHaveTurned' in tradeIn).toBe(false)
  })

  it('is for ever where a window has no period', () => {
    const lifelong = {
      ...shopAlone,
      policy: policyWith({
        windows: [
          { kinds: ['policy-return'], anchor: 'delivery-of-unit', rule: 'event-day-excluded', zone: 'Europe/Berlin' },
        ],
      }),
    }
    const judgement = judged({ requestedAt: at('2099-01-01T00:00Z') }, lifelong)
    expect(judgement).toMatchObject({ outcome: 'accepted', wouldHaveTurned: { quantityFrom: 3 } })
    expect('windowEndsAtExclusive' in judgement).toBe(false)
  })
})

describe('a condition that was not shown before purchase', () => {
  const afterwards = { phase: 'post-purchase' as const, shownAt: at('2025-05-01T11:00+02:00') }

  it.each([
    ['never shown', []],
    ['shown after the purchase', [shown(everyCondition, afterwards)]],
    ['shown on the receipt', [shown(everyCondition, { phase: 'at-purchase' })]],
    ['said to be before, but shown later', [shown(everyCondition, { shownAt: at('2025-05-01T10:00:00.001+02:00') })]],
    ['of another version', [{ ...shown(), policyRef: { ...shown().policyRef, version: 2 as never } }]],
    ['another condition', [shown(['label'])]],
  ])('cannot refuse: %s', (_, disclosures) => {
    const judgement = judged({ proofs: [], disclosures })
    expect(judgement).toMatchObject({
      outcome: 'accepted',
      reasons: [],
      wouldHaveTurned: { disclosedBeforePurchase: ['receipt'] },
    })
    expect(judgement.trace).toContainEqual({
      ruleId: 'condition',
      facts: { condition: 'receipt', purchasedAt: bought },
      outcome: 'ConditionNotDisclosed',
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
    })
  })

  it('cannot make a sale final', () => {
    expect(judged({ finalSale: true, disclosures: [] })).toMatchObject({
      outcome: 'accepted',
      wouldHaveTurned: { disclosedBeforePurchase: ['final-sale'] },
    })
  })

  it('is named by the reason it is behind', () => {
    expect(conditionBehind('ReceiptRequired')).toBe('receipt')
    expect(conditionBehind('FinalSale')).toBe('final-sale')
    expect(conditionBehind('OutsideWindow')).toBeUndefined()
  })

  it('does not make the window longer: that is what the shop offers, not what it asks', () => {
    expect(judged({ requestedAt: windowEnd, disclosures: [] }).reasons).toEqual(['OutsideWindow'])
  })
})

describe('the law', () => {
  /** 14 days from 6 May 2025 are over on the 20th. */
  const withdrawalEnd = at('2025-05-21T00:00+02:00')

  it('gives a withdrawal that the shop offers nothing for, until 24:00 of the last day', () => {
    expect(judged({ kind: 'withdrawal', requestedAt: at('2025-05-20T23:59:59.999+02:00') }, inGermany)).toMatchObject({
      outcome: 'accepted',
      judgedAs: 'withdrawal',
      by: 'law',
      windowEndsAtExclusive: withdrawalEnd,
      wouldHaveTurned: { requestedFrom: withdrawalEnd },
    })
    expect(judged({ kind: 'withdrawal', requestedAt: withdrawalEnd }, inGermany)).toMatchObject({
      outcome: 'refused',
      reasons: ['OutsideWindow'],
      by: 'law',
      wouldHaveTurned: { requestedBefore: withdrawalEnd },
    })
  })

  it('beats what the policy asks: a return within its period is a withdrawal, whatever it was called', () => {
    const judgement = judged({ finalSale: true, proofs: [] }, inGermany)
    expect(judgement).toMatchObject({ outcome: 'accepted', judgedAs: 'withdrawal', by: 'law' })
    expect(judgement.trace.filter(({ ruleId }) => ruleId === 'law-beats-policy')).toEqual(
      ['FinalSale', 'ReceiptRequired'].map((reason) => ({
        ruleId: 'law-beats-policy',
        facts: { reason },
        outcome: 'set-aside',
        policyRef: { policyId: 'thirty-day-returns', version: 1 },
      })),
    )
  })

  it('leaves to the policy what comes after its period', () => {
    expect(judged({ requestedAt: withdrawalEnd }, inGermany)).toMatchObject({
      outcome: 'accepted',
      judgedAs: 'policy-return',
      by: 'policy',
    })
    expect(judged({ requestedAt: withdrawalEnd, proofs: [] }, inGermany)).toMatchObject({
      outcome: 'refused',
      reasons: ['ReceiptRequired'],
    })
  })

  it('is named beside the policy where each would have turned a refusal by something else, what takes less first', () => {
    const fiveDaysLate = at('2025-06-11T12:00+02:00')
    expect(judged({ requestedAt: fiveDaysLate, proofs: [] }, inGermany)).toMatchObject({
      reasons: ['OutsideWindow', 'ReceiptRequired'],
      wouldHaveTurned: { requestedBefore: withdrawalEnd },
      wouldAlsoHaveTurned: [{ requestedBefore: windowEnd, missing: ['receipt'] }],
    })
    const madeToOrder = judged({ requestedAt: fiveDaysLate, proofs: [], madeToOrder: true }, inGermany)
    expect(madeToOrder.wouldHaveTurned).toEqual({ requestedBefore: withdrawalEnd, without: ['made-to-order'] })
    expect(madeToOrder.wouldAlsoHaveTurned).toEqual([
      { requestedBefore: windowEnd, missing: ['receipt'], without: ['made-to-order'] },
    ])
  })

  it('is not named beside the policy where the policy would have turned a refusal by less', () => {
    const late = judged({ requestedAt: windowEnd }, inGermany)
    expect(late).toMatchObject({ outcome: 'refused', wouldHaveTurned: { requestedBefore: windowEnd } })
    expect('wouldAlsoHaveTurned' in late).toBe(false)
  })

  it('gives no withdrawal for what was bought in a shop, by a trader, or as travel', () => {
    for (const facts of [{ channel: 'store' }, { isBusiness: true }, { lineKind: 'travel' as const }]) {
      const judgement = judged({ kind: 'withdrawal', ...facts }, inGermany)
      expect(judgement.reasons).toEqual(['NotOffered'])
      expect(judgement.trace.map(({ outcome }) => outcome)).toContain('does-not-apply')
    }
  })

  it('has exceptions of its own, whether or not anybody showed them', () => {
    for (const [facts, reason] of [
      [{ madeToOrder: true }, 'MadeToOrder'],
      [{ perishable: true }, 'Perishable'],
      [{ sealedHygiene: true, isUnsealed: true }, 'UnsealedHygiene'],
    ] as const) {
      const judgement = judged({ kind: 'withdrawal', ...facts, disclosures: [shown(['withdrawal-right'])] }, inGermany)
      expect(judgement.reasons).toEqual([reason])
    }
    const download = { kind: 'withdrawal', lineKind: 'digital', deliveredAt: bought } as const
    const inTime = at('2025-05-10T10:00+02:00')
    expect(judged({ ...download, requestedAt: inTime }, inGermany).outcome).toBe('accepted')
    expect(judged({ ...download, requestedAt: inTime, digitalBegunWithConsent: true }, inGermany).reasons).toEqual([
      'DigitalBegunWithConsent',
    ])
  })

  it('counts services from the conclusion of the contract', () => {
    // 1 May 2025 + 14 days is the 15th.
    const service = { kind: 'withdrawal', lineKind: 'service', deliveredAt: undefined } as const
    expect(judged({ ...service, requestedAt: at('2025-05-15T23:59+02:00') }, inGermany).outcome).toBe('accepted')
    expect(judged({ ...service, requestedAt: at('2025-05-16T00:00+02:00') }, inGermany).reasons).toEqual([
      'OutsideWindow',
    ])
  })

  it('lasts twelve months longer where nobody told of the right, which would have turned it', () => {
    const untold = { kind: 'withdrawal', disclosures: [] } as const
    expect(judged({ ...untold, requestedAt: at('2026-05-20T23:59+02:00') }, inGermany)).toMatchObject({
      outcome: 'accepted',
      windowEndsAtExclusive: at('2026-05-21T00:00+02:00'),
      wouldHaveTurned: { disclosedBeforePurchase: ['withdrawal-right'] },
    })
    expect(judged({ ...untold, requestedAt: at('2026-05-21T00:00+02:00') }, inGermany).reasons).toEqual([
      'OutsideWindow',
    ])
  })

  it('gives non-conformity for two years, whatever the shop asks', () => {
    const broken = { kind: 'non-conformity', proofs: [], finalSale: true, disclosures: [] } as const
    expect(judged({ ...broken, requestedAt: at('2027-05-06T23:59+02:00') }, inGermany)).toMatchObject({
      outcome: 'accepted',
      by: 'law',
      windowEndsAtExclusive: at('2027-05-07T00:00+02:00'),
    })
    expect(judged({ ...broken, requestedAt: at('2027-05-07T00:00+02:00') }, inGermany).reasons).toEqual([
      'OutsideWindow',
    ])
  })

  it('gives a year more after a repair, for contracts of its new version', () => {
    const repaired = { kind: 'non-conformity', wasRepairedAsRemedy: true } as const
    const afterTwoYears = at('2028-05-01T12:00+02:00')
    expect(judged({ ...repaired, requestedAt: afterTwoYears }, inGermany).reasons).toEqual(['OutsideWindow'])
    const since2026 = { ...inGermany, law: germanConsumerLaw2026 }
    expect(judged({ ...repaired, requestedAt: afterTwoYears }, since2026).outcome).toBe('accepted')
  })

  it('tells in the United Kingdom whether the short right to reject is open', () => {
    const inBritain = { ...shopAlone, law: ukConsumerLaw }
    const broken = { kind: 'non-conformity' } as const
    // 30 days from 6 May are over on 5 June; these in Berlin, where the kettle was bought.
    expect(
      outcomesOf(
        judged({ ...broken, requestedAt: at('2025-06-05T23:59+02:00') }, inBritain),
        'short-term-right-to-reject',
      ),
    ).toEqual(['open'])
    expect(
      outcomesOf(
        judged({ ...broken, requestedAt: at('2025-06-06T00:00+02:00') }, inBritain),
        'short-term-right-to-reject',
      ),
    ).toEqual(['over'])
  })

  it('gives a recall without an end', () => {
    expect(judged({ kind: 'recall', requestedAt: at('2040-01-01T00:00Z') }, inGermany)).toMatchObject({
      outcome: 'accepted',
      by: 'law',
    })
  })

  it('gives no return in the United States, where the policy is all there is', () => {
    const inAmerica = { ...shopAlone, law: usConsumerLaw }
    expect(judged({ kind: 'withdrawal' }, inAmerica).reasons).toEqual(['NotOffered'])
    expect(judged({}, inAmerica)).toMatchObject({ outcome: 'accepted', by: 'policy' })
  })

  it('opens no window before the last good has come', () => {
    const halfDelivered = judged({ kind: 'withdrawal', lastGoodDeliveredAt: undefined }, inGermany)
    expect(halfDelivered.outcome).toBe('accepted')
    expect('windowEndsAtExclusive' in halfDelivered).toBe(false)
    expect(outcomesOf(halfDelivered, 'withdrawal-window-by-law')).toEqual(['not-begun'])
  })
})

describe('a person decides', () => {
  it('where the goods are worth as much as the policy says', () => {
    expect(judged({ netMinor: 99_999n }).outcome).toBe('accepted')
    expect(judged({ netMinor: 100_000n })).toMatchObject({ outcome: 'in-review', reasons: [] })
  })

  it('where the only proof was not verified', () => {
    const unverified = { kind: 'receipt', verified: false } as const
    expect(judged({ proofs: [unverified] }).outcome).toBe('in-review')
    expect(judged({ proofs: [unverified, { kind: 'invoice', verified: true }] }).outcome).toBe('accepted')
  })

  it('never over a withdrawal that the law gives', () => {
    expect(judged({ kind: 'withdrawal', netMinor: 100_000n }, inGermany).outcome).toBe('accepted')
  })

  it('where the day hangs on a calendar that was not given', () => {
    const { calendars: _, ...withoutCalendar } = shopAlone
    expect(judged({ requestedAt: windowEnd }, withoutCalendar).outcome).toBe('in-review')
    expect(judged({}, withoutCalendar).outcome).toBe('accepted')
  })
})

describe('a satisfaction guarantee', () => {
  const guaranteed = {
    ...shopAlone,
    policy: policyWith({
      satisfactionGuarantee: {
        anchor: 'delivery-of-unit',
        period: 'P60D',
        rule: 'event-day-excluded-no-roll',
        zone: 'Europe/Berlin',
        waives: ['original-packaging'],
        waivesFees: true,
      },
    }),
  }
  const unpacked = { meets: { 'original-packaging': false } }

  it('makes the window longer and waives what it says, and no more', () => {
    // 6 May + 60 days is 5 July.
    expect(judged({ ...unpacked, requestedAt: at('2025-07-05T23:59+02:00') }, guaranteed)).toMatchObject({
      outcome: 'accepted',
      windowEndsAtExclusive: at('2025-07-06T00:00+02:00'),
    })
    expect(judged({ ...unpacked, proofs: [] }, guaranteed).reasons).toEqual(['ReceiptRequired'])
    expect(judged(unpacked).reasons).toEqual(['PackagingMissing'])
  })

  it('is over when it is over, and in time would have waived what was missing', () => {
    const end = at('2025-07-06T00:00+02:00')
    const { reasons, wouldHaveTurned } = judged({ ...unpacked, requestedAt: end }, guaranteed)
    expect(reasons).toEqual(['OutsideWindow', 'PackagingMissing'])
    expect(wouldHaveTurned).toEqual({ requestedBefore: end })
  })
})

describe('known failures', () => {
  it('D76: a window is counted from the first delivery of the unit, which a later parcel does not move', () => {
    const laterParcel = { lastGoodDeliveredAt: at('2025-05-28T09:00+02:00') }
    expect(judged(laterParcel).windowEndsAtExclusive).toBe(windowEnd)
    expect(judged(laterParcel).windowEndsAtExclusive).toBe(judged({}).windowEndsAtExclusive)
  })

  it('C7: a window counts from delivery and not from the order, under the version it was sold under', () => {
    const orderedLongBefore = { purchasedAt: at('2025-03-01T10:00+01:00'), disclosures: [] }
    expect(judged({ ...orderedLongBefore, deliveredAt: delivered }).windowEndsAtExclusive).toBe(windowEnd)

    const shortened = policyWith({
      version: 2,
      windows: [
        {
          kinds: ['policy-return'],
          anchor: 'delivery-of-unit',
          period: 'P7D',
          rule: 'event-day-excluded-no-roll',
          zone: 'Europe/Berlin',
        },
      ],
      remedies: [{ kinds: ['policy-return'], remedies: ['refund'], payout: 'original-tender' }],
    })
    expect(judged({}).outcome).toBe('accepted')
    expect(judged({}, { policy: shortened }).reasons).toEqual(['OutsideWindow'])
  })
})
