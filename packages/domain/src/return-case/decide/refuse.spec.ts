import { usConsumerLaw } from '../../policy/legal/index.js'
import { policyWith, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import {
  after,
  authorise,
  cancel,
  caseOf,
  confirm,
  count,
  expire,
  inspect,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  override,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  refuse,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  shipBy,
  shop,
  shopInGermany,
  shopVersion2,
  statusAfter,
  text,
  toldBy,
} from '../return-case.fixtures.js'
import {
  approve,
  close,
  followedBy,
  outcome,
  propose,
  purchaseOf,
  refundOf,
} from '../settlement/settlement.fixtures.js'

const reserved = after(request(), 'reserve')
const policyRef = { policyId: 'thirty-day-returns', version: 1 }
const older = (disclosures: ReturnType<typeof purchase>['disclosures']) =>
  purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00'), disclosures })

describe('RefuseReturn', () => {
  it('says what was held against it by which policy, and what would have turned it', () => {
    const told = toldBy(reserved, refuse({ reasons: ['Opened', 'FinalSale'] }), 'ReturnRefused')
    expect(told.trace).toStrictEqual([
      {
        ruleId: 'refused-on-review',
        facts: { reason: 'Opened', condition: 'unopened', refusedBy: 'agent' },
        outcome: 'refused',
        policyRef,
      },
      {
        ruleId: 'refused-on-review',
        facts: { reason: 'FinalSale', condition: 'final-sale', refusedBy: 'agent' },
        outcome: 'refused',
        policyRef,
      },
    ])
    expect(told.counterfactual).toStrictEqual([{ wouldHaveTurned: { missing: ['unopened'], without: ['final-sale'] } }])
  })

  it.each([
    ['Opened' as const, { missing: ['unopened'] }],
    ['FinalSale' as const, { without: ['final-sale'] }],
    ['OutsideWindow' as const, {}],
  ])('for %s alone names nothing else that would have turned it', (reason, wouldHaveTurned) => {
    expect(toldBy(reserved, refuse({ reasons: [reason] }), 'ReturnRefused').counterfactual).toStrictEqual([
      { wouldHaveTurned },
    ])
  })

  it('needs it shown before each of the purchases', () => {
    const told = shown(undefined, { shownAt: may(1, '08:00') })
    const both = (...disclosures: Parameters<typeof older>[0]) =>
      after(request({ lines: [requestLineOf('kettle', 4)], evidence: [older(disclosures), purchase()] }), 'reserve')
    expect(rejectedBy(both(), refuse()).reason).toBe('ConditionNotDisclosed')
    expect(toldBy(both(told), refuse(), 'ReturnRefused').lines).toHaveLength(2)
  })

  it.each([
    ['has other exceptions', shopInGermany],
    ['gives no right to withdraw', { ...shop, law: usConsumerLaw }],
  ])('may not hold against the customer what was never shown where the law %s', (_, terms) => {
    const undisclosed = after(
      request({ terms, evidence: [purchase({ disclosures: [shown(['withdrawal-right'])] })] }),
      'reserve',
    )
    expect(rejectedBy(undisclosed, refuse({ terms, reasons: ['FinalSale'] }))).toStrictEqual({
      reason: 'ConditionNotDisclosed',
      refusedFor: 'FinalSale',
      policyRef,
    })
    expect(rejectedBy(undisclosed, refuse({ terms, reasons: ['Opened'] })).reason).toBe('ConditionNotDisclosed')
  })
})

describe('the terms that a command brings', () => {
  const version2 = { policyId: text('thirty-day-returns'), version: count(2) }
  const underBoth = (names: ReadonlyArray<string>) =>
    after(
      request({
        lines: names.map((name) =>
          requestLine({ requestLineId: text(name), lineId: lineId(name), quantity: count(1) }),
        ),
        evidence: [purchase({ lines: [kettles(), kettles({ lineId: lineId('newer'), returnPolicyRef: version2 })] })],
        otherTerms: [shopVersion2],
      }),
      'reserve',
    )
  const late = { reasons: ['OutsideWindow' as const] }

  it('are those that the lines were sold under, not those that the request came with', () => {
    const newer = underBoth(['newer'])
    expect(rejectedBy(newer, refuse(late))).toStrictEqual({ reason: 'TermsDiffer', inForce: [version2] })
    expect(toldBy(newer, refuse({ ...late, terms: shopVersion2 }), 'ReturnRefused').trace).toMatchObject([
      { policyRef: version2 },
    ])
  })

  it('are one of several that the lines were sold under', () => {
    const both = underBoth(['kettles', 'newer'])
    for (const terms of [shop, shopVersion2]) {
      expect(toldBy(both, refuse({ ...late, terms }), 'ReturnRefused').reasons).toStrictEqual(['OutsideWindow'])
    }
  })

  it('are none of another name, though of the same version', () => {
    const others = { ...shop, policy: policyWith({ policyId: 'others' }) }
    expect(rejectedBy(reserved, refuse({ ...late, terms: others })).reason).toBe('TermsDiffer')
  })

  it('are not asked of what no purchase had', () => {
    const more = after(request({ lines: [requestLine({ quantity: count(5) })] }), 'reserve')
    expect(toldBy(more, refuse(late), 'ReturnRefused').reasons).toStrictEqual(['OutsideWindow'])
    const others = { ...shop, policy: policyWith({ policyId: 'others' }) }
    expect(rejectedBy(more, refuse({ ...late, terms: others }))).toStrictEqual({
      reason: 'TermsDiffer',
      inForce: [policyRef],
    })
  })
})

describe('a case that is over', () => {
  it('says since when: refused, expired, closed', () => {
    const authorised = after(request(), 'reserve', authorise())
    expect(rejectedBy(after(request(), 'reserve', refuse()), authorise())).toStrictEqual({
      reason: 'ReturnAlreadyRefused',
      refusedAt: may(21),
    })
    expect(rejectedBy([...authorised, ...recordedBy(authorised, expire())], cancel())).toStrictEqual({
      reason: 'ReturnAlreadyExpired',
      expiredAt: shipBy,
    })
    const bought = purchaseOf([kettles()])
    const closed = followedBy(
      after(request({ evidence: [bought] }), 'reserve', authorise(), receive()),
      propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [bought] }),
      approve(),
      outcome(),
      close({ closedAt: may(30) }),
    )
    expect(rejectedBy(closed, cancel())).toStrictEqual({ reason: 'ReturnCaseAlreadyClosed', closedAt: may(30) })
  })
})

describe('OverridePolicy', () => {
  it('says what was set aside, for how many units, of which policy', () => {
    const lines = [1, 2].map((quantity) =>
      requestLine({ requestLineId: text(`line-${quantity}`), quantity: count(quantity) }),
    )
    const late = after(request({ lines, evidence: [purchase({ receipts: [] })] }))
    const told = toldBy(late, override({ ruleId: 'ReceiptRequired' }), 'OverrideRecorded')
    expect(told.trace).toStrictEqual([
      {
        ruleId: 'override',
        facts: {
          reason: 'ReceiptRequired',
          because: 'loyal-customer',
          overriddenBy: 'agent',
          drawnQuantity: 3,
        },
        outcome: 'set-aside',
        policyRef,
      },
    ])
    expect(told.draws.map(({ requestLineId, quantity }) => [requestLineId, quantity])).toStrictEqual([
      ['line-1', 1],
      ['line-2', 2],
    ])
  })

  it('leaves a refusal as it stands while another reason is left', () => {
    const refused = after(request(), 'reserve', refuse({ reasons: ['Opened', 'Used'] }))
    const one = [...refused, ...recordedBy(refused, override({ ruleId: 'Opened', overriddenAt: may(22) }))]
    expect(statusAfter(one)).toBe('refused')
    expect(rejectedBy(one, authorise())).toStrictEqual({ reason: 'ReturnAlreadyRefused', refusedAt: may(21) })
    expect(caseOf(one).refused).toMatchObject([{ purchaseId, quantity: 2, reasons: ['Used'] }])
    const two = [...one, ...recordedBy(one, override({ ruleId: 'Used', overriddenAt: may(23) }))]
    expect(statusAfter(two)).toBe('requested')
  })
})

it('judges a deduction from what came before the rest was cancelled', () => {
  const history = after(
    request(),
    'reserve',
    authorise(),
    receive({ items: [item('kettle', 1, { itemId: text('item-1') })] }),
    cancel(),
  )
  const worn = inspect({ quantity: count(1), deductionMinor: 100n, terms: shop })
  expect(rejectedBy(history, worn)).toStrictEqual({ reason: 'DeductionWithoutLegalBasis' })
})

it('draws on nothing any more once it was cancelled before anything was reserved', () => {
  const cancelled = after(request(), cancel())
  expect(rejectedBy(cancelled, confirm()).reason).toBe('ReturnAlreadyCancelled')
  expect(caseOf(cancelled).draws).toStrictEqual([])
})
