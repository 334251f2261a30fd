import { given } from '@aftersale/decider/testing'
import type { ReturnCaseCommand } from '../commands.js'
import type { ReturnCaseEvent } from '../events.js'
import {
  after,
  authorise,
  authorised,
  cancel,
  caseOf,
  confirm,
  count,
  expire,
  handOver,
  item,
  june,
  kettles,
  lineId,
  lose,
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
  reservationId,
  scan,
  shipBy,
  statusAfter,
  text,
  toldBy,
  typesOf,
  units,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const then = (...commands: ReadonlyArray<ReturnCaseCommand>): ReadonlyArray<ReturnCaseEvent> =>
  after(request(), 'reserve', authorise(), ...commands)
const kettleUnits = (...numbers: ReadonlyArray<number>) => ({
  purchaseId,
  lineId: 'kettles',
  reservationId,
  units: units(...numbers),
})
const one = { purchaseId, lineId: lineId('kettles'), quantity: count(1) }
const oneKettle = receive({ items: [item('kettle', 1)] })

describe('RecordReturnHandover', () => {
  it('puts the return in transit', () => {
    given(returnCase, authorised).when(handOver()).records({ type: 'ReturnInTransit', data: handOver().data })
    expect(statusAfter(then(handOver()))).toBe('in-transit')
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    given(returnCase, then(handOver())).when(handOver()).recordsNothing()
    expect(rejectedBy(then(handOver()), handOver({ handedOverAt: may(23) }))).toStrictEqual({
      reason: 'ParcelIdReused',
      parcelId: 'parcel-1',
    })
  })

  it('is rejected before the authorisation', () => {
    expect(rejectedBy(after(request()), handOver())).toStrictEqual({ reason: 'ReturnNotAuthorised' })
  })

  it('is taken of a return that is over, which stays over', () => {
    expect(statusAfter(then(cancel(), handOver()))).toBe('cancelled')
    expect(statusAfter(then(expire(), handOver()))).toBe('expired')
  })
})

describe('RecordReturnScan', () => {
  it('puts the return in transit by its first scan on the way', () => {
    expect(typesOf(recordedBy(authorised, scan()))).toStrictEqual(['ReturnParcelScanned', 'ReturnInTransit'])
    expect(typesOf(recordedBy(then(scan()), scan({ carrierEventId: text('scan-2') })))).toStrictEqual([
      'ReturnParcelScanned',
    ])
  })

  it('puts nothing in transit by a label', () => {
    expect(typesOf(recordedBy(authorised, scan({ code: 'label-created' })))).toStrictEqual(['ReturnParcelScanned'])
    expect(statusAfter(then(scan({ code: 'label-created' })))).toBe('authorised')
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    given(returnCase, then(scan())).when(scan()).recordsNothing()
    expect(rejectedBy(then(scan()), scan({ code: 'delivered' })).reason).toBe('ScanIdReused')
  })

  it('ends the way back of what goes back to the sender, by when it was scanned', () => {
    const back = scan({ carrierEventId: text('scan-2'), code: 'returned-to-sender', scannedAt: may(28) })
    const late = scan({ carrierEventId: text('scan-3'), code: 'in-transit', scannedAt: may(25) })
    expect(statusAfter(then(scan(), back))).toBe('authorised')
    expect(statusAfter(then(scan(), back, late))).toBe('authorised')
  })

  it('is rejected before the authorisation', () => {
    expect(rejectedBy(after(request()), scan())).toStrictEqual({ reason: 'ReturnNotAuthorised' })
  })
})

describe('CancelReturn', () => {
  it('gives all units free that did not arrive', () => {
    expect(toldBy(authorised, cancel(), 'ReturnCancelled').lines).toStrictEqual([kettleUnits(1, 2)])
    expect(statusAfter(then(cancel()))).toBe('cancelled')
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    given(returnCase, then(cancel())).when(cancel()).recordsNothing()
    expect(rejectedBy(then(cancel({ parts: [one] })), cancel({ parts: [{ ...one, quantity: count(2) }] })).reason).toBe(
      'CancellationIdReused',
    )
  })

  it('cancels a part, the highest units of it, and waits for the rest', () => {
    const part = cancel({ parts: [one] })
    expect(toldBy(authorised, part, 'ReturnCancelled').lines).toStrictEqual([kettleUnits(2)])
    expect(statusAfter(then(part))).toBe('authorised')
    expect(statusAfter(then(part, oneKettle))).toBe('received')
  })

  it('cancels the units of the serials that are named', () => {
    const bought = [purchase({ lines: [phones()] })]
    const line = requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })
    const both = after(request({ lines: [line], evidence: bought }), 'reserve', authorise())
    const first = cancel({
      parts: [{ purchaseId, lineId: lineId('phones'), quantity: count(1), serials: [text('SN-1')] }],
    })
    expect(toldBy(both, first, 'ReturnCancelled').lines).toMatchObject([{ units: units(1), serials: ['SN-1'] }])
  })

  it('is rejected for more than is waited for, and for what is not part of it', () => {
    expect(rejectedBy(authorised, cancel({ parts: [{ ...one, quantity: count(3) }] }))).toStrictEqual({
      reason: 'PartExceedsAwaited',
      purchaseId,
      lineId: 'kettles',
      awaitedQuantity: 2,
    })
    expect(rejectedBy(authorised, cancel({ parts: [one, one, one] })).reason).toBe('PartExceedsAwaited')
    expect(rejectedBy(authorised, cancel({ parts: [{ ...one, lineId: lineId('cups') }] })).reason).toBe('PartUnknown')
    expect(rejectedBy(authorised, cancel({ parts: [] }))).toStrictEqual({ reason: 'NoPartNamed' })
  })

  it('ends everything before the purchases reserved it, but no part of it', () => {
    expect(statusAfter(after(request(), cancel()))).toBe('cancelled')
    expect(rejectedBy(after(request()), cancel({ parts: [one] }))).toStrictEqual({
      reason: 'UnitsNotReserved',
      reservationIds: [reservationId],
    })
  })

  it('ends what is reserved and what is not yet together', () => {
    const older = purchase({
      purchaseId: olderPurchaseId,
      purchasedAt: may(1, '09:00'),
      lines: [kettles({ lineId: lineId('older-kettles') })],
    })
    const half = after(
      request({ lines: [requestLineOf('kettle', 4)], evidence: [older, purchase()] }),
      confirm({ lines: [{ lineId: lineId('kettles'), units: units(1, 2, 3), netMinor: 9000n, taxMinor: 1710n }] }),
    )
    const cancelled = [...half, ...recordedBy(half, cancel())]
    expect(toldBy(half, cancel(), 'ReturnCancelled').lines).toStrictEqual([kettleUnits(1, 2, 3)])
    expect(statusAfter(cancelled)).toBe('cancelled')
  })

  it('is allowed in transit; what comes after all is unexpected', () => {
    const inTransit = then(handOver(), cancel())
    expect(statusAfter(inTransit)).toBe('cancelled')
    expect(recordedBy(inTransit, receive())).toMatchObject([
      { type: 'ItemsReceived', data: { items: [{ taken: [] }] } },
      { type: 'UnexpectedItemReceived', data: { quantity: 2, because: 'Cancelled' } },
    ])
    expect(statusAfter(then(handOver(), cancel(), receive()))).toBe('cancelled')
  })

  it('is rejected once all of it is received, cancelled or expired', () => {
    expect(rejectedBy(then(receive()), cancel())).toStrictEqual({ reason: 'NothingAwaited' })
    expect(rejectedBy(then(cancel()), cancel({ cancellationId: text('again') })).reason).toBe('ReturnAlreadyCancelled')
    expect(rejectedBy(then(expire()), cancel()).reason).toBe('ReturnAlreadyExpired')
  })
})

describe('ExpireReturn', () => {
  it('falls due at the ship-by of what was not sent', () => {
    expect(given(returnCase, authorised).deadlines).toStrictEqual([{ dueAt: shipBy, command: expire() }])
    expect(toldBy(authorised, expire(), 'ReturnExpired')).toStrictEqual({
      returnCaseId: expire().data.returnCaseId,
      lines: [kettleUnits(1, 2)],
      expiredAt: shipBy,
    })
    expect(statusAfter(then(expire()))).toBe('expired')
  })

  it('does nothing where it was overtaken', () => {
    given(returnCase, then(handOver())).when(expire()).recordsNothing()
    given(returnCase, then(cancel())).when(expire()).recordsNothing()
    given(returnCase, then(receive())).when(expire()).recordsNothing()
    given(returnCase, then(expire())).when(expire()).recordsNothing()
    given(returnCase, authorised)
      .when(expire({ dueAt: june(1) }))
      .recordsNothing()
    given(returnCase, after(request())).when(expire()).recordsNothing()
  })

  it('is not due while a parcel is on its way', () => {
    expect(given(returnCase, then(handOver())).deadlines).toStrictEqual([])
  })

  it('falls due for what is short, as long after what came as there was time to send it', () => {
    // 14 days, 11 hours and 55 minutes from 20 May 12:05 to the ship-by, and as long from 1 June 12:00.
    const short = then(handOver(), receive({ items: [item('kettle', 1)], receivedAt: june(1) }))
    const dueAt = june(15, '23:55')
    expect(given(returnCase, short).deadlines).toStrictEqual([{ dueAt, command: expire({ dueAt }) }])
    expect(toldBy(short, expire({ dueAt }), 'ReturnExpired').lines).toStrictEqual([kettleUnits(2)])
    expect(statusAfter([...short, ...recordedBy(short, expire({ dueAt }))])).toBe('received')
  })

  it('leaves what came early the whole time to the ship-by', () => {
    const early = then(receive({ items: [item('kettle', 1)], receivedAt: may(20, '12:00') }))
    expect(given(returnCase, early).deadlines).toMatchObject([{ dueAt: shipBy }])
  })
})

describe('DeclareReturnLost', () => {
  it('gives up what is on its way, and holds the units', () => {
    expect(toldBy(then(handOver()), lose(), 'ReturnLostInTransit').lines).toStrictEqual([kettleUnits(1, 2)])
    expect(statusAfter(then(handOver(), lose()))).toBe('lost-in-transit')
  })

  it('gives up a part', () => {
    const part = then(handOver(), lose({ parts: [one] }))
    expect(statusAfter(part)).toBe('authorised')
    expect(
      statusAfter([...part, ...recordedBy(part, receive({ parcelId: text('parcel-2'), items: [item('kettle', 1)] }))]),
    ).toBe('received')
  })

  it('records nothing when repeated, and is rejected with other content', () => {
    given(returnCase, then(handOver(), lose())).when(lose()).recordsNothing()
    expect(rejectedBy(then(handOver(), lose()), lose({ lostAt: june(21) })).reason).toBe('ParcelIdReused')
  })

  it('is rejected for a parcel that is not on its way', () => {
    expect(rejectedBy(authorised, lose())).toStrictEqual({ reason: 'ParcelNotInTransit', parcelId: 'parcel-1' })
    expect(rejectedBy(then(handOver(), receive()), lose()).reason).toBe('ParcelNotInTransit')
    expect(rejectedBy(then(handOver(), receive({ parcelId: text('parcel-2') })), lose())).toStrictEqual({
      reason: 'NothingAwaited',
    })
    expect(rejectedBy(then(handOver(), cancel()), lose()).reason).toBe('ReturnAlreadyCancelled')
  })

  it('is undone by what arrives after all: the same units, once', () => {
    const found = then(handOver(), lose(), receive())
    expect(caseOf(found).receipts).toMatchObject([{ items: [{ taken: [kettleUnits(1, 2)] }] }])
    expect(statusAfter(found)).toBe('received')
  })
})
