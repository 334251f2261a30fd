import { at, bought, fulfilled, fullyDelivered, june, parcel, promisedBy, purchaseId } from '../parcel.fixtures.js'
import type { RecordedEvent } from '../recorded-event.js'
import { uuid } from '../story.fixtures.js'
import { whereIsIt } from './where-is-it.js'

const one = parcel(1)
const two = parcel(2)
const begun = [bought(1), one.announced(2)]

const viewOf = (...events: ReadonlyArray<RecordedEvent>) => {
  const view = whereIsIt()
  for (const event of events) view.record(event)
  return view.of(purchaseId)
}
const shipmentOf = (...events: ReadonlyArray<RecordedEvent>) => viewOf(...begun, ...events)?.shipments[0]

it('answers where it is, since when, when it will come and what the customer was told', () => {
  expect(
    shipmentOf(
      one.scan(3, 'handed-over', june(2, '17:00')),
      one.scan(4, 'in-transit', june(3, '08:00'), { place: 'Leipzig' }),
      one.eta(5, june(3, '09:00'), june(4, '18:00')),
      one.delayed(6, june(3, '09:00'), june(4, '18:00')),
      one.informed(7, june(3, '09:30'), { expectedAt: june(4, '18:00') }),
    ),
  ).toEqual({
    shipmentId: one.shipmentId,
    carrier: 'parcel-post',
    trackingNumber: 'PP-17',
    units: 3,
    where: 'in-transit',
    since: { at: at(3, '08:00'), eventId: uuid(4) },
    expectedAt: at(4, '18:00'),
    promisedBy,
    isDelayed: true,
    steps: [
      { at: at(2, '10:00'), eventId: uuid(2), what: 'announced' },
      { at: at(2, '17:00'), eventId: uuid(3), what: 'handed-over' },
      { at: at(3, '08:00'), eventId: uuid(4), what: 'in-transit', place: 'Leipzig' },
      { at: at(3, '09:00'), eventId: uuid(5), what: 'estimated', expectedAt: at(4, '18:00') },
    ],
    told: [{ at: at(3, '09:30'), eventId: uuid(7), about: 'delay', channel: 'email', expectedAt: at(4, '18:00') }],
  })
})

it('expects it when it was promised, as long as nobody says otherwise', () => {
  expect(shipmentOf()).toMatchObject({ where: 'announced', expectedAt: promisedBy, isDelayed: false, told: [] })
})

it('goes by when scans were made, in whatever order they were heard of', () => {
  const scans = [
    one.scan(3, 'handed-over', june(2, '17:00')),
    one.scan(4, 'out-for-delivery', june(4, '08:00')),
    one.ignored(5, 'in-transit', june(3, '08:00')),
    one.ignored(6, 'label-created', june(4, '09:00')),
  ]
  for (const heard of [scans, [...scans].reverse()]) {
    expect(shipmentOf(...heard)).toMatchObject({ where: 'out-for-delivery', since: { at: at(4, '08:00') } })
    expect(shipmentOf(...heard)?.steps.map(({ what }) => what)).toEqual([
      'announced',
      'handed-over',
      'in-transit',
      'out-for-delivery',
      'label-created',
    ])
  }
})

it('does not lead back to being handed over, and counts each failed attempt anew', () => {
  const transit = one.scan(3, 'in-transit', june(3, '08:00'))
  expect(shipmentOf(transit, one.scan(4, 'handed-over', june(3, '12:00')))?.where).toBe('in-transit')
  expect(
    shipmentOf(
      one.scan(3, 'delivery-attempt-failed', june(4, '08:00')),
      one.scan(4, 'delivery-attempt-failed', june(5, '08:00')),
    ),
  ).toMatchObject({ where: 'attempt-failed', since: { at: at(5, '08:00') } })
})

it('expects nothing more of what came, in time or not', () => {
  const delayed = one.delayed(3, june(4, '12:00'))
  expect(shipmentOf(delayed, one.delivered(4, june(5, '10:00')))).toMatchObject({
    where: 'delivered',
    since: { at: at(5, '10:00') },
    expectedAt: undefined,
    isDelayed: false,
  })
})

it('is delivered in part until the rest is, or is on its way again', () => {
  const part = one.delivered(3, june(4, '10:00'), false)
  expect(shipmentOf(part)).toMatchObject({ where: 'partly-delivered', expectedAt: promisedBy })
  expect(shipmentOf(part, one.scan(4, 'in-transit', june(4, '15:00')))?.where).toBe('in-transit')
  expect(shipmentOf(part, one.delivered(4, june(5, '10:00')))?.where).toBe('delivered')
})

it('names the other ends, and leaves that of a loss by the finding', () => {
  expect(shipmentOf(one.returned(3, june(5, '10:00')))).toMatchObject({ where: 'returned-to-sender' })
  expect(shipmentOf(one.cancelled(3, june(2, '11:00')))).toMatchObject({ where: 'cancelled' })
  const lost = one.lost(3, june(14, '10:00'))
  expect(shipmentOf(lost)).toMatchObject({ where: 'lost', since: { at: at(14, '10:00') } })
  const found = shipmentOf(lost, one.found(4, june(20, '10:00')))
  expect(found?.where).toBe('announced')
  expect(found?.steps.map(({ what }) => what)).toEqual(['announced', 'lost', 'found'])
})

it('is told of what no carrier brings, and of the whole purchase', () => {
  expect(
    viewOf(...begun, two.announced(3), fulfilled(4, june(3, '10:00')), fullyDelivered(5, june(5, '10:00'))),
  ).toMatchObject({
    purchaseId,
    shipments: [{ shipmentId: one.shipmentId }, { shipmentId: two.shipmentId }],
    fulfilled: [{ at: at(3, '10:00'), fulfilmentId: 'fulfilment 4', by: 'access-granted', units: 2 }],
    fullyDelivered: { at: at(5, '10:00'), eventId: uuid(5) },
  })
})

it('knows nothing of a purchase of which nothing was sent', () => {
  expect(viewOf(bought(1))).toBeUndefined()
})
