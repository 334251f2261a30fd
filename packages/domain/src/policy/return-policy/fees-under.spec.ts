import { at } from '../../calendar/calendar.fixtures.js'
import { kuwaitiDinar, yen } from '../../money/money.fixtures.js'
import { germanPublicHolidays } from '../legal/index.js'
import { type FeeFacts, feesUnder } from './fees-under.js'
import type { ReturnTerms } from './return-facts.js'
import { inGermany, kettle, policyWith, shopAlone, shown } from './return-policy.fixtures.js'
import type { ReturnKind } from './return-vocabulary.js'

const facts = (more: Partial<FeeFacts> = {}): FeeFacts => ({
  judgedAs: 'policy-return',
  by: 'policy',
  currency: kettle.currency,
  purchasedAt: kettle.purchasedAt,
  requestedAt: kettle.requestedAt,
  zone: kettle.zone,
  deliveredAt: kettle.deliveredAt,
  disclosures: kettle.disclosures,
  lines: [{ requestLineId: 'camera', category: 'electronics', netMinor: 10_000n, taxMinor: 1900n }],
  labelIssued: false,
  ...more,
})

const lines = (...nets: ReadonlyArray<bigint>) =>
  nets.map((netMinor, index) => ({ requestLineId: `line ${index}`, netMinor, taxMinor: 0n }))

const termsWith = (fee: object): ReturnTerms => ({
  policy: policyWith({ restockingFees: [{ kinds: ['policy-return'], ...fee }] }),
  calendars: [germanPublicHolidays],
})

const netsOf = (terms: ReturnTerms, more: Partial<FeeFacts>) =>
  feesUnder(terms, facts(more)).deductions.map(({ netMinor }) => netMinor)

describe('a restocking fee', () => {
  it('takes the tax with it that goes with the part of the net value, from the tax stored with the line', () => {
    expect(feesUnder(shopAlone, facts())).toMatchObject({
      deductions: [{ because: 'restocking', requestLineId: 'camera', netMinor: 1500n, taxMinor: 285n }],
    })
    const { trace } = feesUnder(shopAlone, facts())
    expect(trace[0]).toEqual({
      ruleId: 'restocking-fee',
      facts: { per: 'line', basisPoints: 1500, currency: 'EUR', lines: 1 },
      outcome: '1500',
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
    })
  })

  it('is for the categories that it names', () => {
    const garden = [{ requestLineId: 'hose', category: 'garden', netMinor: 10_000n, taxMinor: 1900n }]
    expect(netsOf(shopAlone, { lines: garden })).toEqual([])
  })

  it.each<[ReturnKind, 'law' | 'policy']>([
    ['withdrawal', 'law'],
    ['withdrawal', 'policy'],
    ['non-conformity', 'law'],
    ['non-conformity', 'policy'],
    ['wrong-missing-damaged', 'policy'],
    ['recall', 'policy'],
    ['policy-return', 'law'],
  ])('is never taken on %s by %s, even where a policy that was not decoded at the border says so', (judgedAs, by) => {
    const [fee] = shopAlone.policy.restockingFees
    const allKinds = {
      ...shopAlone,
      policy: { ...shopAlone.policy, restockingFees: fee === undefined ? [] : [{ ...fee, kinds: [judgedAs] }] },
    }
    const taken = feesUnder(allKinds, facts({ judgedAs, by }))
    expect(taken.deductions).toEqual([])
    expect(taken.trace[0]?.outcome).toBe('none-on-this-right')
  })

  it('is not taken where it was not shown before purchase', () => {
    const taken = feesUnder(shopAlone, facts({ disclosures: [shown(['return-shipping'])] }))
    expect(taken.deductions).toEqual([])
    expect(taken.trace.map(({ outcome }) => outcome)).toContain('ConditionNotDisclosed')
  })

  it('is never more than the goods were worth', () => {
    const fixed = termsWith({ amounts: [{ amountMinor: '2500', currency: 'EUR' }], per: 'line' })
    expect(netsOf(fixed, { lines: lines(1000n, 9000n) })).toEqual([1000n, 2500n])
    const once = termsWith({ amounts: [{ amountMinor: '2500', currency: 'EUR' }], per: 'return' })
    expect(netsOf(once, { lines: lines(600n, 400n) })).toEqual([600n, 400n])
  })

  it('is nothing in a currency that the policy names no amount of', () => {
    const fixed = termsWith({ amounts: [{ amountMinor: '2500', currency: 'EUR' }], per: 'line' })
    expect(netsOf(fixed, { currency: yen, lines: lines(9000n) })).toEqual([0n])
    const dinars = termsWith({ amounts: [{ amountMinor: '1250', currency: 'KWD' }], per: 'line' })
    expect(netsOf(dinars, { currency: kuwaitiDinar, lines: lines(9000n) })).toEqual([1250n])
  })

  it('is waived while a satisfaction guarantee says so', () => {
    const guaranteed = {
      ...shopAlone,
      policy: policyWith({
        satisfactionGuarantee: {
          anchor: 'delivery-of-unit',
          period: 'P60D',
          rule: 'event-day-excluded-no-roll',
          zone: 'Europe/Berlin',
          waives: [],
          waivesFees: true,
        },
      }),
    }
    expect(netsOf(guaranteed, {})).toEqual([])
    expect(netsOf(guaranteed, { requestedAt: at('2025-07-06T00:00+02:00') })).toEqual([1500n])
  })
})

describe('the way back', () => {
  it('is at the cost of the merchant where the law gives the right for what was not as agreed', () => {
    const grasping = {
      ...inGermany,
      policy: policyWith({ waysBack: [{ kinds: ['non-conformity'], paidBy: 'customer' }] }),
    }
    for (const terms of [inGermany, grasping]) {
      expect(feesUnder(terms, facts({ judgedAs: 'non-conformity', by: 'law', labelIssued: true }))).toMatchObject({
        wayBackPaidBy: 'merchant',
        deductions: [],
      })
    }
  })

  it('is at the cost of the merchant where nobody showed that it is not', () => {
    const silent = facts({
      judgedAs: 'withdrawal',
      by: 'law',
      labelIssued: true,
      disclosures: [shown(['withdrawal-right'])],
    })
    expect(feesUnder(inGermany, silent)).toMatchObject({ wayBackPaidBy: 'merchant', deductions: [] })
    const told = { ...silent, disclosures: [shown(['return-shipping'])] }
    expect(feesUnder(inGermany, told).wayBackPaidBy).toBe('customer')
  })
})

describe('known failures', () => {
  it('D52: the tax is given back on what is given back of the goods, and not on all of them', () => {
    const [fee] = feesUnder(shopAlone, facts()).deductions
    expect(10_000n - (fee?.netMinor ?? 0n)).toBe(8500n)
    expect(1900n - (fee?.taxMinor ?? 0n)).toBe(1615n)
  })

  it('D53: a fee is taken by the return or by the line, as the policy says: 10 % of 3.33 twice is 0.67 or 0.66', () => {
    const twice = { lines: lines(333n, 333n) }
    expect(netsOf(termsWith({ rate: 1000, per: 'line' }), twice)).toEqual([33n, 33n])
    expect(netsOf(termsWith({ rate: 1000, per: 'return' }), twice)).toEqual([34n, 33n])
    const fixed = [{ amountMinor: '500', currency: 'EUR' }]
    expect(netsOf(termsWith({ amounts: fixed, per: 'line' }), { lines: lines(6000n, 4000n) })).toEqual([500n, 500n])
    expect(netsOf(termsWith({ amounts: fixed, per: 'return' }), { lines: lines(6000n, 4000n) })).toEqual([300n, 200n])
  })

  it('D70: an exchange is charged nothing for its way back, unless its policy says so of exchanges', () => {
    const exchange = facts({ judgedAs: 'exchange', labelIssued: true })
    expect(feesUnder(shopAlone, exchange)).toMatchObject({ deductions: [], wayBackPaidBy: 'merchant' })
    const silent = { ...shopAlone, policy: policyWith({ waysBack: [] }) }
    expect(feesUnder(silent, exchange)).toMatchObject({ deductions: [], wayBackPaidBy: 'merchant' })
  })

  it('D71: a label that the customer pays for is taken off once a return, and not where none was sent', () => {
    const three = { lines: lines(3000n, 2000n, 1000n) }
    expect(feesUnder(shopAlone, facts({ ...three, labelIssued: true })).deductions).toEqual([
      { because: 'label', netMinor: 490n, taxMinor: 0n },
    ])
    expect(feesUnder(shopAlone, facts(three)).deductions).toEqual([])
  })

  it('D71: a label is never dearer than what comes back', () => {
    expect(feesUnder(shopAlone, facts({ lines: lines(300n), labelIssued: true })).deductions).toEqual([
      { because: 'label', netMinor: 300n, taxMinor: 0n },
    ])
  })
})
