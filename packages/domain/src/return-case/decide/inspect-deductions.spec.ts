import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { shown } from '../../policy/return-policy/return-policy.fixtures.js'
import type { PurchaseId } from '../../purchase/purchase-id.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import {
  after,
  authorise,
  count,
  dispose,
  inspect,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLineOf,
  shop,
  shopInGermany,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import { approve, followedBy, propose, purchaseOf, refundOf } from '../settlement/settlement.fixtures.js'

const older = (differing: Partial<PurchaseEvidence> = {}) =>
  purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00'), ...differing })

const itemOf = (id: PurchaseId) => `kettle-of-${id === purchaseId ? 'newer' : 'older'}`

/** One kettle of each of two purchases, whose lines have the same name, is back. */
const oneOfEach = (evidence: readonly [PurchaseEvidence, PurchaseEvidence], terms: ReturnTerms) =>
  after(
    request({
      evidence,
      terms,
      lines: evidence.map(({ purchaseId: id }) => ({
        requestLineId: text(`line-${id}`),
        purchaseId: id,
        lineId: lineId('kettles'),
        quantity: count(1),
      })),
    }),
    'reserve',
    authorise({ terms }),
    receive({
      items: evidence.map(({ purchaseId: id }) => item('kettle', 1, { purchaseId: id, itemId: text(itemOf(id)) })),
    }),
  )

const worn = (id: PurchaseId, differing: Parameters<typeof inspect>[0]) =>
  inspect({ itemId: text(itemOf(id)), quantity: count(1), deductionMinor: 100n, ...differing })

describe('a deduction for lost value', () => {
  it('is judged by the right under which the very units came back', () => {
    const terms = shopInGermany
    const inStore = older({ channel: text('store') })
    const history = oneOfEach([purchase(), inStore], terms)
    const told = toldBy(history, worn(olderPurchaseId, { terms, legalBasis: 'policy-terms' }), 'ItemInspected')
    expect(told.trace).toMatchObject([
      { ruleId: 'deduction-for-lost-value', facts: { judgedAs: 'policy-return', by: 'policy' } },
    ])
    expect(rejectedBy(history, worn(purchaseId, { terms, legalBasis: 'policy-terms' })).reason).toBe(
      'DeductionNotAllowed',
    )
  })

  it('is judged by the right of the line, where two of one purchase came back by different ones', () => {
    const terms = shopInGermany
    const { deliveredAt: _, ...voyage } = kettles({ lineId: lineId('voyage'), sku: text('voyage'), kind: 'travel' })
    const mixed = after(
      request({
        terms,
        evidence: [purchase({ lines: [kettles(), voyage] })],
        lines: [requestLineOf('kettle', 1), requestLineOf('voyage', 1)],
      }),
      'reserve',
      authorise({ terms }),
      receive({ items: [item('kettle', 1), item('voyage', 1)] }),
    )
    const asked = { quantity: count(1), deductionMinor: 100n, terms, legalBasis: 'policy-terms' as const }
    expect(
      toldBy(mixed, inspect({ ...asked, itemId: text('item-of-voyage') }), 'ItemInspected').trace[0]?.facts,
    ).toMatchObject({ judgedAs: 'policy-return', by: 'policy' })
    expect(rejectedBy(mixed, inspect({ ...asked, itemId: text('item-of-kettle') })).reason).toBe('DeductionNotAllowed')
  })

  it('is nothing to who was not told of the right to withdraw from the very purchase', () => {
    const terms = shopInGermany
    const untold = older({ disclosures: [shown(['receipt'], { shownAt: may(1, '08:00') })] })
    const history = oneOfEach([purchase(), untold], terms)
    expect(rejectedBy(history, worn(olderPurchaseId, { terms, legalBasis: 'excess-handling' }))).toStrictEqual({
      reason: 'WithdrawalNotInformed',
    })
    expect(
      toldBy(history, worn(purchaseId, { terms, legalBasis: 'excess-handling' }), 'ItemInspected').deductionMinor,
    ).toBe(100n)
  })

  it('is never more than was paid for the very units', () => {
    const cheap = older({ lines: [kettles({ lineId: lineId('kettles'), netMinor: 1500n, netLeftMinor: 1500n })] })
    const history = oneOfEach([purchase(), cheap], shop)
    const all = { terms: shop, legalBasis: 'policy-terms' as const }
    expect(rejectedBy(history, worn(olderPurchaseId, { ...all, deductionMinor: 501n }))).toStrictEqual({
      reason: 'DeductionExceedsValue',
      valueMinor: 500n,
    })
    expect(toldBy(history, worn(purchaseId, { ...all, deductionMinor: 3000n }), 'ItemInspected').deductionMinor).toBe(
      3000n,
    )
    const cup = kettles({ lineId: lineId('cup'), sku: text('cup'), netMinor: 300n, netLeftMinor: 300n })
    const cups = after(
      request({
        evidence: [purchase({ lines: [kettles(), cup] })],
        lines: [requestLineOf('kettle', 1), requestLineOf('cup', 1)],
      }),
      'reserve',
      authorise(),
      receive({ items: [item('cup', 1)] }),
    )
    const broken = inspect({ ...all, itemId: text('item-of-cup'), quantity: count(1), deductionMinor: 101n })
    expect(rejectedBy(cups, broken)).toStrictEqual({ reason: 'DeductionExceedsValue', valueMinor: 100n })
  })
})

describe('InspectItem and DecideDisposition', () => {
  const received = after(request(), 'reserve', authorise(), receive())

  it('tell no finding where there is none', () => {
    expect(toldBy(received, inspect(), 'ItemInspected')).not.toHaveProperty('finding')
  })

  it('name one serial for each unit, of those that came', () => {
    const phonesBack = after(
      request({
        lines: [requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })],
        evidence: [purchase({ lines: [phones()] })],
      }),
      'reserve',
      authorise(),
      receive({ items: [item('phone', 1, { serials: [text('SN-1')] })] }),
    )
    const phone = { itemId: text('item-of-phone'), quantity: count(1) }
    const two = { ...phone, serials: [text('SN-1'), text('SN-2')] }
    const unfit = { reason: 'SerialsDifferFromQuantity', quantity: 1, serials: ['SN-1', 'SN-2'] }
    expect(rejectedBy(phonesBack, inspect(two))).toStrictEqual(unfit)
    const inspected = followedBy(phonesBack, inspect(phone))
    expect(rejectedBy(inspected, dispose(two))).toStrictEqual(unfit)
    const other = { reason: 'SerialNotInItem', itemId: 'item-of-phone', serial: 'SN-2' }
    expect(rejectedBy(phonesBack, inspect({ ...phone, serials: [text('SN-2')] }))).toStrictEqual(other)
    expect(rejectedBy(inspected, dispose({ ...phone, serials: [text('SN-2')] }))).toStrictEqual(other)
  })

  it('let units be sold again that were made good, and give none of them back', () => {
    const bought = purchaseOf([kettles()])
    const refunded = followedBy(
      after(request({ evidence: [bought] }), 'reserve', authorise(), receive(), inspect()),
      propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [bought] }),
      approve(),
    )
    expect(typesOf(recordedBy(refunded, dispose()))).toStrictEqual(['DispositionDecided'])
    expect(rejectedBy(refunded, dispose({ disposition: 'return-to-customer' }))).toStrictEqual({
      reason: 'UnitsMadeGood',
      itemId: 'item-1',
      madeGood: 2,
    })
  })
})
