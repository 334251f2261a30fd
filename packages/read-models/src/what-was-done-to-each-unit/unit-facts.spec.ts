import { afterSalesFacts, type RecordedEvent, type UnitFact } from '../index.js'
import { event, minute, uuid } from '../story.fixtures.js'

const [pump, anna, ben, purchaseId] = [uuid(1), uuid(100), uuid(101), uuid(200)]

const of = (id: number, type: Parameters<typeof event>[2], data: object): RecordedEvent =>
  event(id, pump, type, { assetId: pump, ...data })
const registered = (id: number, registeredAt: string, more = {}) =>
  of(id, 'AssetRegistered', { sku: 'pump', serial: 'P-1', owner: { customerId: anna }, registeredAt, ...more })
const serviced = (id: number, performedAt: string, more = {}) =>
  of(id, 'AssetServiced', { serviceId: `service ${id}`, kind: 'repair', performedAt, ...more })
const retired = (id: number, retiredAt: string, because = 'returned') => of(id, 'AssetRetired', { because, retiredAt })
const resold = (id: number, resoldAt: string) =>
  of(id, 'AssetResold', { sku: 'pump', serial: 'P-1', owner: { customerId: ben }, saleNumber: 2, resoldAt })

const unitsOf = (...events: ReadonlyArray<RecordedEvent>): ReadonlyArray<UnitFact> => {
  const fold = afterSalesFacts()
  for (const told of events) fold.record(told)
  return fold.facts().units
}

it('is one row a unit, with what was done to it in order of time, however late it was heard of', () => {
  const units = unitsOf(
    registered(1, '2025-06-02T09:00', { purchase: { purchaseId, lineId: 'l', unit: 1 } }),
    serviced(2, '2025-06-05T09:00', { failureMode: 'seal' }),
    serviced(3, '2025-06-03T09:00', { kind: 'inspection' }),
    retired(4, '2025-06-09T09:00'),
  )
  expect(units).toEqual([
    {
      assetId: pump,
      registered: { at: minute('2025-06-02T09:00'), eventId: uuid(1) },
      services: [
        { at: minute('2025-06-03T09:00'), eventId: uuid(3), serviceId: 'service 3', kind: 'inspection' },
        {
          at: minute('2025-06-05T09:00'),
          eventId: uuid(2),
          serviceId: 'service 2',
          kind: 'repair',
          failureMode: 'seal',
        },
      ],
      retired: { at: minute('2025-06-09T09:00'), eventId: uuid(4) },
      circumstances: { assetId: pump, sku: 'pump', purchaseId, customerId: anna, toldBy: { opening: uuid(1) } },
    },
  ])
})

it('is another row for each time that it was sold again, with what was done to it since', () => {
  const units = unitsOf(
    registered(1, '2025-06-02T09:00'),
    serviced(2, '2025-06-03T09:00'),
    retired(3, '2025-06-09T09:00'),
    resold(4, '2025-07-01T09:00'),
    serviced(5, '2025-07-02T09:00'),
    // Heard of late: it was done before it came back.
    serviced(6, '2025-06-04T09:00'),
  )
  expect(
    units.map(({ circumstances: { customerId }, services, retired: end }) => [
      customerId,
      services.map(({ serviceId }) => serviceId),
      end?.eventId,
    ]),
  ).toEqual([
    [anna, ['service 2', 'service 6'], uuid(3)],
    [ben, ['service 5'], undefined],
  ])
})

it('is of whoever has it by now', () => {
  const [unit] = unitsOf(
    registered(1, '2025-06-02T09:00'),
    of(2, 'AssetTransferred', {
      from: { customerId: anna },
      to: { customerId: ben },
      transferredAt: '2025-06-03T09:00',
    }),
  )
  expect(unit?.circumstances.customerId).toBe(ben)
})

it('is incomplete without its registration', () => {
  expect(unitsOf(serviced(2, '2025-06-03T09:00'), retired(3, '2025-06-09T09:00'))).toMatchObject([
    { exclusion: 'incomplete', registered: { eventId: uuid(2) }, services: [{ serviceId: 'service 2' }] },
  ])
  expect(unitsOf()).toEqual([])
})
