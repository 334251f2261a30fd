import { reservationIdOf } from '../reservation-id-of.js'
import {
  after,
  cancel,
  caseId,
  confirm,
  count,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  recordedBy,
  refuseReservation,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'

const olderReservationId = reservationIdOf(caseId, olderPurchaseId)
const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })
/** Three kettles of the one purchase and one of the other. */
const overTwo = after(request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }))
const firstRefused = [...overTwo, ...recordedBy(overTwo, refuseReservation())]
const refuseOlder = refuseReservation({ purchaseId: olderPurchaseId, reservationId: olderReservationId })

describe('the answer of a purchase', () => {
  it('is its own: another may have refused', () => {
    expect(typesOf(recordedBy(firstRefused, refuseOlder))).toStrictEqual(['ReturnReservationRefused', 'ReturnRefused'])
    const foreign = confirm({ purchaseId: olderPurchaseId })
    expect(rejectedBy(firstRefused, foreign)).toStrictEqual({ reason: 'ReservationAlreadyRefused', reservationId })
    const unknown = reservationIdOf(caseId, olderPurchaseId, 7)
    expect(rejectedBy(firstRefused, confirm({ reservationId: unknown }))).toStrictEqual({
      reason: 'ReservationUnknown',
      reservationId: unknown,
    })
  })

  it('is its own: another may have confirmed', () => {
    const held = confirm({
      lines: [{ lineId: lineId('kettles'), units: units(1, 2, 3), netMinor: 9000n, taxMinor: 1710n }],
    })
    const firstHeld = [...overTwo, ...recordedBy(overTwo, held)]
    expect(typesOf(recordedBy(firstHeld, refuseOlder))).toStrictEqual(['ReturnReservationRefused'])
  })

  it('is rejected once the case is over, and of a reservation that is not waited for', () => {
    expect(rejectedBy(after(request(), cancel()), refuseReservation())).toStrictEqual({
      reason: 'ReturnAlreadyCancelled',
    })
    expect(rejectedBy(after(request()), refuseOlder)).toStrictEqual({
      reason: 'ReservationUnknown',
      reservationId: olderReservationId,
    })
  })

  it('says by which purchase and reservation the last of a case was refused', () => {
    expect(toldBy(after(request()), refuseReservation(), 'ReturnRefused').trace).toStrictEqual([
      {
        ruleId: 'reserved-by-the-purchase',
        facts: { purchaseId, reservationId },
        outcome: 'QuantityExceedsAvailable',
      },
    ])
  })
})

describe('what is reserved', () => {
  const held = (name: string, ...numbers: ReadonlyArray<number>) => ({
    lineId: lineId(name),
    units: units(...numbers),
    netMinor: 3000n * BigInt(numbers.length),
    taxMinor: 570n * BigInt(numbers.length),
  })
  const ofTwoLines = after(
    request({
      lines: [
        requestLine(),
        requestLine({ requestLineId: text('line-2'), lineId: lineId('more'), quantity: count(1) }),
      ],
      evidence: [purchase({ lines: [kettles(), kettles({ lineId: lineId('more') })] })],
    }),
  )

  it('is all of what is drawn on, line by line', () => {
    expect(typesOf(recordedBy(ofTwoLines, confirm({ lines: [held('kettles', 1, 2), held('more', 1)] })))).toStrictEqual(
      ['ReturnUnitsReserved'],
    )
  })

  it.each([
    ['a line less', [held('kettles', 1, 2)]],
    ['too much of one line', [held('kettles', 1, 2), held('more', 1, 2)]],
    ['too little of one line', [held('kettles', 1), held('more', 1)]],
    ['another line beside them', [held('kettles', 1, 2), held('more', 1), held('cups', 1)]],
  ])('is not %s', (_, lines) => {
    expect(rejectedBy(ofTwoLines, confirm({ lines }))).toStrictEqual({ reason: 'ReservationDiffers', reservationId })
  })

  it('is told by one serial for each unit, those that were asked for', () => {
    const phone = after(
      request({
        lines: [requestLineOf('phone', 1, { serials: [text('SN-2')] })],
        evidence: [purchase({ lines: [phones()] })],
      }),
    )
    const answered = (serials?: ReadonlyArray<string>) =>
      confirm({ lines: [{ ...held('phones', 2), ...(serials === undefined ? {} : { serials: serials.map(text) }) }] })
    expect(typesOf(recordedBy(phone, answered(['SN-2'])))).toStrictEqual(['ReturnUnitsReserved'])
    expect(rejectedBy(phone, answered(['SN-2', 'SN-1'])).reason).toBe('ReservationDiffers')
    expect(rejectedBy(phone, answered()).reason).toBe('ReservationDiffers')
  })
})
