import type { PurchaseId } from '../../purchase/purchase-id.js'
import { reservationIdOf } from '../reservation-id-of.js'
import {
  after,
  authorise,
  cancel,
  caseId,
  confirm,
  count,
  handOver,
  item,
  kettles,
  lineId,
  lose,
  may,
  olderPurchaseId,
  override,
  phones,
  purchase,
  purchaseId,
  receive,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  reservationId,
  text,
  toldBy,
  units,
} from '../return-case.fixtures.js'

const older = purchase({ purchaseId: olderPurchaseId, purchasedAt: may(1, '09:00') })
const secondReservationId = reservationIdOf(caseId, purchaseId, 1)

/** Two kettles held, and the third under a reservation of its own, since a person set the policy aside for it. */
const heldTwice = after(
  request({
    lines: [
      requestLine(),
      requestLine({
        requestLineId: text('line-2'),
        quantity: count(1),
        meets: { 'original-packaging': false },
      }),
    ],
  }),
  confirm(),
  override({ ruleId: 'PackagingMissing' }),
  confirm({
    reservationId: secondReservationId,
    lines: [{ lineId: lineId('kettles'), units: units(3), netMinor: 3000n, taxMinor: 570n }],
  }),
  authorise(),
)

/** Three kettles of each of two purchases whose lines have the same name. */
const ofTwoPurchases = after(
  request({ lines: [requestLineOf('kettle', 6)], evidence: [older, purchase()] }),
  'reserve',
  authorise(),
)

const part = (quantity: number, id: PurchaseId = purchaseId, name = 'kettles') => ({
  purchaseId: id,
  lineId: lineId(name),
  quantity: count(quantity),
})
const cancelled = (history: typeof heldTwice, ...parts: ReadonlyArray<ReturnType<typeof part>>) =>
  toldBy(history, cancel({ parts }), 'ReturnCancelled').lines.map((line) => [
    line.purchaseId,
    line.reservationId,
    line.units,
  ])

describe('a part of a case', () => {
  it('is taken from the last reservation of its line first, the highest units', () => {
    expect(cancelled(heldTwice, part(1))).toStrictEqual([[purchaseId, secondReservationId, units(3)]])
    expect(cancelled(heldTwice, part(2))).toStrictEqual([
      [purchaseId, secondReservationId, units(3)],
      [purchaseId, reservationId, units(2)],
    ])
  })

  it('is of the purchase that is named, though another has a line of that name', () => {
    expect(cancelled(ofTwoPurchases, part(1))).toStrictEqual([[purchaseId, reservationId, units(3)]])
    expect(cancelled(ofTwoPurchases, part(1, olderPurchaseId))).toStrictEqual([
      [olderPurchaseId, reservationIdOf(caseId, olderPurchaseId), units(3)],
    ])
    expect(rejectedBy(ofTwoPurchases, cancel({ parts: [part(4, olderPurchaseId)] }))).toStrictEqual({
      reason: 'PartExceedsAwaited',
      purchaseId: olderPurchaseId,
      lineId: 'kettles',
      awaitedQuantity: 3,
    })
  })

  it('is of the line that is named, of several of a purchase', () => {
    const two = after(
      request({
        lines: [requestLine(), requestLine({ requestLineId: text('line-2'), lineId: lineId('more') })],
        evidence: [purchase({ lines: [kettles(), kettles({ lineId: lineId('more') })] })],
      }),
      'reserve',
      authorise(),
    )
    expect(toldBy(two, cancel({ parts: [part(2, purchaseId, 'more')] }), 'ReturnCancelled').lines).toMatchObject([
      { lineId: 'more', units: units(1, 2) },
    ])
    expect(rejectedBy(two, cancel({ parts: [part(1, purchaseId, 'cups')] }))).toStrictEqual({
      reason: 'PartUnknown',
      purchaseId,
      lineId: 'cups',
    })
  })

  it('names as many serials as units', () => {
    const both = after(
      request({
        lines: [requestLineOf('phone', 2, { serials: [text('SN-1'), text('SN-2')] })],
        evidence: [purchase({ lines: [phones()] })],
      }),
      'reserve',
      authorise(),
    )
    const phone = { ...part(2, purchaseId, 'phones'), serials: [text('SN-1')] }
    expect(rejectedBy(both, cancel({ parts: [phone] }))).toStrictEqual({
      reason: 'SerialsDifferFromQuantity',
      quantity: 2,
      serials: ['SN-1'],
    })
  })

  it('may be lost on the way, unless nobody sent it', () => {
    const sent = [...heldTwice, ...recordedBy(heldTwice, handOver())]
    expect(toldBy(sent, lose({ parts: [part(1)] }), 'ReturnLostInTransit').lines).toMatchObject([{ units: units(3) }])
    expect(rejectedBy(sent, lose({ parts: [part(1, purchaseId, 'cups')] })).reason).toBe('PartUnknown')
  })
})

describe('units of several reservations', () => {
  it('arrive from the first of them first, the lowest units', () => {
    const takenOf = (quantity: number) =>
      toldBy(heldTwice, receive({ items: [item('kettle', quantity)] }), 'ItemsReceived').items[0]?.taken
    expect(takenOf(1)).toMatchObject([{ reservationId, units: units(1) }])
    expect(takenOf(3)).toMatchObject([
      { reservationId, units: units(1, 2) },
      { reservationId: secondReservationId, units: units(3) },
    ])
  })

  it('are cancelled together', () => {
    expect(toldBy(heldTwice, cancel(), 'ReturnCancelled').lines.map((line) => line.units)).toStrictEqual([
      units(1, 2),
      units(3),
    ])
  })
})
