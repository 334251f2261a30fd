import { given } from '@aftersale/decider/testing'
import { units } from '../../units/units.fixtures.js'
import type { PurchaseCommand } from '../commands.js'
import {
  after,
  consume,
  count,
  kettle,
  monday,
  outcomeOf,
  purchaseAfter,
  reserve,
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
  miss,
  notify,
  revise,
  scan,
  secondShipmentId,
  shipmentAfter,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { availableUnits } from '../units/unit-ledger.js'
import { statusOf } from './shipment.js'

// What other systems got wrong about deliveries, each by what is right.

const some = (quantity: number) => ({ lines: [{ lineId: kettle, quantity: count(quantity) }] })
const takeBack = (quantity: number) => reserve({ ...some(quantity), reservedAt: june(10, '09:00') })
const accountAfter = (...commands: ReadonlyArray<PurchaseCommand>) => {
  const account = purchaseAfter(...commands).units.accounts.get(kettle)
  if (account === undefined) throw new Error('No kettle was bought')
  return account
}

it('D58: a cancelled shipment has sent nothing, so nothing of it can be returned', () => {
  const cancelled = [threeKettles, announce(), cancelShipment()]
  expect(accountAfter(...cancelled)).toMatchObject({ shipped: [], delivered: [] })
  expect(outcomeOf(cancelled, takeBack(1))).toBe('UnitsNotDelivered')
  expect(outcomeOf(cancelled, confirm())).toBe('ShipmentIsCancelled')
})

it('D59: nothing can be returned before it is delivered, nor more than was', () => {
  expect(outcomeOf(underWay, takeBack(1))).toBe('UnitsNotDelivered')
  const part = [...underWay, confirm(some(2))]
  expect(outcomeOf(part, takeBack(3))).toBe('UnitsNotDelivered')
  expect(outcomeOf(part, takeBack(2))).toEqual(['UnitsReserved'])
})

it('D62: what is split off leaves the rest where it was', () => {
  const twoShipments = [threeKettles, announce(some(2)), announce({ ...some(1), shipmentId: secondShipmentId })]
  const history = [...twoShipments, confirm({ shipmentId: secondShipmentId })]
  expect(statusOf(shipmentAfter(...history)).status).toBe('announced')
  expect(accountAfter(...history).delivered).toEqual(units(3))
  expect(statusOf(shipmentAfter(...underWay, confirm(some(1)))).status).toBe('in-transit')
})

it('D66: a cancelled shipment is cancelled, not only stamped with a time', () => {
  const { status, since } = statusOf(shipmentAfter(threeKettles, announce(), cancelShipment()))
  expect([status, since]).toEqual(['cancelled', monday('11:00')])
})

it('D76: marking it delivered once more moves no deadline', () => {
  const delivered = [...underWay, scan('delivered', june(4, '10:00'))]
  for (const again of [
    scan('delivered', june(11, '10:00')),
    confirm({ deliveredAt: june(11, '10:00') }),
    confirm({ deliveredAt: june(3, '10:00') }),
  ]) {
    expect(shipmentAfter(...delivered, again).deliveries).toEqual(shipmentAfter(...delivered).deliveries)
    expect(purchaseAfter(...delivered, again).tracking.fullyDeliveredAt).toBe(june(4, '10:00'))
  }
})

it('D155: a late or repeated word of the carrier does not take a shipment back', () => {
  const delivered = [...underWay, scan('out-for-delivery', june(4, '08:00')), scan('delivered', june(4, '10:00'))]
  for (const late of [scan('in-transit', tuesday('20:00')), scan('out-for-delivery', june(4, '08:00'))]) {
    expect(statusOf(shipmentAfter(...delivered, late)).status).toBe('delivered')
  }
  const outForDelivery = [...underWay, scan('out-for-delivery', june(4, '08:00'))]
  expect(statusOf(shipmentAfter(...outForDelivery, scan('in-transit', tuesday('20:00')))).status).toBe(
    'out-for-delivery',
  )
})

it('D156: a printed label is not on its way', () => {
  const labelled = [threeKettles, announce(), scan('label-created', monday('10:05'))]
  expect(statusOf(shipmentAfter(...labelled)).status).toBe('announced')
  expect(outcomeOf(labelled, cancelShipment())).toEqual(['ShipmentCancelled'])
})

it('D157: an unclaimed parcel goes back: it was not delivered, and can be sent again', () => {
  const unclaimed = [
    ...underWay,
    scan('available-for-pickup', june(5, '09:00')),
    scan('returned-to-sender', june(19, '09:00'), { cause: text('unclaimed') }),
    scan('delivered', june(23, '09:00')),
  ]
  expect(statusOf(shipmentAfter(...unclaimed))).toEqual({ status: 'returned-to-sender', since: june(19, '09:00') })
  expect(availableUnits(accountAfter(...unclaimed))).toEqual([])
  expect(purchaseAfter(...unclaimed).tracking.fullyDeliveredAt).toBeUndefined()
  expect(outcomeOf(unclaimed, announce({ shipmentId: secondShipmentId }))).toEqual(['ShipmentAnnounced'])
})

it('D158: a purchase of which every box is lost is not complete, though all was made good', () => {
  const boxes = [
    threeKettles,
    announce(some(2)),
    announce({ ...some(1), shipmentId: secondShipmentId }),
    scan('handed-over', tuesday('08:00')),
    scan('handed-over', tuesday('08:00'), { shipmentId: secondShipmentId }),
    declareLost(),
    declareLost({ shipmentId: secondShipmentId }),
  ]
  const madeGood = [
    reserve({ ...some(3), purpose: 'non-receipt', reservedAt: june(14, '09:00') }),
    consume({ consumedAt: june(14, '10:00') }),
  ]
  expect(statusOf(shipmentAfter(...boxes)).status).toBe('lost')
  for (const history of [boxes, [...boxes, ...madeGood]]) {
    expect(after(...history).map(({ type }) => type)).not.toContain('PurchaseFullyDelivered')
    expect(accountAfter(...history).delivered).toEqual([])
  }
  expect(outcomeOf(lost, takeBack(1))).toBe('UnitsNotDelivered')
})

describe('D159: a slipping estimate', () => {
  const estimate = (time: string, hour: number) => revise({ newEta: june(4, time), revisedAt: tuesday(`${hour}:00`) })

  it('is a delay from what is tolerated on', () => {
    expect(outcomeOf(underWay, estimate('14:00', 10))).toEqual(['EtaRevised'])
    expect(outcomeOf(underWay, estimate('14:01', 10))).toEqual(['EtaRevised', 'DelayDetected'])
  })

  it('is told once, and again only when it moves by the threshold', () => {
    const told = [...underWay, estimate('18:00', 10), notify({ sentAt: tuesday('10:30') })]
    const again = notify({ noticeId: text('notice-2'), sentAt: tuesday('12:30') })
    expect(outcomeOf(told, again)).toBe('CustomerKnows')
    given(purchase, after(...told))
      .when(estimate('18:00', 12))
      .recordsNothing()
    expect(outcomeOf([...told, estimate('21:00', 12)], again)).toBe('CustomerKnows')
    expect(outcomeOf([...told, estimate('22:00', 12)], again)).toEqual(['CustomerInformed'])
  })

  it('that is made up for leaves nothing to be told, or missed', () => {
    const recovered = [...underWay, estimate('18:00', 10), estimate('12:30', 11)]
    expect(after(...recovered).at(-1)?.type).toBe('DelayRecovered')
    given(purchase, after(...recovered))
      .when(miss({ dueAt: tuesday('11:00') }))
      .recordsNothing()
    expect(outcomeOf(recovered, notify({ sentAt: tuesday('11:30') }))).toBe('NoSuchDelay')
  })
})
