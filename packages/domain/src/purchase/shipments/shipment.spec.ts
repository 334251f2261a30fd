import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import type { PurchaseCommand } from '../commands.js'
import {
  after,
  buy,
  count,
  ebook,
  fulfil,
  kettle,
  outcomeOf,
  pay,
  purchaseAfter,
  text,
  tuesday,
  wednesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  declareLost,
  found,
  june,
  lost,
  revise,
  scan,
  shipmentAfter,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { lastSignOf, statusOf } from './shipment.js'

const one = { lines: [{ lineId: kettle, quantity: count(1) }] }

describe('a shipment', () => {
  it('keeps the scan by which it was delivered, and none of a delivery that was told otherwise', () => {
    const arrived = scan('delivered', june(4, '10:00'))
    const { carrierEventId } = arrived.data
    expect(shipmentAfter(threeKettles, announce(), arrived).scans).toStrictEqual([
      { carrierEventId, code: 'delivered', scannedAt: june(4, '10:00') },
    ])
    given(purchase, after(...underWay, arrived))
      .when(arrived)
      .recordsNothing()
    expect(shipmentAfter(threeKettles, announce(), confirm()).scans).toStrictEqual([])
  })

  it('is delivered since its last part, though another was heard of later', () => {
    const first = confirm({ ...one, deliveredAt: june(6, '10:00') })
    const rest = confirm({ deliveredAt: june(5, '10:00') })
    expect(statusOf(shipmentAfter(...underWay, first, rest))).toStrictEqual({
      status: 'delivered',
      since: june(6, '10:00'),
    })
    const inOrder = [confirm({ ...one, deliveredAt: june(5, '10:00') }), confirm({ deliveredAt: june(6, '10:00') })]
    expect(statusOf(shipmentAfter(...underWay, ...inOrder)).since).toBe(june(6, '10:00'))
    expect(statusOf(shipmentAfter(...underWay, confirm()))).toStrictEqual({
      status: 'delivered',
      since: june(4, '10:00'),
    })
  })

  it('was last seen when a part of it was delivered', () => {
    expect(lastSignOf(shipmentAfter(...underWay, confirm({ ...one, deliveredAt: june(6, '10:00') })))).toBe(
      june(6, '10:00'),
    )
  })

  it('may be lost a second time, and was found the first time when it was', () => {
    const twice = [...lost, found(), declareLost({ declaredAt: june(30, '09:00') })]
    const { losses } = shipmentAfter(...twice, found({ foundAt: june(30, '10:00') }))
    expect(losses).toStrictEqual([
      { lostAt: june(13, '08:00'), foundAt: june(20, '09:00') },
      { lostAt: june(30, '09:00'), foundAt: june(30, '10:00') },
    ])
  })

  it('may be found at the very instant when it was given up, and not once it arrived', () => {
    expect(outcomeOf(lost, found({ foundAt: june(13, '08:00') }))).toEqual(['LostShipmentFound'])
    expect(outcomeOf(lost, found({ foundAt: june(13, '07:59') }))).toBe('FoundBeforeLost')
    expect(outcomeOf([...lost, confirm({ deliveredAt: june(16, '10:00') })], found())).toBe('ShipmentArrived')
    expect(outcomeOf(underWay, found())).toBe('ShipmentNotLost')
  })

  it('may be expected at the very instant of the estimate', () => {
    expect(outcomeOf(underWay, revise({ newEta: tuesday('09:00'), revisedAt: tuesday('09:00') }))).toEqual([
      'EtaRevised',
    ])
    expect(outcomeOf(underWay, revise({ newEta: tuesday('08:59'), revisedAt: tuesday('09:00') }))).toBe('EtaInThePast')
  })
})

describe('what falls due of a shipment', () => {
  const dueOf = (...commands: ReadonlyArray<PurchaseCommand>) =>
    given(purchase, after(threeKettles, announce(), ...commands)).deadlines.map(({ command }) => command.type)
  const moved = (code: Parameters<typeof scan>[0]) => scan(code, tuesday('08:00'))

  it.each<[string, ReadonlyArray<PurchaseCommand>]>([
    ['was cancelled', [cancelShipment()]],
    ['was delivered', [confirm()]],
    ['went back', [moved('returned-to-sender')]],
    ['was destroyed', [moved('destroyed')]],
    ['is lost', [moved('in-transit'), declareLost()]],
  ])('is nothing where it %s', (_, commands) => {
    expect(dueOf(...commands)).toStrictEqual([])
  })

  it.each(['handed-over', 'in-transit', 'exception', 'out-for-delivery', 'delivery-attempt-failed'] as const)(
    'is its delay, and that it is given up, where it was last scanned as %s',
    (code) => {
      expect(dueOf(moved(code))).toStrictEqual(['DetectDelay', 'DeclareLost'])
    },
  )

  it('is its delay alone where it only was announced, and nothing where it waits to be fetched in time', () => {
    expect(dueOf()).toStrictEqual(['DetectDelay'])
    expect(dueOf(moved('label-created'))).toStrictEqual(['DetectDelay'])
    expect(dueOf(moved('available-for-pickup'))).toStrictEqual([])
    expect(dueOf(scan('available-for-pickup', june(4, '13:00')))).toStrictEqual(['DetectDelay'])
  })
})

describe('a delay that grew', () => {
  const longer = (revisedAt: ReturnType<typeof june>) =>
    after(...underWay, revise(), revise({ newEta: june(6, '12:00'), revisedAt })).flatMap((event) =>
      event.type === 'DelayLengthened' ? [event.data] : [],
    )

  it('says what it was compared to, and by how much it has to move', () => {
    expect(longer(tuesday('12:00'))[0]?.trace[0]).toMatchObject({
      ruleId: 'slips-where-moved-by-the-notice-threshold',
      facts: { comparedTo: june(4, '18:00'), newEta: june(6, '12:00'), noticeThreshold: 'PT4H' },
      outcome: 'slipped',
    })
  })

  it('is to be told within the hour, and before the promise passes as long as it has not', () => {
    expect(longer(wednesday('11:30'))[0]?.noticeDueAt).toBe(wednesday('12:00'))
    expect(longer(wednesday('12:00'))[0]?.noticeDueAt).toBe(wednesday('13:00'))
    expect(longer(wednesday('13:00'))[0]?.noticeDueAt).toBe(wednesday('14:00'))
  })
})

describe('what is told again of a purchase', () => {
  const access = fulfil({
    fulfilmentId: text('access-1'),
    lines: [{ lineId: ebook, quantity: count(1) }],
    by: 'access-granted',
  })

  it('is another fulfilment at another time or by another way', () => {
    const reused = { reason: 'FulfilmentIdReused', fulfilmentId: text('access-1') } as const
    const { when } = given(purchase, after(buy(), access))
    when(fulfil({ ...access.data, fulfilledAt: tuesday('09:00') })).rejects(reused)
    when(fulfil({ ...access.data, by: 'service-performed' })).rejects(reused)
    when(access).recordsNothing()
  })

  it('is kept of payments, one after the other', () => {
    const { sale } = purchaseAfter(buy(), pay(), pay({ paymentId: text('card-3') }))
    expect(sale.laterPayments.map(({ paymentId }) => paymentId)).toStrictEqual(['card-2', 'card-3'])
    expect(purchaseAfter(buy()).sale).toMatchObject({ laterPayments: [], disclosures: [] })
  })
})

describe('the serials of what is outstanding', () => {
  it('are those of the units that did not arrive', () => {
    const laptops = [{ lineId: 'laptop' as typeof kettle, quantity: count(2), serials: [text('SN-1'), text('SN-2')] }]
    const first = confirm({
      lines: [{ lineId: 'laptop' as typeof kettle, quantity: count(1), serials: [text('SN-1')] }],
    })
    const arrived = scan('delivered', june(5, '10:00'))
    const events = after(buy(), announce({ lines: laptops }), first, arrived)
    expect(events.findLast((event) => event.type === 'ShipmentDelivered')?.data).toMatchObject({
      lines: [{ lineId: 'laptop', units: units(2), serials: ['SN-2'] }],
      isComplete: true,
    })
  })
})
