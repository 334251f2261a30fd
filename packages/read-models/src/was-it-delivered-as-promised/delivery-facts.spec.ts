import { afterSalesFacts } from '../index.js'
import { allFactsOf, at, bought, fulfilled, june, parcel, promisedBy, purchaseId } from '../parcel.fixtures.js'
import type { RecordedEvent } from '../recorded-event.js'
import { uuid } from '../story.fixtures.js'

const one = parcel(1)

it('is one row a shipment, with what was promised and when it came', () => {
  const { deliveries } = allFactsOf(
    bought(1),
    one.announced(2),
    one.scan(3, 'in-transit', june(3, '08:00')),
    one.scan(4, 'delivery-attempt-failed', june(4, '10:00')),
    one.scan(5, 'available-for-pickup', june(4, '16:00')),
    one.delivered(6, june(5, '10:00')),
  )
  expect(deliveries).toEqual([
    {
      purchaseId,
      deliveryId: one.shipmentId,
      by: 'shipment',
      carrier: 'parcel-post',
      units: 3,
      begun: { at: at(2, '10:00'), eventId: uuid(2) },
      promisedBy,
      firstArrived: { at: at(5, '10:00'), eventId: uuid(6) },
      arrived: { at: at(5, '10:00'), eventId: uuid(6) },
      fetchable: { at: at(4, '16:00'), eventId: uuid(5) },
      failedAttempts: [{ at: at(4, '10:00'), eventId: uuid(4) }],
      cancelled: undefined,
      returned: undefined,
      destroyed: undefined,
      lost: undefined,
      reportedMissing: undefined,
      circumstances: { purchaseId, channel: 'online', customerId: uuid(101), toldBy: { opening: uuid(1) } },
      exclusion: undefined,
    },
  ])
})

it('has arrived once the last of it has, and came first with the first of it', () => {
  const part = [bought(1), one.announced(2), one.delivered(3, june(4, '10:00'), false)]
  expect(allFactsOf(...part).deliveries[0]).toMatchObject({ firstArrived: { at: at(4, '10:00') }, arrived: undefined })
  expect(allFactsOf(...part, one.delivered(4, june(5, '10:00'))).deliveries[0]).toMatchObject({
    firstArrived: { eventId: uuid(3) },
    arrived: { at: at(5, '10:00'), eventId: uuid(4) },
  })
})

it('is lost until it is found', () => {
  const lost = [bought(1), one.announced(2), one.lost(3, june(14, '10:00'))]
  expect(allFactsOf(...lost).deliveries[0]?.lost).toEqual({ at: at(14, '10:00'), eventId: uuid(3) })
  expect(allFactsOf(...lost, one.found(4, june(20, '10:00'))).deliveries[0]?.lost).toBeUndefined()
})

it('names how else it ended, and that the customer missed it', () => {
  const begun = [bought(1), one.announced(2)]
  expect(allFactsOf(...begun, one.returned(3, june(5, '10:00'))).deliveries[0]?.returned?.eventId).toBe(uuid(3))
  expect(allFactsOf(...begun, one.cancelled(3, june(2, '11:00'))).deliveries[0]?.cancelled?.eventId).toBe(uuid(3))
  expect(allFactsOf(...begun, one.reportedMissing(3, june(6, '10:00'))).deliveries[0]?.reportedMissing?.eventId).toBe(
    uuid(3),
  )
})

it('is a row for what no carrier brings, too', () => {
  expect(allFactsOf(bought(1), fulfilled(2, june(3, '10:00'))).deliveries).toMatchObject([
    { deliveryId: 'fulfilment 2', by: 'access-granted', units: 2, arrived: { at: at(3, '10:00'), eventId: uuid(2) } },
  ])
})

it('counts nowhere as a test, or without its beginning or its purchase', () => {
  const exclusion = (...events: ReadonlyArray<RecordedEvent>) => allFactsOf(...events).deliveries[0]?.exclusion
  expect(exclusion(bought(1, { isTest: true }), one.announced(2))).toBe('test')
  expect(exclusion(one.announced(2))).toBe('incomplete')
  expect(exclusion(bought(1), one.delivered(3, june(4, '10:00')))).toBe('incomplete')
})

it('stays as it was when more is told', () => {
  const fold = afterSalesFacts()
  for (const told of [bought(1), one.announced(2), one.scan(3, 'delivery-attempt-failed', june(3, '08:00'))]) {
    fold.record(told)
  }
  const { deliveries, delays } = fold.facts()
  const copy = structuredClone({ deliveries, delays })
  for (const told of [
    one.scan(4, 'delivery-attempt-failed', june(4, '08:00')),
    one.delayed(5, june(4, '09:00'), june(4, '18:00')),
    one.informed(6, june(4, '09:30')),
    one.delivered(7, june(4, '10:00')),
  ]) {
    fold.record(told)
  }
  expect({ deliveries, delays }).toEqual(copy)
  expect(fold.facts().deliveries).not.toEqual(copy.deliveries)
})
