import { policyWith, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import { noUnits } from '../../units/index.js'
import {
  count,
  june,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  shop,
  shopInGermany,
  shopVersion2,
  text,
  toldBy,
  units,
} from '../return-case.fixtures.js'

type Asked = Parameters<typeof request>[0]

const told = (differing: Asked) => toldBy([], request(differing), 'ReturnRequested')
/** The first rule of that name that was applied. */
const ruleOf = (differing: Asked, ruleId: string) =>
  told(differing).eligibilityTrace.find((applied) => applied.ruleId === ruleId)

const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })
const april = (day: number) => `2025-04-${day}T10:00:00.000Z` as ReturnType<typeof may>

describe('a request that is covered', () => {
  it('asks for no serials of what it does not draw on', () => {
    const tracked = purchase({
      purchaseId: olderPurchaseId,
      purchasedAt: may(1, '09:00'),
      lines: [phones({ sku: text('kettle') })],
    })
    const { draws } = told({ lines: [requestLineOf('kettle', 3)], evidence: [tracked, purchase()] })
    expect(draws).toMatchObject([{ purchaseId, quantity: 3 }])
  })

  it('tells no rule of what it does not draw on', () => {
    const { eligibilityTrace } = told({ lines: [requestLineOf('kettle', 3)], evidence: [older, purchase()] })
    expect(eligibilityTrace.filter(({ ruleId }) => ruleId === 'drawn-on')).toHaveLength(1)
  })

  it('takes the lowest units that no line before it took, of however many lines', () => {
    const lines = [1, 2, 3, 4].map((number) =>
      requestLine({ requestLineId: text(`line-${number}`), quantity: count(1) }),
    )
    const { draws, refused } = told({ lines })
    expect(draws.map(({ requestLineId }) => requestLineId)).toStrictEqual(['line-1', 'line-2', 'line-3'])
    expect(refused).toStrictEqual([{ requestLineId: 'line-4', quantity: 1, reasons: ['QuantityExceedsAvailable'] }])
  })

  it('waits for a person where one of its lines does', () => {
    const dear = kettles({ lineId: lineId('dear'), netMinor: 600_000n })
    const lines = ['kettles', 'dear'].map((name) =>
      requestLine({ requestLineId: text(`line-${name}`), lineId: lineId(name), quantity: count(1) }),
    )
    expect(told({ lines, evidence: [purchase({ lines: [kettles(), dear] })] }).needsReview).toBe(true)
    expect(told({ lines: lines.slice(0, 1) })).not.toHaveProperty('needsReview')
  })

  it('waits for a person where one of the purchases that a line draws on does', () => {
    const dear = { ...older, lines: [kettles({ netMinor: 600_000n })] }
    const asked = { lines: [requestLineOf('kettle', 4)], evidence: [dear, purchase()] }
    expect(told(asked).needsReview).toBe(true)
  })

  it('waits for nobody where the value of the units that come back is low, whatever the line was worth', () => {
    // 1,000.00 and above is looked at: three for 1,200.00 are, two of them, for 800.00, are not.
    const dear = [purchase({ lines: [kettles({ netMinor: 120_000n })] })]
    expect(told({ evidence: dear })).not.toHaveProperty('needsReview')
    expect(told({ evidence: dear, lines: [requestLine({ quantity: count(3) })] }).needsReview).toBe(true)
  })
})

it('draws on each purchase for itself, though both tell of their line by one record', () => {
  const line = kettles()
  const evidence = [purchase({ lines: [line] }), { ...older, lines: [line] }]
  const { draws } = told({
    lines: [requestLineOf('kettle', 3), requestLine({ purchaseId: olderPurchaseId })],
    evidence,
  })
  expect(draws.map((draw) => [draw.purchaseId, draw.quantity])).toStrictEqual([
    [purchaseId, 3],
    [olderPurchaseId, 2],
  ])
})

describe('what is refused of a request', () => {
  const final = [purchase({ lines: [kettles({ finalSale: true })] })]

  it('is told with what it was judged as and what would have turned it', () => {
    expect(toldBy([], request({ evidence: final }), 'ReturnRequested').refused).toStrictEqual([
      {
        requestLineId: 'request-line-1',
        purchaseId,
        lineId: 'kettles',
        quantity: 2,
        judgedAs: 'policy-return',
        by: 'policy',
        policyRef: { policyId: 'thirty-day-returns', version: 1 },
        windowEndsAtExclusive: '2025-06-05T22:00:00.000Z',
        reasons: ['FinalSale'],
      },
    ])
    expect(toldBy([], request({ evidence: final }), 'ReturnRefused').counterfactual).toStrictEqual([
      { requestLineId: 'request-line-1', wouldHaveTurned: { without: ['final-sale'] } },
    ])
  })

  it('is told with what would have turned it by the law, and by the policy where that asks for something else', () => {
    const lateWithoutReceipt = request({
      requestedAt: june(11),
      terms: shopInGermany,
      evidence: [purchase({ receipts: [] })],
    })
    expect(toldBy([], lateWithoutReceipt, 'ReturnRefused').counterfactual).toStrictEqual([
      {
        requestLineId: 'request-line-1',
        wouldHaveTurned: { requestedBefore: may(21, '00:00') },
        wouldAlsoHaveTurned: [{ requestedBefore: june(6, '00:00'), missing: ['receipt'] }],
      },
    ])
  })

  it('is told with nothing that would have turned it where nothing would', () => {
    const noReturns = { ...shop, policy: policyWith({ windows: [] }) }
    const { counterfactual } = toldBy([], request({ terms: noReturns }), 'ReturnRefused')
    expect(counterfactual).toStrictEqual([{ requestLineId: 'request-line-1' }])
  })

  it('has no window where the right that refused it has none', () => {
    const noReturns = { ...shop, policy: policyWith({ windows: [] }) }
    expect(told({ terms: noReturns }).refused[0]).not.toHaveProperty('windowEndsAtExclusive')
  })

  it('is told by its rules, though the quantity is covered by something else', () => {
    const both = { lines: [requestLineOf('kettle', 2)], evidence: [older, ...final] }
    expect(told(both).draws).toMatchObject([{ purchaseId: olderPurchaseId, quantity: 2 }])
    expect(told(both).refused).toStrictEqual([])
    expect(
      told(both)
        .eligibilityTrace.filter(({ ruleId }) => ruleId === 'drawn-on')
        .map(({ facts }) => facts['purchaseId']),
    ).toStrictEqual([olderPurchaseId, purchaseId])
  })

  it('is, of several that the policy refuses, the latest first, as many as are left', () => {
    const alsoFinal = {
      ...older,
      lines: [kettles({ finalSale: true })],
      disclosures: [shown(undefined, { shownAt: april(20) })],
    }
    const asked = { lines: [requestLineOf('kettle', 4)], evidence: [alsoFinal, ...final] }
    expect(told(asked).refused.map((part) => [part.purchaseId, part.quantity])).toStrictEqual([
      [purchaseId, 3],
      [olderPurchaseId, 1],
    ])
    const fewer = { ...asked, lines: [requestLineOf('kettle', 3)] }
    expect(told(fewer).refused.map((part) => [part.purchaseId, part.quantity])).toStrictEqual([[purchaseId, 3]])
  })
})

describe('serials that are asked for', () => {
  const phoneLine = (serials: ReadonlyArray<string>, differing: object = {}) =>
    requestLineOf('phone', serials.length, { serials: serials.map(text), ...differing })

  it('are told in the order of the units, whatever order they are sold or named in', () => {
    const sold = phones({
      serials: [
        { serial: text('SN-2'), unit: count(2) },
        { serial: text('SN-1'), unit: count(1) },
      ],
    })
    const { draws } = told({ lines: [phoneLine(['SN-2', 'SN-1'])], evidence: [purchase({ lines: [sold] })] })
    expect(draws[0]?.serials).toStrictEqual(['SN-1', 'SN-2'])
  })

  it('are named of what the policy refuses, and no more than those', () => {
    const final = [purchase({ lines: [phones({ finalSale: true })] })]
    expect(told({ lines: [phoneLine(['SN-1'])], evidence: final }).refused).toMatchObject([
      { quantity: 1, serials: ['SN-1'], reasons: ['FinalSale'] },
    ])
    expect(told({ lines: [phoneLine(['SN-1', 'SN-9'])], evidence: final }).refused).toMatchObject([
      { quantity: 1, serials: ['SN-1'], reasons: ['FinalSale'] },
      { quantity: 1, serials: ['SN-9'], reasons: ['NeverBought'] },
    ])
  })

  it('are refused, of a product sold with and without serials, as many as are missing', () => {
    const loose = kettles({ lineId: lineId('loose'), sku: text('phone'), quantity: count(1), available: units(1) })
    const { draws, refused } = told({
      lines: [phoneLine(['SN-1', 'SN-8', 'SN-9'])],
      evidence: [purchase({ lines: [loose, phones()] })],
    })
    expect(draws.map((draw) => [draw.lineId, draw.quantity])).toStrictEqual([
      ['phones', 1],
      ['loose', 1],
    ])
    expect(refused).toMatchObject([{ quantity: 1, serials: ['SN-8'], reasons: ['NeverBought'] }])
  })

  it('mean nothing of a line without serials', () => {
    const { draws } = told({ lines: [requestLineOf('kettle', 1, { serials: [text('SN-1')] })] })
    expect(draws).toMatchObject([{ lineId: 'kettles', quantity: 1 }])
    expect(draws[0]).not.toHaveProperty('serials')
  })

  it('are not told of what no serial was asked of', () => {
    const untracked = phones({ serialTracked: false })
    const { draws } = told({ lines: [requestLineOf('phone', 1)], evidence: [purchase({ lines: [untracked] })] })
    expect(draws[0]).not.toHaveProperty('serials')
  })

  it('are not told of what was never bought where no purchase has a serial', () => {
    const asked = { lines: [requestLineOf('kettle', 4, { serials: ['1', '2', '3', '4'].map(text) })] }
    expect(told(asked).refused).toStrictEqual([
      { requestLineId: 'request-line-of-kettle', quantity: 1, reasons: ['QuantityExceedsAvailable'] },
    ])
  })
})

describe('when the policy was shown', () => {
  const asked = (...disclosures: ReadonlyArray<ReturnType<typeof shown>>) => ({ evidence: [purchase({ disclosures })] })
  const at = (day: number, differing: object = {}) => ({ ...shown([], { shownAt: april(day) }), ...differing })

  it('is told by the first time, in what phase, and by which way', () => {
    const first = { phase: 'pre-purchase' as const, channel: text('web') }
    expect(ruleOf(asked(at(28, { phase: 'at-purchase' }), at(20, first), at(24)), 'policy-shown')).toStrictEqual({
      ruleId: 'policy-shown',
      facts: {
        requestLineId: 'request-line-1',
        lineId: 'kettles',
        purchasedAt: '2025-05-01T08:00:00.000Z',
        shownAt: april(20),
        channel: 'web',
      },
      outcome: 'pre-purchase',
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
    })
    expect(ruleOf(asked(at(20), at(28, { channel: text('web') })), 'policy-shown')?.facts).not.toHaveProperty('channel')
    expect(ruleOf(asked(at(28), at(20)), 'policy-shown')?.facts['shownAt']).toBe(april(20))
  })

  it('is, of two at the same time, the one told first', () => {
    const same = [at(20, { phase: 'post-purchase' }), at(20, { phase: 'at-purchase' })]
    expect(ruleOf(asked(...same), 'policy-shown')?.outcome).toBe('post-purchase')
  })

  it.each([
    ['nothing', []],
    ['another version', [at(20, { policyRef: { policyId: text('thirty-day-returns'), version: count(2) } })]],
    ['another policy', [at(20, { policyRef: { policyId: text('others'), version: count(1) } })]],
  ])('is never, where %s was shown', (_, disclosures) => {
    expect(ruleOf(asked(...disclosures), 'policy-shown')).toMatchObject({
      facts: { requestLineId: 'request-line-1', lineId: 'kettles', purchasedAt: '2025-05-01T08:00:00.000Z' },
      outcome: 'never',
    })
    expect(ruleOf(asked(...disclosures), 'policy-shown')?.facts).not.toHaveProperty('shownAt')
  })
})

describe('the version that a line was sold under', () => {
  const soldUnder = (policyId: string, version: number) => [
    purchase({ lines: [kettles({ returnPolicyRef: { policyId: text(policyId), version: count(version) } })] }),
  ]
  const others = { ...shop, policy: policyWith({ policyId: 'others', version: 1 }) }

  it('may be the one that the request comes with, or one beside it', () => {
    expect(told({ evidence: soldUnder('thirty-day-returns', 1) }).draws[0]?.policyRef.version).toBe(1)
    const beside = { evidence: soldUnder('others', 1), otherTerms: [shopVersion2, others] }
    expect(told(beside).draws[0]?.policyRef).toStrictEqual({ policyId: 'others', version: 1 })
  })

  it.each([
    ['others', 1],
    ['thirty-day-returns', 3],
  ])('is missing where nothing came of that name and number: %s %i', (policyId, version) => {
    expect(
      rejectedBy([], request({ evidence: soldUnder(policyId, version), otherTerms: [shopVersion2] })),
    ).toStrictEqual({
      reason: 'TermsMissing',
      policyRef: { policyId, version },
    })
  })

  it('does not matter where nothing of the line is left', () => {
    const gone = purchase({
      lines: [
        kettles({
          available: noUnits,
          returnPolicyRef: { policyId: text('thirty-day-returns'), version: count(3) },
        }),
      ],
    })
    expect(told({ evidence: [gone] }).refused).toMatchObject([{ reasons: ['QuantityExceedsAvailable'] }])
  })
})

describe('a line is judged by what is known of it', () => {
  it('by what the customer shows beside what the purchase knows', () => {
    const unproven = purchase({ receipts: [] })
    expect(told({ evidence: [unproven], proofs: [{ kind: 'invoice', verified: true }] }).draws).toHaveLength(1)
    // Where every proof is unverified a person looks; one that the purchase itself has verified is enough.
    const asked = { proofs: [{ kind: 'invoice' as const, verified: false }] }
    expect(told(asked)).not.toHaveProperty('needsReview')
    expect(told({ ...asked, evidence: [unproven] }).needsReview).toBe(true)
  })

  it('by what the customer says of its condition', () => {
    const unpacked = { lines: [requestLine({ meets: { 'original-packaging': false } })] }
    expect(told(unpacked).refused).toMatchObject([{ reasons: ['PackagingMissing'] }])
  })

  it('by the seal that the customer broke', () => {
    const sealed = [purchase({ lines: [kettles({ sealedHygiene: true })] })]
    expect(told({ evidence: sealed }).draws).toHaveLength(1)
    expect(told({ evidence: sealed, lines: [requestLine({ isUnsealed: true })] }).refused).toMatchObject([
      { reasons: ['UnsealedHygiene'] },
    ])
  })

  it('by the law only where the customer is no trader', () => {
    expect(told({ terms: shopInGermany }).draws).toMatchObject([{ by: 'law' }])
    expect(told({ terms: shopInGermany, isBusiness: true }).draws).toMatchObject([{ by: 'policy' }])
  })

  it('by the units that are asked for of those that are there', () => {
    const left = [purchase({ lines: [kettles({ available: units(1, 3) })] })]
    expect(ruleOf({ evidence: left }, 'units-available')).toMatchObject({
      facts: { quantity: 2, availableQuantity: 2 },
      outcome: 'enough',
    })
    const two = [1, 2].map((number) => requestLine({ requestLineId: text(`line-${number}`), quantity: count(1) }))
    const counts = told({ lines: two }).eligibilityTrace.filter(({ ruleId }) => ruleId === 'units-available')
    expect(counts.map(({ facts }) => facts['availableQuantity'])).toStrictEqual([3, 2])
  })
})
