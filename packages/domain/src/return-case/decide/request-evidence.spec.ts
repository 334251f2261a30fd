import type { MinorUnits } from '../../money/minor-units.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { policyWith } from '../../policy/return-policy/return-policy.fixtures.js'
import { allUnits, noUnits } from '../../units/index.js'
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
  text,
  toldBy,
} from '../return-case.fixtures.js'

const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })

const told = (differing: Parameters<typeof request>[0]) => toldBy([], request(differing), 'ReturnRequested')

const allKettles = requestLine({ quantity: count(3) })

describe('a request line', () => {
  it('may name a product of a purchase, whatever else was bought and when', () => {
    const line = { requestLineId: text('line'), purchaseId: olderPurchaseId, sku: text('kettle'), quantity: count(1) }
    const { draws } = told({ lines: [line], evidence: [older, purchase()] })
    expect(draws).toMatchObject([{ purchaseId: olderPurchaseId, lineId: 'kettles', quantity: 1 }])
  })

  it.each([
    ['a purchase alone', { purchaseId }],
    ['a line without its purchase', { lineId: lineId('kettles') }],
    ['a product and a line without its purchase', { sku: text('kettle'), lineId: lineId('kettles') }],
  ])('names nothing by %s', (_, named) => {
    const line = { requestLineId: text('line'), quantity: count(1), ...named }
    expect(rejectedBy([], request({ lines: [line] }))).toStrictEqual({
      reason: 'RequestLineNamesNothing',
      requestLineId: 'line',
    })
  })

  it('may not name a serial that another line of the product names, and may one of another product', () => {
    const lineOf = (sku: string, serial: string, number: number) =>
      requestLineOf(sku, 1, { requestLineId: text(`line-${number}`), serials: [text(serial)] })
    const evidence = [purchase({ lines: [phones(), phones({ lineId: lineId('radios'), sku: text('radio') })] })]
    expect(
      rejectedBy([], request({ lines: [lineOf('phone', 'SN-1', 1), lineOf('phone', 'SN-1', 2)], evidence })),
    ).toStrictEqual({ reason: 'SerialRepeated', serial: 'SN-1' })
    expect(told({ lines: [lineOf('phone', 'SN-1', 1), lineOf('radio', 'SN-1', 2)], evidence }).draws).toHaveLength(2)
  })

  it('may not name a serial that another line of the purchase line names, and may one of another line', () => {
    const lineAt = (name: string, number: number) =>
      requestLine({
        requestLineId: text(`line-${number}`),
        lineId: lineId(name),
        quantity: count(1),
        serials: [text('SN-1')],
      })
    const evidence = [purchase({ lines: [phones(), phones({ lineId: lineId('more-phones') })] })]
    expect(rejectedBy([], request({ lines: [lineAt('phones', 1), lineAt('phones', 2)], evidence }))).toStrictEqual({
      reason: 'SerialRepeated',
      serial: 'SN-1',
    })
    expect(told({ lines: [lineAt('phones', 1), lineAt('more-phones', 2)], evidence }).draws).toHaveLength(2)
  })
})

describe('what is kept of the purchases', () => {
  it('is nothing of a purchase that is not drawn on, though its line has the same name', () => {
    expect(told({ evidence: [older, purchase()] }).evidence.map((one) => one.purchaseId)).toStrictEqual([purchaseId])
  })

  it('is the line that was refused', () => {
    const final = purchase({ lines: [kettles({ finalSale: true }), phones()] })
    expect(told({ evidence: [final] }).evidence).toMatchObject([{ purchaseId, lines: [{ lineId: 'kettles' }] }])
  })
})

describe('what is kept of a purchase whose promotions may be lost', () => {
  const reprice = policyWith({ promotions: 'reprice', version: 2 })
  const promotions = [
    { promotionId: text('voucher'), takes: { kind: 'amount' as const, amountMinor: 500n as MinorUnits } },
  ]
  const sold = purchase({
    lines: [
      kettles({ listMinor: 9000n }),
      phones({ listMinor: 40_500n }),
      kettles({ lineId: lineId('given-for-others') }),
    ],
    promotions,
  })
  const kept = (evidence: typeof sold, differing: Parameters<typeof request>[0] = {}) =>
    told({ evidence: [evidence], ...differing }).evidence.flatMap(({ lines }) => lines.map((each) => each.lineId))

  it('is each line that was priced in the sale, where the policy reprices', () => {
    expect(kept(sold, { terms: { ...shop, policy: reprice } })).toStrictEqual(['kettles', 'phones'])
  })

  it('is each of them where a policy reprices that another line was sold under', () => {
    expect(kept(sold, { otherTerms: [{ ...shop, policy: reprice }] })).toStrictEqual(['kettles', 'phones'])
  })

  it('is the line that comes back alone, where no policy reprices, and nothing was kept back before', () => {
    expect(kept(sold)).toStrictEqual(['kettles'])
    expect(kept(sold, { otherTerms: [{ ...shop, policy: policyWith({ version: 2 }) }] })).toStrictEqual(['kettles'])
  })

  it('is the line that comes back alone, where the purchase does not tell its promotions', () => {
    const { promotions: _, ...silent } = sold
    expect(kept(silent, { terms: { ...shop, policy: reprice } })).toStrictEqual(['kettles'])
  })
})

describe('a purchase of which the customer keeps nothing', () => {
  const wholePurchases = (...args: Parameters<typeof told>) => told(...args).wholePurchases

  it('is each one whose units are all drawn on', () => {
    const both = [allKettles, { ...allKettles, requestLineId: text('line-2'), purchaseId: olderPurchaseId }]
    expect(wholePurchases({ lines: both, evidence: [older, purchase()] })).toStrictEqual([olderPurchaseId, purchaseId])
    expect(wholePurchases({ lines: [allKettles], evidence: [older, purchase()] })).toStrictEqual([purchaseId])
  })

  it('is told by the sum of the lines that draw on it', () => {
    const lines = [1, 2].map((quantity) =>
      requestLine({ requestLineId: text(`line-${quantity}`), quantity: count(quantity) }),
    )
    expect(wholePurchases({ lines })).toStrictEqual([purchaseId])
  })

  it('is none of which a line is kept', () => {
    const two = purchase({ lines: [kettles(), kettles({ lineId: lineId('more') })] })
    expect(wholePurchases({ lines: [allKettles], evidence: [two] })).toStrictEqual([])
  })

  it('is none whose line is kept, though as many are drawn on of another line, or of a line of its name elsewhere', () => {
    const two = purchase({
      lines: [kettles(), kettles({ lineId: lineId('more'), quantity: count(6), available: allUnits(6) })],
    })
    const six = [allKettles, requestLine({ requestLineId: text('line-2'), lineId: lineId('more'), quantity: count(3) })]
    expect(wholePurchases({ lines: six, evidence: [two] })).toStrictEqual([])
    const elsewhere = [
      requestLine({ quantity: count(1) }),
      requestLine({ requestLineId: text('line-2'), purchaseId: olderPurchaseId, quantity: count(2) }),
    ]
    expect(wholePurchases({ lines: elsewhere, evidence: [older, purchase()] })).toStrictEqual([])
  })

  it('is none of which nothing is drawn on, though nothing is left of it', () => {
    const gone = { ...older, lines: [kettles({ available: noUnits })] }
    expect(wholePurchases({ lines: [allKettles], evidence: [gone, purchase()] })).toStrictEqual([purchaseId])
  })

  it('is none of which goods are still to come', () => {
    const { deliveredAt: _, ...toCome } = kettles({ lineId: lineId('to-come'), available: noUnits })
    expect(wholePurchases({ lines: [allKettles], evidence: [purchase({ lines: [kettles(), toCome] })] })).toStrictEqual(
      [],
    )
  })

  it('is one of a service that was never delivered', () => {
    const { deliveredAt: _, ...service } = kettles({ kind: 'service' })
    expect(wholePurchases({ lines: [allKettles], evidence: [purchase({ lines: [service] })] })).toStrictEqual([
      purchaseId,
    ])
  })
})

describe('when the right of a request ends', () => {
  // 30 days after 5 and 6 May end with 4 and 5 June.
  const lines = {
    earlier: kettles({ lineId: lineId('earlier'), deliveredAt: may(5) }),
    later: kettles({ lineId: lineId('later'), deliveredAt: may(6) }),
    never: kettles({
      lineId: lineId('never'),
      returnPolicyRef: { policyId: text('thirty-day-returns'), version: count(2) },
    }),
  }
  const forEver: ReturnTerms = {
    ...shop,
    policy: policyWith({
      version: 2,
      windows: [
        { kinds: ['policy-return'], anchor: 'delivery-of-unit', rule: 'event-day-excluded', zone: 'Europe/Berlin' },
      ],
    }),
  }
  const asked = (names: ReadonlyArray<keyof typeof lines>) =>
    told({
      lines: names.map((name) =>
        requestLine({ requestLineId: text(`line-${name}`), lineId: lineId(name), quantity: count(1) }),
      ),
      evidence: [purchase({ lines: Object.values(lines) })],
      otherTerms: [forEver],
    })

  it.each<[ReadonlyArray<keyof typeof lines>]>([
    [['never', 'later', 'earlier']],
    [['earlier', 'later', 'never']],
    [['later', 'never', 'earlier']],
  ])('is when the first of its windows does, of %j', (names) => {
    expect(asked(names).windowEndsAtExclusive).toBe(june(5, '00:00'))
  })

  it('is not told where no window ends', () => {
    expect(asked(['never'])).not.toHaveProperty('windowEndsAtExclusive')
  })
})

it('has no currency where it draws on nothing that was bought', () => {
  expect(told({ lines: [requestLineOf('toaster', 1)] })).not.toHaveProperty('currency')
})
