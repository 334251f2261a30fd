import { given } from '@aftersale/decider/testing'
import type { Currency } from '../../money/currency.js'
import { shown } from '../../policy/return-policy/return-policy.fixtures.js'
import { allUnits, noUnits } from '../../units/index.js'
import { reservationIdOf } from '../reservation-id-of.js'
import {
  after,
  caseId,
  count,
  june,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  shopInGermany,
  shopVersion2,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const older = purchase({
  purchaseId: olderPurchaseId,
  purchasedAt: may(1, '09:00'),
  lines: [kettles({ lineId: lineId('older-kettles') })],
})

const drawsOf = (command: ReturnType<typeof request>) =>
  toldBy([], command, 'ReturnRequested').draws.map((draw) => [draw.purchaseId, draw.lineId, draw.quantity])

const refusedOf = (command: ReturnType<typeof request>) =>
  toldBy([], command, 'ReturnRequested').refused.map(({ quantity, reasons }) => [quantity, reasons])

describe('RequestReturn', () => {
  it('draws on the units of the line that is named', () => {
    expect(typesOf(recordedBy([], request()))).toStrictEqual(['ReturnRequested'])
    expect(toldBy([], request(), 'ReturnRequested')).toMatchObject({
      returnCaseId: caseId,
      draws: [
        {
          requestLineId: 'request-line-1',
          purchaseId,
          lineId: 'kettles',
          reservationId,
          quantity: 2,
          judgedAs: 'policy-return',
          by: 'policy',
          policyRef: { policyId: 'thirty-day-returns', version: 1 },
          windowEndsAtExclusive: june(6, '00:00'),
        },
      ],
      refused: [],
      currency: 'EUR',
      policyRef: { policyId: 'thirty-day-returns', version: 1 },
      windowEndsAtExclusive: june(6, '00:00'),
      wholePurchases: [],
    })
    expect(statusAfter(after(request()))).toBe('requested')
  })

  it('records nothing when repeated, whatever was read of the purchase since', () => {
    const again = request({ evidence: [purchase({ revision: 9 as never, lines: [] })] })
    given(returnCase, after(request())).when(request()).recordsNothing()
    given(returnCase, after(request(), 'reserve')).when(again).recordsNothing()
  })

  it('is refused with other content', () => {
    expect(rejectedBy(after(request()), request({ kind: 'exchange' }))).toStrictEqual({
      reason: 'ReturnAlreadyRequested',
      requestedAt: may(20),
    })
  })

  it('keeps of the evidence the lines that it draws on, with the revision they were read at', () => {
    const told = toldBy(
      [],
      request({ evidence: [older, purchase({ lines: [phones(), kettles()] })] }),
      'ReturnRequested',
    )
    expect(told.evidence).toHaveLength(1)
    expect(told.evidence[0]).toMatchObject({ purchaseId, revision: 4, lines: [{ lineId: 'kettles' }] })
  })

  it('is accepted on the last day of the window, and refused at its end', () => {
    const atNight = request({ requestedAt: june(5, '23:59') })
    expect(typesOf(recordedBy([], atNight))).toStrictEqual(['ReturnRequested'])

    const late = request({ requestedAt: june(6, '00:00') })
    expect(typesOf(recordedBy([], late))).toStrictEqual(['ReturnRequested', 'ReturnRefused'])
    expect(toldBy([], late, 'ReturnRefused')).toMatchObject({
      reasons: ['OutsideWindow'],
      counterfactual: [{ requestLineId: 'request-line-1', wouldHaveTurned: { requestedBefore: june(6, '00:00') } }],
      lines: [],
    })
    expect(statusAfter(after(late))).toBe('refused')
  })

  it('carries the rules it was judged by, each saying of which line', () => {
    const { eligibilityTrace } = toldBy([], request(), 'ReturnRequested')
    expect(eligibilityTrace[0]).toStrictEqual({
      ruleId: 'drawn-on',
      facts: {
        requestLineId: 'request-line-1',
        purchaseId,
        purchaseRevision: 4,
        lineId: 'kettles',
        requestedQuantity: 2,
        availableQuantity: 3,
        quantity: 2,
      },
      outcome: 'there',
    })
    expect(eligibilityTrace.every(({ facts }) => facts['requestLineId'] === 'request-line-1')).toBe(true)
    expect(eligibilityTrace.map(({ policyRef }) => policyRef?.policyId)).toContain('thirty-day-returns')
  })

  it('names the proof that would have turned it', () => {
    const unproven = request({ evidence: [purchase({ receipts: [] })] })
    expect(toldBy([], unproven, 'ReturnRefused')).toMatchObject({
      reasons: ['ReceiptRequired'],
      counterfactual: [{ wouldHaveTurned: { missing: ['receipt'] } }],
    })
    const proven = request({ evidence: [purchase({ receipts: [] })], proofs: [{ kind: 'invoice', verified: true }] })
    expect(typesOf(recordedBy([], proven))).toStrictEqual(['ReturnRequested'])
  })

  it('does not hold against the customer what was not shown before the purchase', () => {
    const undisclosed = request({ evidence: [purchase({ receipts: [], disclosures: [shown([])] })] })
    expect(typesOf(recordedBy([], undisclosed))).toStrictEqual(['ReturnRequested'])
  })

  it('waits for a person where the policy has it looked at', () => {
    const dear = request({ evidence: [purchase({ lines: [kettles({ netMinor: 600000n })] })] })
    expect(toldBy([], dear, 'ReturnRequested').needsReview).toBe(true)
    expect(statusAfter(after(dear))).toBe('in-review')
  })

  it('is judged by the law where it gives the right, whatever the customer called it', () => {
    const told = toldBy([], request({ terms: shopInGermany }), 'ReturnRequested')
    expect(told.draws[0]).toMatchObject({ judgedAs: 'withdrawal', by: 'law', windowEndsAtExclusive: may(21, '00:00') })
    expect(told.lawRef?.policyId).toBe(shopInGermany.law?.policyId)
  })

  it('is judged under the version that the line was sold under', () => {
    const sold = purchase({
      lines: [kettles({ returnPolicyRef: { policyId: text('thirty-day-returns'), version: count(2) } })],
    })
    expect(rejectedBy([], request({ evidence: [sold] }))).toStrictEqual({
      reason: 'TermsMissing',
      policyRef: { policyId: 'thirty-day-returns', version: 2 },
    })
    const told = toldBy([], request({ evidence: [sold], otherTerms: [shopVersion2] }), 'ReturnRequested')
    expect(told.draws[0]?.policyRef).toStrictEqual({ policyId: 'thirty-day-returns', version: 2 })
  })
})

describe('a request line that names no purchase', () => {
  it('draws on the latest purchase first', () => {
    expect(drawsOf(request({ lines: [requestLineOf('kettle', 4)], evidence: [purchase(), older] }))).toStrictEqual([
      [purchaseId, 'kettles', 3],
      [olderPurchaseId, 'older-kettles', 1],
    ])
  })

  it('draws, of purchases of the same time, on the one given last first, and on its last line first', () => {
    const sameTime = { ...older, purchasedAt: purchase().purchasedAt }
    const twoLines = { ...sameTime, lines: [...sameTime.lines, kettles({ lineId: lineId('more') })] }
    expect(drawsOf(request({ lines: [requestLineOf('kettle', 7)], evidence: [purchase(), twoLines] }))).toStrictEqual([
      [olderPurchaseId, 'more', 3],
      [olderPurchaseId, 'older-kettles', 3],
      [purchaseId, 'kettles', 1],
    ])
  })

  it('draws only on the units that are still there', () => {
    const left = purchase({ lines: [kettles({ available: units(2) })] })
    expect(drawsOf(request({ lines: [requestLineOf('kettle', 3)], evidence: [left, older] }))).toStrictEqual([
      [purchaseId, 'kettles', 1],
      [olderPurchaseId, 'older-kettles', 2],
    ])
  })

  it('leaves out what was bought after the request', () => {
    const tomorrow = purchase({ purchasedAt: may(21) })
    expect(drawsOf(request({ lines: [requestLineOf('kettle', 1)], evidence: [older, tomorrow] }))).toStrictEqual([
      [olderPurchaseId, 'older-kettles', 1],
    ])
  })

  it('passes over what the policy refuses as long as something else covers it', () => {
    const final = purchase({ lines: [kettles({ finalSale: true })] })
    const both = request({ lines: [requestLineOf('kettle', 2)], evidence: [older, final] })
    expect(drawsOf(both)).toStrictEqual([[olderPurchaseId, 'older-kettles', 2]])

    const more = request({ lines: [requestLineOf('kettle', 4)], evidence: [older, final] })
    expect(drawsOf(more)).toStrictEqual([[olderPurchaseId, 'older-kettles', 3]])
    expect(refusedOf(more)).toStrictEqual([[1, ['FinalSale']]])
  })

  it('is refused as never bought where no purchase has the product', () => {
    const unknown = request({ lines: [requestLineOf('toaster', 2)] })
    expect(typesOf(recordedBy([], unknown))).toStrictEqual(['ReturnRequested', 'ReturnRefused'])
    expect(refusedOf(unknown)).toStrictEqual([[2, ['NeverBought']]])
    expect(toldBy([], unknown, 'ReturnRefused')).toMatchObject({
      reasons: ['NeverBought'],
      counterfactual: [{ requestLineId: 'request-line-of-toaster', boughtBy: may(20) }],
      trace: [{ ruleId: 'bought-by-then', outcome: 'NeverBought' }],
    })
  })

  it('is refused for what is more than is left, and goes on with the rest', () => {
    const more = request({ lines: [requestLineOf('kettle', 5)] })
    expect(typesOf(recordedBy([], more))).toStrictEqual(['ReturnRequested', 'ReturnLinesRefused'])
    expect(drawsOf(more)).toStrictEqual([[purchaseId, 'kettles', 3]])
    expect(refusedOf(more)).toStrictEqual([[2, ['QuantityExceedsAvailable']]])
    expect(toldBy([], more, 'ReturnLinesRefused').lines).toStrictEqual([
      {
        requestLineId: 'request-line-of-kettle',
        quantity: 2,
        reasons: ['QuantityExceedsAvailable'],
        counterfactual: { requestLineId: 'request-line-of-kettle', quantityAtMost: 3 },
      },
    ])
  })

  it('is refused whole where nothing is left', () => {
    const none = request({
      lines: [requestLineOf('kettle', 1)],
      evidence: [purchase({ lines: [kettles({ available: noUnits })] })],
    })
    expect(toldBy([], none, 'ReturnRefused')).toMatchObject({
      reasons: ['QuantityExceedsAvailable'],
      counterfactual: [{ quantityAtMost: 0 }],
    })
  })
})

describe('request lines of one product', () => {
  it('share its units, none of them twice', () => {
    const lines = [1, 2, 3].map((number) => requestLineOf('kettle', 2, { requestLineId: text(`line-${number}`) }))
    const told = toldBy([], request({ lines }), 'ReturnRequested')
    expect(told.draws.map(({ requestLineId, quantity }) => [requestLineId, quantity])).toStrictEqual([
      ['line-1', 2],
      ['line-2', 1],
    ])
    expect(told.refused.map(({ requestLineId, quantity }) => [requestLineId, quantity])).toStrictEqual([
      ['line-2', 1],
      ['line-3', 2],
    ])
  })

  it('share what the policy refuses, too', () => {
    const lines = [1, 2].map((number) => requestLineOf('kettle', 2, { requestLineId: text(`line-${number}`) }))
    const final = purchase({ lines: [kettles({ finalSale: true })] })
    expect(refusedOf(request({ lines, evidence: [final] }))).toStrictEqual([
      [2, ['FinalSale']],
      [1, ['FinalSale']],
      [1, ['QuantityExceedsAvailable']],
    ])
  })
})

describe('what was not delivered', () => {
  const { deliveredAt: _, ...undelivered } = kettles({ available: noUnits })

  it('does not come back', () => {
    const early = request({ evidence: [purchase({ lines: [undelivered] })] })
    expect(toldBy([], early, 'ReturnRefused')).toMatchObject({
      reasons: ['NotDelivered'],
      counterfactual: [{ wouldHaveTurned: { delivered: true } }],
    })
  })

  it('is what was delivered after the request, too', () => {
    const early = request({ evidence: [purchase({ lines: [kettles({ deliveredAt: may(21) })] })] })
    expect(toldBy([], early, 'ReturnRefused').reasons).toStrictEqual(['NotDelivered'])
  })

  it('is no matter for a service, which may be asked back before it is performed', () => {
    const service = { ...undelivered, kind: 'service' as const, available: allUnits(3) }
    expect(drawsOf(request({ evidence: [purchase({ lines: [service] })] }))).toStrictEqual([[purchaseId, 'kettles', 2]])
  })
})

describe('what was exchanged', () => {
  it('does not come back a second time, but what was given for it does', () => {
    const exchanged = purchase({
      lines: [
        kettles({ quantity: count(1), available: noUnits }),
        kettles({
          lineId: lineId('new-kettle'),
          quantity: count(1),
          available: allUnits(1),
          replaces: lineId('kettles'),
        }),
      ],
    })
    const old = request({ lines: [requestLine({ quantity: count(1) })], evidence: [exchanged] })
    expect(toldBy([], old, 'ReturnRefused').reasons).toStrictEqual(['AlreadyExchanged'])
    expect(drawsOf(request({ lines: [requestLineOf('kettle', 1)], evidence: [exchanged] }))).toStrictEqual([
      [purchaseId, 'new-kettle', 1],
    ])
  })
})

describe('units with serials', () => {
  const sold = [purchase({ lines: [phones()] })]
  const phoneLine = (serials: ReadonlyArray<string>, quantity = serials.length) =>
    requestLineOf('phone', quantity, { serials: serials.map(text) })

  it('are drawn on by their serials', () => {
    const told = toldBy([], request({ lines: [phoneLine(['SN-2'])], evidence: sold }), 'ReturnRequested')
    expect(told.draws).toMatchObject([{ lineId: 'phones', quantity: 1, serials: ['SN-2'] }])
  })

  it('are refused as never bought under another serial', () => {
    const told = toldBy([], request({ lines: [phoneLine(['SN-2', 'SN-9'])], evidence: sold }), 'ReturnRequested')
    expect(told.draws).toMatchObject([{ serials: ['SN-2'] }])
    expect(told.refused).toMatchObject([{ quantity: 1, reasons: ['NeverBought'], serials: ['SN-9'] }])
  })

  it('are refused as taken where the unit is held already', () => {
    const held = [purchase({ lines: [phones({ available: units(1) })] })]
    const told = toldBy([], request({ lines: [phoneLine(['SN-2'])], evidence: held }), 'ReturnRequested')
    expect(told.refused).toMatchObject([{ quantity: 1, reasons: ['QuantityExceedsAvailable'], serials: ['SN-2'] }])
  })

  it('are each drawn on once, though two purchases sold the same serial', () => {
    const again = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00'), lines: [phones()] })
    const both = request({ lines: [phoneLine(['SN-1', 'SN-9'])], evidence: [again, ...sold] })
    const told = toldBy([], both, 'ReturnRequested')
    expect(told.draws).toMatchObject([{ purchaseId, serials: ['SN-1'] }])
    expect(told.refused).toMatchObject([{ quantity: 1, serials: ['SN-9'] }])
  })

  it('have to be named', () => {
    expect(rejectedBy([], request({ lines: [requestLineOf('phone', 1)], evidence: sold }))).toStrictEqual({
      reason: 'SerialsNeeded',
      requestLineId: 'request-line-of-phone',
      lineId: 'phones',
    })
    expect(rejectedBy([], request({ lines: [phoneLine(['SN-1'], 2)], evidence: sold }))).toStrictEqual({
      reason: 'SerialsDifferFromQuantity',
      quantity: 2,
      serials: ['SN-1'],
    })
    expect(rejectedBy([], request({ lines: [phoneLine(['SN-1', 'SN-1'])], evidence: sold }))).toStrictEqual({
      reason: 'SerialRepeated',
      serial: 'SN-1',
    })
  })
})

describe('a request that makes no sense is rejected', () => {
  it.each([
    ['NothingRequested', request({ lines: [] })],
    ['RequestLineRepeated', request({ lines: [requestLine(), requestLine()] })],
    ['RequestLineNamesNothing', request({ lines: [{ requestLineId: text('line'), quantity: count(1) }] })],
    ['EvidenceRepeated', request({ evidence: [purchase(), purchase()] })],
    ['EvidenceMissing', request({ lines: [requestLine({ purchaseId: olderPurchaseId })] })],
    ['PurchaseLineUnknown', request({ lines: [requestLine({ lineId: lineId('toasters') })] })],
    [
      'CurrenciesMixed',
      request({
        lines: [requestLineOf('kettle', 5)],
        evidence: [purchase(), { ...older, currency: 'GBP' as Currency }],
      }),
    ],
  ])('%s', (reason, command) => {
    expect(rejectedBy([], command)).toMatchObject({ reason })
  })
})

it('tells which purchases the customer would keep nothing of', () => {
  const all = request({ lines: [requestLine({ quantity: count(3) })] })
  expect(toldBy([], all, 'ReturnRequested').wholePurchases).toStrictEqual([purchaseId])
})

it('asks each purchase for one reservation, whose id anyone can tell', () => {
  const told = toldBy(
    [],
    request({ lines: [requestLineOf('kettle', 5)], evidence: [older, purchase()] }),
    'ReturnRequested',
  )
  expect(told.draws.map((draw) => draw.reservationId)).toStrictEqual([
    reservationIdOf(caseId, purchaseId),
    reservationIdOf(caseId, olderPurchaseId),
  ])
  expect(reservationIdOf(caseId, purchaseId)).toBe(reservationIdOf(caseId, purchaseId))
})
