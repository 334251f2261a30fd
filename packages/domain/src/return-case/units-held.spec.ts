import { reservationIdOf } from './reservation-id-of.js'
import {
  after,
  authorise,
  cancel,
  caseId,
  confirm,
  count,
  dispose,
  inspect,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  override,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  refuse,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  shopInGermany,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from './return-case.fixtures.js'
import {
  approve,
  arrived,
  askedBack,
  backToCustomer,
  close,
  followedBy,
  overdue,
  propose,
  purchaseOf,
  refundOf,
} from './settlement/settlement.fixtures.js'

const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })

describe('the serials of units', () => {
  const serialsOf = (history: Parameters<typeof recordedBy>[0]) =>
    toldBy(history, cancel(), 'ReturnCancelled').lines.map((line) => [line.lineId, line.reservationId, line.serials])

  it('are those of their purchase, though another sold a line of that name', () => {
    const sold = (name: string) =>
      phones({
        serials: [1, 2].map((unit) => ({ serial: text(`${name}-${unit}`), unit: count(unit) })),
      })
    const both = after(
      request({
        evidence: [purchase({ lines: [sold('A')] }), { ...older, lines: [sold('B')] }],
        lines: [requestLineOf('phone', 2, { serials: [text('A-1'), text('B-2')] })],
      }),
      'reserve',
      authorise(),
    )
    expect(serialsOf(both)).toStrictEqual([
      ['phones', reservationId, ['A-1']],
      ['phones', reservationIdOf(caseId, olderPurchaseId), ['B-2']],
    ])
  })

  it('are those of their line, and of their reservation', () => {
    const radios = phones({
      lineId: lineId('radios'),
      sku: text('radio'),
      serials: [{ serial: text('R-1'), unit: count(1) }],
    })
    const secondReservationId = reservationIdOf(caseId, purchaseId, 1)
    const phone = (number: number, differing: object = {}) =>
      requestLineOf('phone', 1, {
        requestLineId: text(`phone-${number}`),
        serials: [text(`SN-${number}`)],
        ...differing,
      })
    const history = after(
      request({
        evidence: [purchase({ lines: [phones(), radios] })],
        lines: [
          phone(1),
          requestLineOf('radio', 1, { serials: [text('R-1')] }),
          phone(2, { meets: { 'original-packaging': false } }),
        ],
      }),
      'reserve',
      override({ ruleId: 'PackagingMissing' }),
      confirm({
        reservationId: secondReservationId,
        lines: [
          { lineId: lineId('phones'), units: units(2), serials: [text('SN-2')], netMinor: 20000n, taxMinor: 3800n },
        ],
      }),
      authorise(),
    )
    expect(serialsOf(history)).toStrictEqual([
      ['phones', reservationId, ['SN-1']],
      ['radios', reservationId, ['R-1']],
      ['phones', secondReservationId, ['SN-2']],
    ])
  })
})

describe('what the customer may keep', () => {
  const kept = after(request({ kind: 'damaged' }), 'reserve', authorise({ goodsKept: true }))

  it('is kept no more once it came, or was cancelled', () => {
    const oneCame = followedBy(kept, receive({ items: [item('kettle', 1)] }))
    expect(toldBy(oneCame, cancel(), 'ReturnCancelled').lines).toMatchObject([{ units: units(2) }])
    const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    const oneCancelled = followedBy(kept, cancel({ parts: [part] }))
    const rest = cancel({ cancellationId: text('cancellation-2') })
    expect(toldBy(oneCancelled, rest, 'ReturnCancelled').lines).toMatchObject([{ units: units(1) }])
  })

  it('is waited for by nobody: the case is authorised, and settling once money is approved for it', () => {
    expect(statusAfter(kept)).toBe('authorised')
    const bought = purchaseOf([kettles()])
    const settling = followedBy(
      askedBack(bought, { asked: { kind: 'damaged' }, authorised: { goodsKept: true } }),
      propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought] }),
      approve(),
    )
    expect(statusAfter(settling)).toBe('settling')
  })
})

describe('a case', () => {
  it('is refused once a person refused it, though a part was cancelled before', () => {
    const part = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
    expect(statusAfter(after(request(), 'reserve', cancel({ parts: [part] }), refuse()))).toBe('refused')
  })

  it('lets units that go back to the customer be settled as that alone', () => {
    const bought = purchaseOf([kettles()])
    const decided = followedBy(
      after(request({ evidence: [bought] }), 'reserve', authorise(), receive(), inspect()),
      dispose({ disposition: 'return-to-customer', quantity: count(1) }),
    )
    const asked = (leg: ReturnType<typeof backToCustomer> | ReturnType<typeof refundOf>) =>
      propose({ legs: [leg], evidence: [bought] })
    expect(rejectedBy(decided, asked(refundOf({ kettles: [1] })))).toStrictEqual({
      reason: 'UnitsGoBack',
      legId: 'leg-1',
      purchaseId,
      lineId: 'kettles',
      quantity: 1,
    })
    expect(typesOf(recordedBy(decided, asked(backToCustomer({ kettles: [1] }))))).toStrictEqual(['SettlementProposed'])
    expect(typesOf(recordedBy(decided, asked(refundOf({ kettles: [2] }))))).toStrictEqual(['SettlementProposed'])
  })
})

describe('CloseReturnCase', () => {
  const bought = purchaseOf([kettles()])

  it('counts units that are here once, however many parcels brought them', () => {
    const two = followedBy(askedBack(bought), arrived('parcel-1', { kettle: 1 }), arrived('parcel-2', { kettle: 2 }))
    expect(rejectedBy(two, close())).toStrictEqual({ reason: 'UnitsUnsettled', quantity: 3 })
  })

  it('waits for what no purchase has answered yet, and for what it holds', () => {
    expect(rejectedBy(after(request()), close())).toStrictEqual({ reason: 'UnitsStillAwaited', quantity: 2 })
    const half = after(
      request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }),
      confirm({ lines: [{ lineId: lineId('kettles'), units: units(1, 2, 3), netMinor: 9000n, taxMinor: 1710n }] }),
    )
    expect(rejectedBy(half, close())).toStrictEqual({ reason: 'UnitsStillAwaited', quantity: 4 })
  })
})

describe('RecordRefundOverdue', () => {
  const withdrawn = after(
    request({ kind: 'withdrawal', terms: shopInGermany, lines: [requestLine()] }),
    'reserve',
    authorise({ terms: shopInGermany }),
    receive(),
  )

  it('says from when it was owed, and for how many units', () => {
    expect(toldBy(withdrawn, overdue(), 'WithdrawalRefundOverdue').trace).toStrictEqual([
      {
        ruleId: 'refund-within-14-days-of-notice',
        facts: { noticeAt: may(20), provedAt: may(26), units: 2 },
        outcome: 'overdue',
      },
    ])
  })

  it('is nothing at another instant than it is due', () => {
    expect(recordedBy(withdrawn, overdue({ dueAt: may(30) }))).toStrictEqual([])
  })
})
