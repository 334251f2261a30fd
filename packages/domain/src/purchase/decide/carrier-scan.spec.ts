import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import type { RecordCarrierScan } from '../commands.js'
import {
  after,
  count,
  kettle,
  monday,
  outcomeOf,
  purchaseAfter,
  purchaseId,
  text,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  declareLost,
  june,
  lost,
  scan,
  shipmentAfter,
  shipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { statusOf } from '../shipments/shipment.js'

const announced = [threeKettles, announce()]
const statusAfter = (...scans: ReadonlyArray<RecordCarrierScan>) => statusOf(shipmentAfter(...announced, ...scans))
const allThree = [{ lineId: kettle, units: units(1, 2, 3) }]

describe('RecordCarrierScan', () => {
  it('leads from leg to leg, each since it was first scanned on it', () => {
    const journey = [
      scan('handed-over', monday('17:00')),
      scan('in-transit', monday('20:00')),
      scan('in-transit', tuesday('08:00')),
      scan('exception', tuesday('09:00'), { cause: text('customs') }),
      scan('in-transit', tuesday('15:00')),
      scan('out-for-delivery', june(4, '08:00')),
      scan('delivery-attempt-failed', june(4, '11:00')),
      scan('out-for-delivery', june(5, '08:00')),
      scan('delivery-attempt-failed', june(5, '11:00')),
      scan('available-for-pickup', june(5, '16:00')),
    ]
    const statuses = journey.map((_, index) => statusAfter(...journey.slice(0, index + 1)))
    expect(statuses).toEqual([
      { status: 'handed-over', since: monday('17:00') },
      { status: 'in-transit', since: monday('20:00') },
      { status: 'in-transit', since: monday('20:00') },
      { status: 'exception', since: tuesday('09:00') },
      { status: 'in-transit', since: tuesday('15:00') },
      { status: 'out-for-delivery', since: june(4, '08:00') },
      { status: 'attempt-failed', since: june(4, '11:00') },
      { status: 'out-for-delivery', since: june(5, '08:00') },
      { status: 'attempt-failed', since: june(5, '11:00') },
      { status: 'available-for-pickup', since: june(5, '16:00') },
    ])
  })

  it('is recorded with its rank by the time it was scanned', () => {
    const transit = scan('in-transit', tuesday('08:00'), { place: 'Leipzig' })
    given(purchase, after(...announced, scan('handed-over', monday('17:00'))))
      .when(transit)
      .records({ type: 'ShipmentProgressed', data: { ...transit.data, rank: count(2) } })
    const failed = scan('delivery-attempt-failed', june(4, '11:00'), { cause: text('nobody-home') })
    given(purchase, after(...underWay))
      .when(failed)
      .records({ type: 'DeliveryAttemptFailed', data: { ...failed.data, rank: count(3) } })
  })

  it('records nothing for a scan that the carrier sends again, whatever it says this time', () => {
    const { when } = given(purchase, after(...underWay))
    when(scan('in-transit', tuesday('08:00'))).recordsNothing()
    when(
      scan('delivered', june(4, '10:00'), { carrierEventId: text(`in-transit ${tuesday('08:00')}`) }),
    ).recordsNothing()
  })

  it('keeps a late word of something older, and does not go back by it', () => {
    const older = scan('handed-over', monday('16:00'))
    given(purchase, after(...announced, scan('in-transit', tuesday('08:00'))))
      .when(older)
      .records({ type: 'CarrierScanIgnored', data: { ...older.data, rank: count(1), because: 'older-than-last-scan' } })
    expect(statusAfter(scan('out-for-delivery', june(4, '08:00')), scan('in-transit', tuesday('08:00')))).toEqual({
      status: 'out-for-delivery',
      since: june(4, '08:00'),
    })
  })

  it('takes a printed label for no sign of leaving', () => {
    const label = scan('label-created', monday('10:05'))
    given(purchase, after(...announced))
      .when(label)
      .records({ type: 'ShipmentProgressed', data: { ...label.data, rank: count(1) } })
    expect(statusAfter(label)).toEqual({ status: 'announced', since: monday('10:00') })
    expect(statusAfter(scan('in-transit', tuesday('08:00')), scan('label-created', tuesday('09:00'))).status).toBe(
      'in-transit',
    )
  })

  it('does not go back to being handed over, between two hubs', () => {
    expect(statusAfter(scan('in-transit', tuesday('08:00')), scan('handed-over', tuesday('10:00')))).toEqual({
      status: 'in-transit',
      since: tuesday('08:00'),
    })
  })

  it('delivers all that is outstanding, and so the purchase', () => {
    const arrived = scan('delivered', june(4, '10:00'))
    const { shipmentId: id, carrierEventId, scannedAt: deliveredAt } = arrived.data
    given(purchase, after(...underWay))
      .when(arrived)
      .records(
        {
          type: 'ShipmentDelivered',
          data: {
            purchaseId,
            shipmentId: id,
            deliveredAt,
            lines: allThree,
            isComplete: true,
            proof: { kind: 'carrier-scan' },
            carrierEventId,
          },
        },
        { type: 'PurchaseFullyDelivered', data: { purchaseId, lastDeliveredAt: deliveredAt } },
      )
  })

  it('delivers without any scan before it', () => {
    expect(statusAfter(scan('delivered', june(4, '10:00')))).toEqual({ status: 'delivered', since: june(4, '10:00') })
  })

  it('delivers what was scanned before the last scan', () => {
    expect(statusAfter(scan('in-transit', june(4, '15:00')), scan('delivered', june(4, '10:00'))).status).toBe(
      'delivered',
    )
  })

  it('does not move the delivery by a second one, earlier or later', () => {
    for (const deliveredAt of [june(4, '09:00'), june(9, '09:00')]) {
      const again = scan('delivered', deliveredAt)
      const history = [...underWay, scan('delivered', june(4, '10:00'))]
      expect(outcomeOf(history, again)).toEqual(['CarrierScanIgnored'])
      expect(shipmentAfter(...history, again).deliveries).toEqual([{ deliveredAt: june(4, '10:00'), lines: allThree }])
      expect(statusOf(shipmentAfter(...history, again))).toEqual({ status: 'delivered', since: june(4, '10:00') })
    }
  })

  it('returns an unclaimed parcel to its sender: nothing of it was delivered', () => {
    const unclaimed = scan('returned-to-sender', june(20, '09:00'), { cause: text('unclaimed') })
    const waiting = [...underWay, scan('available-for-pickup', june(5, '16:00'))]
    given(purchase, after(...waiting))
      .when(unclaimed)
      .records({
        type: 'ShipmentReturnedToSender',
        data: { ...unclaimed.data, rank: count(4), lines: allThree },
      })
    const { units: ledger, tracking } = purchaseAfter(...waiting, unclaimed)
    expect(ledger.accounts.get(kettle)).toMatchObject({ shipped: [], delivered: [] })
    expect(tracking.fullyDeliveredAt).toBeUndefined()
  })

  it('takes what is delivered after a return for a delivery to the sender', () => {
    const back = [...underWay, scan('returned-to-sender', june(5, '09:00'))]
    const toSender = scan('delivered', june(7, '09:00'))
    given(purchase, after(...back))
      .when(toSender)
      .records({
        type: 'CarrierScanIgnored',
        data: { ...toSender.data, rank: count(4), because: 'returned-to-sender' },
      })
  })

  it('delivers nothing of what was destroyed', () => {
    const burnt = scan('destroyed', june(5, '09:00'), { cause: text('fire') })
    given(purchase, after(...underWay))
      .when(burnt)
      .records({ type: 'ShipmentDestroyed', data: { ...burnt.data, rank: count(3), lines: allThree } })
    expect(outcomeOf([...underWay, burnt], scan('delivered', june(6, '09:00')))).toEqual(['CarrierScanIgnored'])
    expect(statusOf(shipmentAfter(...underWay, burnt)).status).toBe('destroyed')
  })

  it('is kept, and changes nothing, of a shipment that was cancelled', () => {
    const stray = scan('in-transit', tuesday('08:00'))
    given(purchase, after(...announced, cancelShipment()))
      .when(stray)
      .records({ type: 'CarrierScanIgnored', data: { ...stray.data, rank: count(1), because: 'cancelled' } })
  })

  it('finds a lost shipment that is seen later, and not one that was only seen before', () => {
    const older = scan('in-transit', tuesday('20:00'))
    given(purchase, after(...lost))
      .when(older)
      .records({ type: 'CarrierScanIgnored', data: { ...older.data, rank: count(3), because: 'older-than-loss' } })
    const later = scan('in-transit', june(15, '09:00'))
    given(purchase, after(...lost))
      .when(later)
      .records(
        { type: 'LostShipmentFound', data: { purchaseId, shipmentId, foundAt: june(15, '09:00') } },
        { type: 'ShipmentProgressed', data: { ...later.data, rank: count(3) } },
      )
    expect(statusOf(shipmentAfter(...lost, later))).toEqual({ status: 'in-transit', since: tuesday('08:00') })
  })

  it('delivers a lost shipment that had been delivered before it was given up', () => {
    const history = [...lost, scan('delivered', june(4, '10:00'))]
    expect(after(...history).slice(-3)).toMatchObject([
      { type: 'LostShipmentFound', data: { foundAt: declareLost().data.declaredAt } },
      { type: 'ShipmentDelivered', data: { deliveredAt: june(4, '10:00') } },
      { type: 'PurchaseFullyDelivered' },
    ])
  })

  it('delivers only the rest after a part was confirmed', () => {
    const part = confirm({ deliveredAt: june(4, '09:00'), lines: [{ lineId: kettle, quantity: count(1) }] })
    expect(after(...underWay, part, scan('delivered', june(4, '10:00'))).at(-2)).toMatchObject({
      type: 'ShipmentDelivered',
      data: { lines: [{ lineId: kettle, units: units(2, 3) }], isComplete: true },
    })
  })

  it('is refused for an unknown shipment, and for a time before the purchase', () => {
    given(purchase, after(threeKettles))
      .when(scan('in-transit', tuesday('08:00')))
      .rejects({ reason: 'ShipmentUnknown', shipmentId })
    expect(outcomeOf(announced, scan('in-transit', monday('08:00')))).toBe('HappenedBeforePurchase')
  })
})
