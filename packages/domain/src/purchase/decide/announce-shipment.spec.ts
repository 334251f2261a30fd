import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import {
  after,
  buy,
  buyOnly,
  cancel,
  count,
  ebook,
  kettle,
  laptop,
  laptops,
  line,
  monday,
  outcomeOf,
  purchaseAfter,
  text,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  june,
  scan,
  secondShipmentId,
  shipmentAfter,
  shipmentId,
  thirdShipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { statusOf } from '../shipments/shipment.js'

const second = (quantity: number) =>
  announce({ shipmentId: secondShipmentId, lines: [{ lineId: kettle, quantity: count(quantity) }] })
const twoKettles = announce({ lines: [{ lineId: kettle, quantity: count(2) }] })
const shipped = (...serials: ReadonlyArray<string>) => ({
  lines: [{ lineId: laptop, quantity: count(serials.length), serials: serials.map(text) }],
})

describe('AnnounceShipment', () => {
  it('sends the lowest units that were not sent yet, under the policy that it brings', () => {
    given(purchase, after(threeKettles))
      .when(twoKettles)
      .records({
        type: 'ShipmentAnnounced',
        data: { ...twoKettles.data, lines: [{ lineId: kettle, units: units(1, 2) }] },
      })
    expect(after(threeKettles, twoKettles, second(1)).at(-1)?.data).toMatchObject({ lines: [{ units: units(3) }] })
    expect(statusOf(shipmentAfter(threeKettles, twoKettles))).toEqual({ status: 'announced', since: monday('10:00') })
  })

  it('records nothing when repeated, and is refused with other content', () => {
    const { when } = given(purchase, after(threeKettles, announce()))
    when(announce()).recordsNothing()
    when(announce({ carrier: text('other') })).rejects({ reason: 'ShipmentIdReused', shipmentId })
    when(twoKettles).rejects({ reason: 'ShipmentIdReused', shipmentId })
  })

  it('is refused for more than is left to send', () => {
    given(purchase, after(threeKettles, twoKettles))
      .when(second(2))
      .rejects({ reason: 'OverShipment', lineId: kettle, shippable: 1 })
    const one = cancel({ lines: [{ lineId: kettle, quantity: count(1) }] })
    given(purchase, after(threeKettles, one))
      .when(announce())
      .rejects({ reason: 'OverShipment', lineId: kettle, shippable: 2 })
  })

  it('is refused for what is no goods, no line of the purchase, no line at all or one line twice', () => {
    const of = (...lines: ReadonlyArray<[string, number]>) =>
      outcomeOf(
        [buy()],
        announce({
          lines: lines.map(([lineId, quantity]) => ({ lineId: lineId as typeof kettle, quantity: count(quantity) })),
        }),
      )
    expect(of([ebook, 1])).toBe('LineNotShippable')
    expect(of(['toaster', 1])).toBe('LineUnknown')
    expect(of()).toBe('NoUnitsNamed')
    expect(of([kettle, 1], [kettle, 1])).toBe('LineGivenTwice')
  })

  it('is refused for a serial that was sent before, in whatever shipment', () => {
    const first = announce(shipped('SN-1'))
    given(purchase, after(buy(), first))
      .when(announce({ shipmentId: secondShipmentId, ...shipped('SN-1') }))
      .rejects({ reason: 'SerialAlreadyShipped', serial: text('SN-1'), shipmentId })
    expect(outcomeOf([buy(), first], announce({ shipmentId: secondShipmentId, ...shipped('SN-2') }))).toEqual([
      'ShipmentAnnounced',
    ])
  })

  it('is refused for the serial of another line of the same product', () => {
    const twoLines = buyOnly(laptops, {
      lines: [laptops, { ...laptops, lineId: 'laptop-2' as typeof laptop }],
      totalMinor: laptops.grossMinor * 2n,
    })
    const other = { lines: [{ lineId: 'laptop-2' as typeof laptop, quantity: count(1), serials: [text('SN-1')] }] }
    expect(outcomeOf([twoLines, announce(shipped('SN-1'))], announce({ shipmentId: secondShipmentId, ...other }))).toBe(
      'SerialAlreadyShipped',
    )
  })

  it('sends a serial that was named at the sale as the unit it was named for, and no other serial', () => {
    const named = buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-B')] })
    expect(after(named, announce(shipped('SN-B'))).at(-1)?.data).toMatchObject({
      lines: [{ units: units(2), serials: ['SN-B'] }],
    })
    expect(outcomeOf([named], announce(shipped('SN-C')))).toBe('SerialNotSold')
    expect(
      outcomeOf([named, announce(shipped('SN-B'))], announce({ shipmentId: secondShipmentId, ...shipped('SN-B') })),
    ).toBe('SerialAlreadyShipped')
  })

  it('asks for a serial each of a line tracked by them, and of no other', () => {
    expect(
      outcomeOf([buy()], announce({ lines: [{ lineId: laptop, quantity: count(2), serials: [text('A')] }] })),
    ).toBe('SerialsDoNotMatch')
    expect(outcomeOf([buy()], announce(shipped('A', 'A')))).toBe('SerialsDoNotMatch')
    expect(
      outcomeOf([buy()], announce({ lines: [{ lineId: kettle, quantity: count(1), serials: [text('A')] }] })),
    ).toBe('SerialsDoNotMatch')
  })

  it('is refused before anything was bought', () => {
    given(purchase, after(threeKettles))
      .when(announce({ announcedAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
    given(purchase).when(announce()).rejects({ reason: 'PurchaseNotRecorded' })
  })

  it('takes 80,995 units as one run', () => {
    const pallet = line({ lineId: kettle, quantity: count(80_995), netMinor: 80_995n })
    const all = announce({ lines: [{ lineId: kettle, quantity: count(80_995) }] })
    expect(after(buyOnly(pallet), all).at(-1)?.data).toMatchObject({
      lines: [{ units: [{ first: 1, last: 80_995 }] }],
    })
  })
})

describe('CancelShipment', () => {
  it('gives its units back to be sent again', () => {
    given(purchase, after(threeKettles, twoKettles))
      .when(cancelShipment())
      .records({
        type: 'ShipmentCancelled',
        data: { ...cancelShipment().data, lines: [{ lineId: kettle, units: units(1, 2) }] },
      })
    expect(statusOf(shipmentAfter(threeKettles, twoKettles, cancelShipment()))).toEqual({
      status: 'cancelled',
      since: monday('11:00'),
    })
    expect(outcomeOf([threeKettles, twoKettles, cancelShipment()], second(3))).toEqual(['ShipmentAnnounced'])
  })

  it('frees the serials, too', () => {
    const again = announce({ shipmentId: secondShipmentId, ...shipped('SN-1') })
    expect(outcomeOf([buy(), announce(shipped('SN-1')), cancelShipment()], again)).toEqual(['ShipmentAnnounced'])
  })

  it('is possible while only a label was printed', () => {
    expect(outcomeOf([threeKettles, announce(), scan('label-created', monday('10:05'))], cancelShipment())).toEqual([
      'ShipmentCancelled',
    ])
  })

  it('is refused once it was handed over, or delivered without any scan', () => {
    given(purchase, after(...underWay))
      .when(cancelShipment({ cancelledAt: tuesday('09:00') }))
      .rejects({ reason: 'ShipmentLeft', handedOverAt: monday('17:00') })
    expect(outcomeOf([threeKettles, announce(), confirm()], cancelShipment())).toBe('ShipmentArrived')
  })

  it('records nothing when repeated', () => {
    given(purchase, after(threeKettles, announce(), cancelShipment()))
      .when(cancelShipment())
      .recordsNothing()
    given(purchase, after(threeKettles, announce(), cancelShipment()))
      .when(cancelShipment({ cancelledAt: monday('12:00') }))
      .rejects({ reason: 'ShipmentIsCancelled', cancelledAt: monday('11:00') })
  })

  it('is refused for a shipment that was never announced', () => {
    given(purchase, after(threeKettles)).when(cancelShipment()).rejects({ reason: 'ShipmentUnknown', shipmentId })
  })
})

it('counts what came back to the sender as not sent, whatever became of the rest', () => {
  const back = scan('returned-to-sender', june(5, '09:00'))
  const partly = confirm({ lines: [{ lineId: kettle, quantity: count(1) }] })
  const history = [...underWay, partly, back]
  expect(
    outcomeOf(history, announce({ shipmentId: thirdShipmentId, lines: [{ lineId: kettle, quantity: count(2) }] })),
  ).toEqual(['ShipmentAnnounced'])
  expect(outcomeOf(history, announce({ shipmentId: thirdShipmentId }))).toBe('OverShipment')
  expect(purchaseAfter(...history).units.accounts.get(kettle)?.delivered).toEqual(units(1))
})
