import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { policyWith, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import { allUnits } from '../../units/index.js'
import type { EvidenceLine, PurchaseEvidence } from '../purchase-evidence.js'
import {
  after,
  authorise,
  cancel,
  count,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  purchase,
  purchaseId,
  request,
  requestLine,
  shop,
  shopInGermany,
  text,
  toldBy,
} from '../return-case.fixtures.js'

/** One thing for 100.00 and 19.00 tax, with a restocking fee of 15 % where it is electronic. */
const thing = (name: string, differing: Partial<EvidenceLine> = {}): EvidenceLine =>
  kettles({
    lineId: lineId(name),
    sku: text(name),
    quantity: count(1),
    available: allUnits(1),
    netMinor: 10000n,
    taxMinor: 1900n,
    netLeftMinor: 10000n,
    taxLeftMinor: 1900n,
    ...differing,
  })
const camera = thing('camera', { category: text('electronics') })
const lens = thing('lens', { category: text('electronics') })

const older = (differing: Partial<PurchaseEvidence>) =>
  purchase({
    purchaseId: olderPurchaseId,
    purchasedAt: may(1, '09:00'),
    disclosures: [shown(undefined, { shownAt: may(1, '08:00') })],
    ...differing,
  })

const lineOf = (evidence: PurchaseEvidence, { lineId: name, quantity }: EvidenceLine) =>
  requestLine({
    requestLineId: text(`${evidence.purchaseId}-${name}`),
    purchaseId: evidence.purchaseId,
    lineId: name,
    quantity,
  })

/** Everything of the purchases, asked back on 19 May and held. */
const allOf = (evidence: ReadonlyArray<PurchaseEvidence>, differing: Parameters<typeof request>[0] = {}) =>
  after(
    request({
      evidence,
      lines: evidence.flatMap((one) => one.lines.map((each) => lineOf(one, each))),
      requestedAt: may(19),
      ...differing,
    }),
    'reserve',
  )

const authorisedFor = (history: ReturnType<typeof allOf>, differing: Parameters<typeof authorise>[0] = {}) =>
  toldBy(history, authorise(differing), 'ReturnAuthorised')
const previewOf = (...args: Parameters<typeof authorisedFor>) => authorisedFor(...args).preview

const label = { carrier: text('post'), ref: text('L-1') }

describe('the fees of a preview', () => {
  it('name the line that they are taken off, and the label none', () => {
    const { components } = previewOf(allOf([purchase({ lines: [thing('book'), camera] })]), { label })
    expect(components).toStrictEqual([
      { component: 'goods', purchaseId, lineId: 'book', minor: 10000n },
      { component: 'goods-tax', purchaseId, lineId: 'book', minor: 1900n },
      { component: 'goods', purchaseId, lineId: 'camera', minor: 10000n },
      { component: 'goods-tax', purchaseId, lineId: 'camera', minor: 1900n },
      { component: 'deduction', purchaseId, lineId: 'camera', minor: 1785n, because: 'restocking' },
      { component: 'deduction', purchaseId, minor: 490n, because: 'label' },
    ])
  })

  it('are those of each purchase: none where it was not shown', () => {
    const untold = purchase({ lines: [camera], disclosures: [shown(['return-shipping'])] })
    const { components } = previewOf(allOf([untold, older({ lines: [camera] })]))
    expect(components.filter(({ component }) => component === 'deduction')).toStrictEqual([
      { component: 'deduction', purchaseId: olderPurchaseId, lineId: 'camera', minor: 1785n, because: 'restocking' },
    ])
  })

  it('are those of the policy that each line was sold under, of a purchase or of two', () => {
    const free: ReturnTerms = { ...shop, policy: policyWith({ policyId: 'free', restockingFees: [] }) }
    const ref = { returnPolicyRef: { policyId: text('free'), version: count(1) } }
    const terms = { otherTerms: [free] }
    const one = allOf([purchase({ lines: [camera, { ...lens, ...ref }] })], terms)
    expect(previewOf(one, terms)).toMatchObject({ deductionsMinor: 1785n, totalMinor: 22015n })
    const two = allOf([purchase({ lines: [camera] }), older({ lines: [{ ...camera, ...ref }] })], terms)
    expect(previewOf(two, terms)).toMatchObject({ deductionsMinor: 1785n, totalMinor: 22015n })
  })

  it('are waived by a guarantee that is open for what was delivered last', () => {
    // 14 days after 6 May end with 20 May, after 5 May with 19 May.
    const window = { anchor: 'delivery-of-unit', rule: 'event-day-excluded-no-roll', zone: 'Europe/Berlin' }
    const guaranteed: ReturnTerms = {
      ...shop,
      policy: policyWith({
        windows: [{ kinds: ['policy-return'], period: 'P30D', ...window }],
        satisfactionGuarantee: { period: 'P14D', ...window, waives: [], waivesFees: true },
      }),
    }
    const delivered = (name: string, day: number) =>
      thing(name, { category: text('electronics'), deliveredAt: may(day) })
    const { deliveredAt: _, ...service } = thing('repair', { kind: 'service' })
    const lines = [delivered('last', 6), delivered('first', 4), delivered('second', 5), service]
    const asked = { requestedAt: may(20), terms: guaranteed }
    expect(previewOf(allOf([purchase({ lines })], asked), { terms: guaranteed }).deductionsMinor).toBe(0n)
    const earlier = [delivered('first', 4), delivered('second', 5)]
    expect(previewOf(allOf([purchase({ lines: earlier })], asked), { terms: guaranteed }).deductionsMinor).toBe(3570n)
  })
})

describe('the way back', () => {
  it('is the seller’s for all, where it is for one of the purchases', () => {
    const untold = older({ lines: [camera], disclosures: [] })
    expect(authorisedFor(allOf([purchase({ lines: [camera] }), untold])).wayBackPaidBy).toBe('merchant')
    expect(authorisedFor(allOf([purchase({ lines: [camera] }), older({ lines: [camera] })])).wayBackPaidBy).toBe(
      'customer',
    )
  })
})

describe('a preview', () => {
  it('leaves out what comes to nothing', () => {
    const untaxed = thing('book', { taxMinor: 0n, taxLeftMinor: 0n })
    expect(previewOf(allOf([purchase({ lines: [untaxed] })])).components).toStrictEqual([
      { component: 'goods', purchaseId, lineId: 'book', minor: 10000n },
    ])
  })

  it('says nothing of a trade-in, and takes nothing off it', () => {
    const terms: ReturnTerms = {
      ...shop,
      policy: policyWith({
        windows: [
          {
            kinds: ['trade-in'],
            anchor: 'delivery-of-unit',
            period: 'P30D',
            rule: 'event-day-excluded',
            zone: 'Europe/Berlin',
          },
        ],
        remedies: [{ kinds: ['trade-in'], remedies: ['refund'], payout: 'original-tender' }],
        restockingFees: [{ kinds: ['trade-in'], rate: 1500, per: 'line' }],
      }),
    }
    const traded = allOf([purchase({ lines: [camera] })], { kind: 'trade-in', terms })
    expect(previewOf(traded, { terms })).toStrictEqual({
      currency: 'EUR',
      components: [],
      deductionsMinor: 0n,
      totalMinor: 0n,
    })
  })
})

describe('the delivery of a preview', () => {
  const shippingOf = (...args: Parameters<typeof previewOf>) =>
    previewOf(...args).components.flatMap((each) => (each.component === 'shipping' ? [each.purchaseId] : []))
  const terms = shopInGermany
  const part = (id: typeof purchaseId) => ({ purchaseId: id, lineId: lineId('kettles'), quantity: count(1) })

  it('is that of each purchase that is withdrawn from whole', () => {
    const both = allOf([purchase(), older({})], { terms })
    expect(shippingOf(both, { terms })).toStrictEqual([purchaseId, olderPurchaseId])
  })

  it('is none of a purchase of which a part was cancelled, and that of the other', () => {
    const whole = request({
      evidence: [purchase(), older({})],
      lines: [purchase(), older({})].flatMap((one) => one.lines.map((each) => lineOf(one, each))),
      requestedAt: may(19),
      terms,
    })
    const one = after(whole, 'reserve', cancel({ parts: [part(olderPurchaseId)] }))
    expect(shippingOf(one, { terms })).toStrictEqual([purchaseId])
    const both = after(whole, 'reserve', cancel({ parts: [part(purchaseId), part(olderPurchaseId)] }))
    expect(shippingOf(both, { terms })).toStrictEqual([])
  })

  it('is none of a purchase that was made on the seller’s premises', () => {
    const inStore = older({ channel: text('store') })
    expect(shippingOf(allOf([purchase(), inStore], { terms }), { terms })).toStrictEqual([purchaseId])
  })

  it('is none where a line of the purchase comes back by the seller’s grace alone', () => {
    const { deliveredAt: _, ...voyage } = thing('voyage', { kind: 'travel' })
    const mixed = allOf([purchase({ lines: [kettles(), voyage] })], { terms })
    expect(shippingOf(mixed, { terms })).toStrictEqual([])
  })

  it('is none of a withdrawal that the policy alone allows', () => {
    const byPolicy: ReturnTerms = {
      ...shop,
      policy: policyWith({
        remedies: [{ kinds: ['withdrawal'], remedies: ['refund'], payout: 'original-tender' }],
        windows: [
          {
            kinds: ['withdrawal'],
            anchor: 'delivery-of-unit',
            period: 'P30D',
            rule: 'event-day-excluded',
            zone: 'Europe/Berlin',
          },
        ],
      }),
    }
    const withdrawn = allOf([purchase()], { kind: 'withdrawal', terms: byPolicy })
    expect(shippingOf(withdrawn, { terms: byPolicy })).toStrictEqual([])
  })

  it('is that of a purchase of which everything was wrong', () => {
    expect(shippingOf(allOf([purchase()], { kind: 'wrong' }))).toStrictEqual([purchaseId])
  })
})
