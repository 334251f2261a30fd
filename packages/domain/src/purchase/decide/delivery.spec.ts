import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import type { PurchaseCommand } from '../commands.js'
import {
  after,
  buy,
  buyOnly,
  cancel,
  consume,
  count,
  ebook,
  ebooks,
  fulfil,
  kettle,
  kettles,
  laptop,
  line,
  monday,
  outcomeOf,
  purchaseAfter,
  purchaseId,
  reserve,
  text,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  june,
  lost,
  scan,
  secondShipmentId,
  shipmentAfter,
  shipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { statusOf } from '../shipments/shipment.js'

const some = (quantity: number) => ({ lines: [{ lineId: kettle, quantity: count(quantity) }] })
const typesAfter = (...commands: ReadonlyArray<PurchaseCommand>) => after(...commands).map(({ type }) => type)

describe('ConfirmDelivery', () => {
  it('delivers the whole shipment where no lines are named', () => {
    given(purchase, after(...underWay))
      .when(confirm())
      .records(
        {
          type: 'ShipmentDelivered',
          data: {
            purchaseId,
            shipmentId,
            deliveredAt: june(4, '10:00'),
            lines: [{ lineId: kettle, units: units(1, 2, 3) }],
            isComplete: true,
            proof: { kind: 'customer-confirmation' },
          },
        },
        { type: 'PurchaseFullyDelivered', data: { purchaseId, lastDeliveredAt: june(4, '10:00') } },
      )
  })

  it('delivers a part, and the rest when it comes, each with its own time', () => {
    const first = confirm(some(2))
    const second = confirm({ ...some(1), deliveredAt: june(5, '10:00') })
    expect(typesAfter(...underWay, first)).not.toContain('PurchaseFullyDelivered')
    expect(statusOf(shipmentAfter(...underWay, first)).status).toBe('in-transit')
    expect(shipmentAfter(...underWay, first, second).deliveries).toEqual([
      { deliveredAt: june(4, '10:00'), lines: [{ lineId: kettle, units: units(1, 2) }] },
      { deliveredAt: june(5, '10:00'), lines: [{ lineId: kettle, units: units(3) }] },
    ])
    expect(after(...underWay, first, second).at(-1)).toEqual({
      type: 'PurchaseFullyDelivered',
      data: { purchaseId, lastDeliveredAt: june(5, '10:00') },
    })
  })

  it('records nothing when repeated, in part or whole, nor moves the time', () => {
    given(purchase, after(...underWay, confirm(some(2))))
      .when(confirm(some(2)))
      .recordsNothing()
    const { when } = given(purchase, after(...underWay, confirm()))
    when(confirm()).recordsNothing()
    when(confirm({ deliveredAt: june(9, '10:00') })).recordsNothing()
    when(confirm({ ...some(2), deliveredAt: june(3, '10:00') })).recordsNothing()
  })

  it('is refused for more than is outstanding', () => {
    given(purchase, after(...underWay, confirm(some(2))))
      .when(confirm({ ...some(2), deliveredAt: june(5, '10:00') }))
      .rejects({ reason: 'MoreThanOutstanding', lineId: kettle, outstanding: 1 })
    given(purchase, after(...underWay))
      .when(confirm({ lines: [{ lineId: ebook, quantity: count(1) }] }))
      .rejects({ reason: 'MoreThanOutstanding', lineId: ebook, outstanding: 0 })
    expect(outcomeOf(underWay, confirm({ lines: [] }))).toBe('NoUnitsNamed')
  })

  it('delivers the named serials of a shipment of them', () => {
    const serials = (...names: ReadonlyArray<string>) => ({
      lines: [{ lineId: laptop, quantity: count(names.length), serials: names.map(text) }],
    })
    const sent = [buy(), announce(serials('SN-1', 'SN-2'))]
    expect(after(...sent, confirm(serials('SN-2'))).at(-1)).toMatchObject({
      data: { lines: [{ lineId: laptop, units: units(2), serials: ['SN-2'] }], isComplete: false },
    })
    expect(outcomeOf(sent, confirm(serials('SN-3')))).toBe('SerialsDoNotMatch')
    expect(outcomeOf(sent, confirm({ lines: [{ lineId: laptop, quantity: count(1) }] }))).toBe('SerialsDoNotMatch')
  })

  it('is refused of what was cancelled, went back or was destroyed, and before the purchase', () => {
    expect(outcomeOf([threeKettles, announce(), cancelShipment()], confirm())).toBe('ShipmentIsCancelled')
    expect(outcomeOf([...underWay, scan('returned-to-sender', june(3, '10:00'))], confirm())).toBe('ShipmentWentBack')
    expect(outcomeOf([...underWay, scan('destroyed', june(3, '10:00'))], confirm())).toBe('ShipmentIsDestroyed')
    expect(outcomeOf(underWay, confirm({ deliveredAt: monday('08:00') }))).toBe('HappenedBeforePurchase')
  })

  it('finds a lost shipment by what arrives of it', () => {
    const arrived = confirm({ deliveredAt: june(16, '10:00') })
    expect(outcomeOf(lost, arrived)).toEqual(['LostShipmentFound', 'ShipmentDelivered', 'PurchaseFullyDelivered'])
    expect(statusOf(shipmentAfter(...lost, arrived)).status).toBe('delivered')
  })

  it('asks what is to become of units that arrive after they were made good for, though never given up', () => {
    const nonReceipt = reserve({ purpose: 'non-receipt', ...some(2) })
    const history = [...underWay, nonReceipt, consume()]
    expect(after(...history, confirm({ deliveredAt: june(16, '10:00') })).slice(-3)).toMatchObject([
      { type: 'ShipmentDelivered' },
      {
        type: 'RecoverOrKeepDecisionNeeded',
        data: { lines: [{ lineId: kettle, units: units(1, 2) }], neededAt: june(16, '10:00') },
      },
      { type: 'PurchaseFullyDelivered' },
    ])
  })
})

describe('a purchase', () => {
  const mixed = buyOnly(kettles, {
    lines: [kettles, ebooks],
    totalMinor: kettles.grossMinor + ebooks.grossMinor,
  })
  const sent = announce(some(6))
  const rest = announce({ ...some(4), shipmentId: secondShipmentId })
  const restArrives = confirm({ shipmentId: secondShipmentId, deliveredAt: june(5, '10:00') })
  const access = fulfil({
    fulfilmentId: text('access'),
    lines: [{ lineId: ebook, quantity: count(3) }],
    by: 'access-granted',
    fulfilledAt: june(3, '10:00'),
  })

  it('is fully delivered once everything is, of whatever kind and in whatever order, since the latest of all', () => {
    for (const last of [
      [confirm(), restArrives, access],
      [access, restArrives, confirm()],
    ]) {
      const history = after(mixed, sent, rest, ...last)
      expect(history.at(-1)).toEqual({
        type: 'PurchaseFullyDelivered',
        data: { purchaseId, lastDeliveredAt: june(5, '10:00') },
      })
      expect(history.filter(({ type }) => type === 'PurchaseFullyDelivered')).toHaveLength(1)
    }
  })

  it('is not fully delivered while a part was never sent', () => {
    expect(typesAfter(mixed, sent, confirm(), access)).not.toContain('PurchaseFullyDelivered')
  })

  it('is fully delivered when what was outstanding is cancelled', () => {
    const unwanted = cancel({ lines: [{ lineId: kettle, quantity: count(4) }], cancelledAt: june(6, '10:00') })
    expect(after(mixed, sent, confirm(), access, unwanted).slice(-2)).toMatchObject([
      { type: 'UnitsCancelled' },
      { type: 'PurchaseFullyDelivered', data: { lastDeliveredAt: june(4, '10:00') } },
    ])
  })

  it('is not fully delivered where all of it is lost, nor once all of it was refunded as lost', () => {
    const refunded = [
      reserve({ purpose: 'non-receipt', ...some(3), reservedAt: june(14, '09:00') }),
      consume({ consumedAt: june(14, '09:00') }),
    ]
    expect(typesAfter(...lost, ...refunded)).not.toContain('PurchaseFullyDelivered')
    expect(purchaseAfter(...lost, ...refunded).tracking.fullyDeliveredAt).toBeUndefined()
  })

  it('is fully delivered where some came and the rest was made good as lost', () => {
    const part = confirm(some(2))
    const refunded = [
      reserve({ purpose: 'non-receipt', ...some(1), reservedAt: june(20, '09:00') }),
      consume({ consumedAt: june(20, '09:00') }),
    ]
    expect(after(...underWay, part, ...refunded).at(-1)).toEqual({
      type: 'PurchaseFullyDelivered',
      data: { purchaseId, lastDeliveredAt: june(4, '10:00') },
    })
  })

  it('is delivered at the counter by a fulfilment', () => {
    const one = buyOnly(line({ lineId: kettle }), { channel: 'store' })
    expect(outcomeOf([one], fulfil(some(1)))).toEqual(['UnitsFulfilled', 'PurchaseFullyDelivered'])
  })
})
