import { given } from '@aftersale/decider/testing'
import { reservationIdOf } from '../reservation-id-of.js'
import {
  after,
  agent,
  authorise,
  cancel,
  caseOf,
  confirm,
  count,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  override,
  phones,
  purchase,
  purchaseId,
  recordedBy,
  refuse,
  refuseReservation,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const requested = after(request())
const older = purchase({
  purchaseId: olderPurchaseId,
  purchasedAt: may(1, '09:00'),
  lines: [kettles({ lineId: lineId('older-kettles') })],
})
/** Three kettles of the one purchase and one of the other. */
const overTwo = after(request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }))

describe('ConfirmReservation', () => {
  it('holds the units, with what was paid for them', () => {
    given(returnCase, requested).when(confirm()).records({ type: 'ReturnUnitsReserved', data: confirm().data })
  })

  it('records nothing when repeated', () => {
    given(returnCase, [...requested, ...recordedBy(requested, confirm())])
      .when(confirm())
      .recordsNothing()
  })

  it('is rejected for other units once it was confirmed', () => {
    const held = after(request(), confirm())
    const others = confirm({
      lines: [{ lineId: lineId('kettles'), units: units(1, 3), netMinor: 6000n, taxMinor: 1140n }],
    })
    expect(rejectedBy(held, others)).toStrictEqual({ reason: 'ReservationAlreadyConfirmed', reservationId })
  })

  it.each([
    ['fewer units', [{ lineId: lineId('kettles'), units: units(1), netMinor: 3000n, taxMinor: 570n }]],
    ['more units', [{ lineId: lineId('kettles'), units: units(1, 2, 3), netMinor: 9000n, taxMinor: 1710n }]],
    ['another line', [{ lineId: lineId('cups'), units: units(1, 2), netMinor: 6000n, taxMinor: 1140n }]],
    ['no line', []],
    [
      'a line twice',
      [
        { lineId: lineId('kettles'), units: units(1, 2), netMinor: 6000n, taxMinor: 1140n },
        { lineId: lineId('kettles'), units: units(1, 2), netMinor: 6000n, taxMinor: 1140n },
      ],
    ],
  ])('is rejected for %s than the case draws on', (_, lines) => {
    expect(rejectedBy(requested, confirm({ lines }))).toStrictEqual({ reason: 'ReservationDiffers', reservationId })
  })

  it('is rejected for other serials than were named', () => {
    const phone = after(
      request({
        lines: [requestLineOf('phone', 1, { serials: [text('SN-2')] })],
        evidence: [purchase({ lines: [phones()] })],
      }),
    )
    const other = {
      lineId: lineId('phones'),
      units: units(1),
      serials: [text('SN-1')],
      netMinor: 20000n,
      taxMinor: 3800n,
    }
    expect(rejectedBy(phone, confirm({ lines: [other] })).reason).toBe('ReservationDiffers')
  })

  it('is rejected for a reservation that the case does not wait for', () => {
    const foreign = reservationIdOf(caseOf(requested).returnCaseId, olderPurchaseId)
    expect(rejectedBy(requested, confirm({ reservationId: foreign }))).toStrictEqual({
      reason: 'ReservationUnknown',
      reservationId: foreign,
    })
    expect(rejectedBy(requested, confirm({ purchaseId: olderPurchaseId })).reason).toBe('ReservationUnknown')
  })

  it('is rejected once the case is over, so that the units are released again', () => {
    expect(rejectedBy(after(request(), cancel()), confirm())).toStrictEqual({ reason: 'ReturnAlreadyCancelled' })
    expect(rejectedBy(after(request(), refuse()), confirm())).toStrictEqual({
      reason: 'ReturnAlreadyRefused',
      refusedAt: may(21),
    })
  })

  it('holds the lines of request lines that share them together', () => {
    const lines = [1, 2].map((number) => requestLine({ requestLineId: text(`line-${number}`), quantity: count(1) }))
    const shared = after(request({ lines }))
    expect(typesOf(recordedBy(shared, confirm()))).toStrictEqual(['ReturnUnitsReserved'])
  })
})

describe('RefuseReservation', () => {
  it('refuses the case where nothing else is drawn on', () => {
    expect(typesOf(recordedBy(requested, refuseReservation()))).toStrictEqual([
      'ReturnReservationRefused',
      'ReturnRefused',
    ])
    expect(toldBy(requested, refuseReservation(), 'ReturnRefused')).toMatchObject({
      reasons: ['QuantityExceedsAvailable'],
      counterfactual: [{ requestLineId: 'request-line-1', quantityAtMost: 0 }],
      lines: [],
      trace: [{ ruleId: 'reserved-by-the-purchase', outcome: 'QuantityExceedsAvailable' }],
    })
    expect(statusAfter(after(request(), refuseReservation()))).toBe('refused')
  })

  it('goes on with what the other purchases hold', () => {
    const partly = [...overTwo, ...recordedBy(overTwo, refuseReservation())]
    expect(typesOf(partly.slice(-1))).toStrictEqual(['ReturnReservationRefused'])
    expect(caseOf(partly).draws.map((draw) => [draw.purchaseId, draw.quantity])).toStrictEqual([[olderPurchaseId, 1]])
    expect(caseOf(partly).refused).toMatchObject([{ purchaseId, quantity: 3, reasons: ['QuantityExceedsAvailable'] }])
  })

  it('records nothing when repeated, and is rejected for another reason', () => {
    const partly = [...overTwo, ...recordedBy(overTwo, refuseReservation())]
    given(returnCase, partly).when(refuseReservation()).recordsNothing()
    expect(rejectedBy(partly, refuseReservation({ because: 'NotDelivered' })).reason).toBe('ReservationAlreadyRefused')
    expect(rejectedBy(partly, confirm()).reason).toBe('ReservationAlreadyRefused')
  })

  it('is rejected once it was confirmed', () => {
    expect(rejectedBy(after(request(), confirm()), refuseReservation()).reason).toBe('ReservationAlreadyConfirmed')
  })
})

describe('OverridePolicy', () => {
  const late = after(request({ requestedAt: may(20), lines: [requestLine()], evidence: [purchase({ receipts: [] })] }))
  const receiptWaived = override({ ruleId: 'ReceiptRequired' })

  it('draws on what was refused for that reason alone, under a reservation of its own', () => {
    const second = reservationIdOf(caseOf(late).returnCaseId, purchaseId, 1)
    expect(typesOf(recordedBy(late, receiptWaived))).toStrictEqual(['OverrideRecorded'])
    expect(toldBy(late, receiptWaived, 'OverrideRecorded')).toMatchObject({
      ruleId: 'ReceiptRequired',
      overriddenBy: agent,
      because: 'loyal-customer',
      draws: [{ purchaseId, lineId: 'kettles', quantity: 2, reservationId: second }],
      trace: [{ ruleId: 'override', outcome: 'set-aside' }],
    })
    const reopened = [...late, ...recordedBy(late, receiptWaived)]
    expect(statusAfter(reopened)).toBe('requested')
    expect(caseOf(reopened).refused).toStrictEqual([])
    expect(typesOf(recordedBy(reopened, confirm({ reservationId: second })))).toStrictEqual(['ReturnUnitsReserved'])
  })

  it('records nothing when repeated', () => {
    given(returnCase, [...late, ...recordedBy(late, receiptWaived)])
      .when(receiptWaived)
      .recordsNothing()
  })

  it('draws on nothing yet while another reason stands against it', () => {
    const both = after(request({ evidence: [purchase({ receipts: [], lines: [kettles({ finalSale: true })] })] }))
    const one = recordedBy(both, receiptWaived)
    expect(one).toMatchObject([{ data: { draws: [] } }])
    expect(statusAfter([...both, ...one])).toBe('refused')
    const two = recordedBy([...both, ...one], override({ ruleId: 'FinalSale' }))
    expect(two).toMatchObject([{ data: { draws: [{ quantity: 2 }] } }])
  })

  it.each(['NeverBought', 'QuantityExceedsAvailable', 'NotDelivered', 'AlreadyExchanged'] as const)(
    'never beats the ledger: %s',
    (ruleId) => {
      expect(rejectedBy(late, override({ ruleId }))).toStrictEqual({ reason: 'LedgerNotOverridable', ruleId })
    },
  )

  it('leaves the purchase the last word', () => {
    const reopened = [...late, ...recordedBy(late, receiptWaived)]
    const second = reservationIdOf(caseOf(late).returnCaseId, purchaseId, 1)
    const gone = recordedBy(reopened, refuseReservation({ reservationId: second }))
    expect(typesOf(gone)).toStrictEqual(['ReturnReservationRefused', 'ReturnRefused'])
    expect(
      rejectedBy([...reopened, ...gone], override({ ruleId: 'ReceiptRequired', overriddenAt: may(22) })).reason,
    ).toBe('NothingRefusedFor')
  })

  it('is rejected where nothing was refused for that reason', () => {
    expect(rejectedBy(late, override())).toStrictEqual({ reason: 'NothingRefusedFor', ruleId: 'OutsideWindow' })
  })

  it('sets aside what staff refused for, too', () => {
    const refused = after(request(), 'reserve', refuse())
    const reopened = [...refused, ...recordedBy(refused, override({ ruleId: 'Opened' }))]
    expect(statusAfter(reopened)).toBe('requested')
    expect(rejectedBy(reopened, authorise()).reason).toBe('UnitsNotReserved')
  })

  it('is rejected once the return is authorised or over', () => {
    expect(rejectedBy(after(request(), 'reserve', authorise()), override()).reason).toBe('ReturnAlreadyAuthorised')
    expect(rejectedBy(after(request(), cancel()), override()).reason).toBe('ReturnAlreadyCancelled')
  })
})
