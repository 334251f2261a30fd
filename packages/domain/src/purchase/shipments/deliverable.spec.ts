import { given } from '@aftersale/decider/testing'
import type { LineId } from '../../units/index.js'
import { units } from '../../units/units.fixtures.js'
import {
  after,
  buy,
  buyOnly,
  count,
  kettle,
  laptop,
  laptops,
  laptopsHandedOver,
  outcomeOf,
  text,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  confirm,
  declareLost,
  june,
  lost,
  scan,
  secondShipmentId,
  shipmentId,
  thirdShipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'

const ofLine = (lineId: LineId, quantity: number, ...serials: ReadonlyArray<string>) => ({
  lines: [{ lineId, quantity: count(quantity), serials: serials.map(text) }],
})
const ship = (...serials: ReadonlyArray<string>) => announce(ofLine(laptop, serials.length, ...serials))
const other = 'laptop-2' as LineId

describe('serials of a shipment', () => {
  it('stand in the order of their units, whatever order they are named in', () => {
    const named = buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-B')] })
    expect(after(named, ship('SN-B', 'SN-A')).at(-1)?.data).toMatchObject({
      lines: [{ units: units(1, 2), serials: ['SN-A', 'SN-B'] }],
    })
  })

  it('are the lowest units’ that have none, where none were named at the sale', () => {
    const first = ship('SN-7')
    expect(after(buy(), first).at(-1)?.data).toMatchObject({ lines: [{ units: units(1), serials: ['SN-7'] }] })
    const second = announce({ shipmentId: secondShipmentId, ...ofLine(laptop, 1, 'SN-3') })
    expect(after(buy(), first, second).at(-1)?.data).toMatchObject({ lines: [{ units: units(2), serials: ['SN-3'] }] })
  })

  it('are as many as there are units to send', () => {
    given(purchase, after(buy()))
      .when(ship('SN-1', 'SN-2', 'SN-3'))
      .rejects({ reason: 'OverShipment', lineId: laptop, shippable: 2 })
    expect(outcomeOf([buy()], ship('SN-1', 'SN-2'))).toEqual(['ShipmentAnnounced'])
  })

  it('are each named once, one for each unit', () => {
    const wrong = { reason: 'SerialsDoNotMatch', lineId: laptop, quantity: count(2) } as const
    const { when } = given(purchase, after(buy()))
    when(announce(ofLine(laptop, 2, 'SN-1', 'SN-1', 'SN-2'))).rejects(wrong)
    when(announce(ofLine(laptop, 2, 'SN-1', 'SN-1'))).rejects(wrong)
    when(announce(ofLine(laptop, 2))).rejects(wrong)
  })

  it('may be the same as those of another product', () => {
    const two = (sku: string) =>
      buyOnly(laptops, {
        lines: [laptops, { ...laptops, lineId: other, sku: text(sku) }],
        totalMinor: laptops.grossMinor * 2n,
      })
    const second = announce({ shipmentId: secondShipmentId, ...ofLine(other, 1, 'SN-1') })
    expect(outcomeOf([two('tablet'), ship('SN-1')], second)).toEqual(['ShipmentAnnounced'])
    expect(outcomeOf([two('laptop-9'), ship('SN-2')], second)).toEqual(['ShipmentAnnounced'])
    expect(outcomeOf([two('laptop-9'), ship('SN-1')], second)).toBe('SerialAlreadyShipped')
  })

  it('that went before are told with the shipment that they went in, the last of several', () => {
    const again = (serial: string) => announce({ shipmentId: thirdShipmentId, ...ofLine(laptop, 1, serial) })
    const kettles = announce({ shipmentId: secondShipmentId, lines: [{ lineId: kettle, quantity: count(1) }] })
    given(purchase, after(buy(), ship('SN-1'), kettles))
      .when(again('SN-1'))
      .rejects({ reason: 'SerialAlreadyShipped', serial: text('SN-1'), shipmentId })
    const resent = announce({ shipmentId: secondShipmentId, ...ofLine(laptop, 1, 'SN-1') })
    given(purchase, after(buy(), ship('SN-1'), scan('returned-to-sender', june(5, '09:00')), resent))
      .when(again('SN-1'))
      .rejects({ reason: 'SerialAlreadyShipped', serial: text('SN-1'), shipmentId: secondShipmentId })
  })

  it('that were handed over without a shipment name none', () => {
    given(purchase, after(buy(), laptopsHandedOver))
      .when(ship('SN-A'))
      .rejects({ reason: 'SerialAlreadyShipped', serial: text('SN-A') })
  })
})

describe('a part of a shipment that is delivered', () => {
  const part = (quantity: number, ...serials: ReadonlyArray<string>) => confirm(ofLine(laptop, quantity, ...serials))
  const sent = [buy(), ship('SN-1', 'SN-2')]

  it('is named by serials only where the line has them, each once', () => {
    const { when } = given(purchase, after(...underWay))
    when(confirm(ofLine(kettle, 1, 'SN-1'))).rejects({
      reason: 'SerialsDoNotMatch',
      lineId: kettle,
      quantity: count(1),
    })
    const wrong = { reason: 'SerialsDoNotMatch', lineId: laptop, quantity: count(2) } as const
    const ofSent = given(purchase, after(...sent))
    ofSent.when(part(2, 'SN-1', 'SN-1')).rejects(wrong)
    ofSent.when(part(2, 'SN-1', 'SN-9')).rejects(wrong)
    ofSent.when(part(2, 'SN-1')).rejects(wrong)
    ofSent.when(part(1, 'SN-1', 'SN-9')).rejects({ ...wrong, quantity: count(1) })
  })

  it('may be all that is outstanding, to the last unit', () => {
    expect(after(...sent, part(2, 'SN-2', 'SN-1'))).toContainEqual(
      expect.objectContaining({
        type: 'ShipmentDelivered',
        data: expect.objectContaining({
          lines: [{ lineId: laptop, units: units(1, 2), serials: ['SN-1', 'SN-2'] }],
          isComplete: true,
        }),
      }),
    )
    expect(outcomeOf(underWay, confirm({ lines: [{ lineId: kettle, quantity: count(3) }] }))).toEqual([
      'ShipmentDelivered',
      'PurchaseFullyDelivered',
    ])
  })

  it('is known by its time and its units', () => {
    const two = confirm({ lines: [{ lineId: kettle, quantity: count(2) }] })
    const history = [...underWay, two]
    expect(outcomeOf(history, two)).toEqual([])
    expect(outcomeOf(history, confirm({ ...two.data, deliveredAt: june(5, '10:00') }))).toBe('MoreThanOutstanding')
    const one = confirm({ lines: [{ lineId: kettle, quantity: count(1) }] })
    expect(outcomeOf(history, one)).toEqual(['ShipmentDelivered', 'PurchaseFullyDelivered'])
  })
})

describe('a scan of a lost shipment', () => {
  it('finds it only if it was made after it was given up, and is more than a label', () => {
    const { declaredAt } = declareLost().data
    expect(outcomeOf(lost, scan('in-transit', declaredAt))).toEqual(['CarrierScanIgnored'])
    expect(outcomeOf(lost, scan('label-created', june(15, '09:00')))).toEqual(['CarrierScanIgnored'])
    expect(outcomeOf(lost, scan('in-transit', june(13, '08:01')))).toEqual(['LostShipmentFound', 'ShipmentProgressed'])
  })
})

describe('a scan that is heard of late', () => {
  const announced = [threeKettles, announce()]

  it('is taken where it moves the shipment on, since the last scan moved nothing', () => {
    const label = scan('label-created', june(3, '10:00'))
    expect(outcomeOf([...announced, label], scan('handed-over', june(3, '09:00')))).toEqual(['ShipmentProgressed'])
  })

  it('is taken where it tells that the leg began earlier', () => {
    const transit = scan('in-transit', june(3, '10:00'))
    expect(outcomeOf([...announced, transit], scan('in-transit', june(3, '09:00')))).toEqual(['ShipmentProgressed'])
    expect(outcomeOf([...announced, transit], scan('handed-over', june(3, '09:00')))).toEqual(['CarrierScanIgnored'])
  })
})
